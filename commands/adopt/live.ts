import { z } from 'zod';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import type { KongNode } from '../../servers/kong-admin.ts';
import { fusionAuthOf, kongOf, type Servers } from '../../servers/servers.ts';
import { readKong, type LiveKong } from '../shared/live-kong.ts';

const tenant = z.object({ id: z.string(), name: z.string(), issuer: z.string().default('') });

const application = z.object({
  id: z.string(),
  name: z.string(),
  tenantId: z.string().default(''),
  roles: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        description: z.string().default(''),
        isDefault: z.boolean().default(false),
        isSuperRole: z.boolean().default(false),
      }),
    )
    .default([]),
  jwtConfiguration: z
    .object({
      enabled: z.boolean().default(false),
      accessTokenKeyId: z.string().optional(),
      timeToLiveInSeconds: z.number().default(3600),
      refreshTokenTimeToLiveInMinutes: z.number().default(43_200),
      refreshTokenExpirationPolicy: z.string().default('Fixed'),
      refreshTokenUsagePolicy: z.string().default('Reusable'),
      refreshTokenSlidingWindowConfiguration: z
        .object({ maximumTimeToLiveInMinutes: z.number().default(43_200) })
        .prefault({}),
    })
    .prefault({}),
  loginConfiguration: z
    .object({
      allowTokenRefresh: z.boolean().default(false),
      generateRefreshTokens: z.boolean().default(false),
    })
    .prefault({}),
});

const key = z.object({
  id: z.string(),
  name: z.string().default(''),
  kid: z.string().default(''),
  algorithm: z.string().default(''),
  length: z.number().default(0),
  publicKey: z.string().default(''),
});

const apiKey = z.object({
  id: z.string(),
  metaData: z
    .object({ attributes: z.object({ description: z.string().default('') }).prefault({}) })
    .prefault({}),
  name: z.string().default(''),
  tenantId: z.string().optional(),
  permissions: z
    .object({ endpoints: z.record(z.string(), z.array(z.string())).default({}) })
    .prefault({}),
});

const user = z.object({
  id: z.string(),
  email: z.string().default(''),
  tenantId: z.string().default(''),
  registrations: z
    .array(z.object({ applicationId: z.string(), roles: z.array(z.string()).default([]) }))
    .default([]),
});

const entityType = z.object({
  id: z.string(),
  jwtConfiguration: z
    .object({
      enabled: z.boolean().default(false),
      accessTokenKeyId: z.string().optional(),
      timeToLiveInSeconds: z.number().default(0),
    })
    .prefault({}),
  permissions: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});

const entity = z.object({
  id: z.string(),
  name: z.string(),
  tenantId: z.string().default(''),
  type: z.object({ id: z.string() }),
});

const grant = z.object({ permissions: z.array(z.string()).default([]) });

export type LiveTenant = z.infer<typeof tenant>;
export type LiveApplication = z.infer<typeof application>;
export type LiveKey = z.infer<typeof key>;
export type LiveApiKey = z.infer<typeof apiKey>;
export type LiveUser = z.infer<typeof user>;
export type LiveEntityType = z.infer<typeof entityType>;
export type LiveEntity = z.infer<typeof entity>;

/** What an entity may do with another one. */
export interface LiveGrant extends z.infer<typeof grant> {
  entityId: string;
  recipientEntityId: string;
}

/** FusionAuth, in what the guide makes there. No secret is kept. */
export interface LiveFusionAuth {
  tenants: LiveTenant[];
  applications: LiveApplication[];
  keys: LiveKey[];
  apiKeys: LiveApiKey[];
  /** Not complete if there are more than `usersSearched`. */
  users: LiveUser[];
  userCount: number;
  entityTypes: LiveEntityType[];
  entities: LiveEntity[];
  grants: LiveGrant[];
}

/** Both servers as they are. */
export interface Live {
  kong: LiveKong;
  /** Kong's own answer about itself, which tells where its proxy listens. */
  kongNode: KongNode;
  /** The host of Kong's Admin API. */
  kongHost: string;
  fusionAuth: LiveFusionAuth;
}

/** More entities than this are not looked through. */
const ENTITIES_SEARCHED = 500;

/** More users than this are no guide's; whom to adopt is then for the caller to say. */
export const USERS_SEARCHED = 100;

/**
 * Reads both servers with GET requests alone.
 *
 * @param emails users to look for by name.
 */
export async function readLive(servers: Servers, emails: readonly string[]): Promise<Live> {
  const gateway = kongOf(servers);
  const [kong, kongNode, fusionAuth] = await Promise.all([
    readKong(gateway),
    gateway.node(),
    readFusionAuth(fusionAuthOf(servers), emails),
  ]);
  return { kong, kongNode, kongHost: new URL(gateway.url).hostname, fusionAuth };
}

async function readFusionAuth(
  client: FusionAuthApi,
  emails: readonly string[],
): Promise<LiveFusionAuth> {
  const list = async <T>(path: string, name: string, shape: z.ZodType<T>) => {
    const { found } = await client.list(path, name);
    return z.array(shape).parse(found);
  };
  const search = (query: string) =>
    client.list(
      `/api/user/search?queryString=${encodeURIComponent(query)}&numberOfResults=${USERS_SEARCHED}`,
      'users',
    );
  const all = `numberOfResults=${ENTITIES_SEARCHED}`;
  const queries = emails.length > 0 ? emails : ['*'];
  const [tenants, applications, keys, apiKeys, entityTypes, entities, pages] = await Promise.all([
    list('/api/tenant', 'tenants', tenant),
    list('/api/application', 'applications', application),
    list('/api/key', 'keys', key),
    list('/api/api-key', 'apiKeys', apiKey),
    list(`/api/entity/type/search?name=*&${all}`, 'entityTypes', entityType),
    list(`/api/entity/search?queryString=*&${all}`, 'entities', entity),
    Promise.all(queries.map(search)),
  ]);
  const users = pages.flatMap(({ found }) => z.array(user).parse(found));
  const userCount = Math.max(0, ...pages.map(({ total }) => total));
  const grants = await readGrants(client, entityTypes, entities);
  return { tenants, applications, keys, apiKeys, users, userCount, entityTypes, entities, grants };
}

/** FusionAuth tells a grant by its two ends: what gets tokens of its own, and what has permissions to give. */
async function readGrants(
  client: FusionAuthApi,
  types: readonly LiveEntityType[],
  entities: readonly LiveEntity[],
): Promise<LiveGrant[]> {
  const whose = (fits: (type: LiveEntityType) => boolean) =>
    entities.filter((one) => types.some((type) => type.id === one.type.id && fits(type)));
  const recipients = whose(({ jwtConfiguration }) => jwtConfiguration.enabled);
  const targets = whose(({ permissions }) => permissions.length > 0);
  const pairs = targets.flatMap((target) => recipients.map((one) => ({ target, one })));
  const found = await Promise.all(
    pairs.map(async ({ target: { id: entityId }, one: { id: recipientEntityId } }) => {
      const path = `/api/entity/${entityId}/grant?recipientEntityId=${recipientEntityId}`;
      const answer = await client.get(path, 'grant');
      if (!answer) return [];
      return [{ entityId, recipientEntityId, ...grant.parse(answer['grant']) }];
    }),
  );
  return found.flat();
}
