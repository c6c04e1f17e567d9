import { z } from 'zod';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { subjectPublicKey } from '../../servers/public-key.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { understood } from './understood.ts';

// What is read of FusionAuth's objects. What it leaves out has a default here; what is of another kind is refused.

const tenant = z.object({ id: z.string(), name: z.string(), issuer: z.string().default('') });

const application = z.object({
  id: z.string(),
  name: z.string(),
  /** Left out of a universal application, which is of every tenant. */
  tenantId: z.string().optional(),
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

const apiKey = z.object({ id: z.string(), tenantId: z.string().optional() });

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
  /** The API key that was asked for, if there is one: FusionAuth lists none. */
  loginKey?: LiveApiKey;
  /** Those that were asked for; else not complete if there are more than `usersSearched`. */
  users: LiveUser[];
  userCount: number;
  entityTypes: LiveEntityType[];
  entities: LiveEntity[];
  /** Of the entities whose tokens Kong trusts. */
  grants: LiveGrant[];
}

/** What is asked for by name. */
export interface Wanted {
  /** Addresses; none for the first users of all. */
  users: readonly string[];
  /** Id of an API key. */
  loginKey?: string | undefined;
}

/** So many are asked for at a time. */
const PAGE = 500;

/** More users than this are no guide's; whom to adopt is then for the caller to say. */
export const USERS_SEARCHED = 100;

/**
 * Reads FusionAuth with GET requests alone.
 *
 * @param credentials the jwt credentials of Kong, which say whose grants matter.
 */
export async function readFusionAuth(
  api: FusionAuthApi,
  { users: emails, loginKey: loginKeyId }: Wanted,
  credentials: readonly Entity[],
): Promise<LiveFusionAuth> {
  const list = async <T>(path: string, name: string, shape: z.ZodType<T>) => {
    const { found } = await api.list(path, name);
    return understood('FusionAuth', path, z.array(shape), found);
  };
  const [tenants, applications, keys, loginKey, entityTypes, entities] = await Promise.all([
    list('/api/tenant', 'tenants', tenant),
    list('/api/application', 'applications', application),
    list('/api/key', 'keys', key),
    readApiKey(api, loginKeyId),
    readPages(api, '/api/entity/type/search?name=*', 'entityTypes', entityType),
    readPages(api, '/api/entity/search?queryString=*', 'entities', entity),
  ]);
  const people =
    emails.length > 0 ? await readUsers(api, emails, tenants) : await readFirstUsers(api);
  const trusted = new Set(credentials.map((one) => subjectPublicKey(one['rsa_public_key'])));
  const signing = keys.filter(({ publicKey }) => trusted.has(subjectPublicKey(publicKey)));
  const grants = await readGrants(api, signing, entityTypes, entities);
  const found = { tenants, applications, keys, ...people, entityTypes, entities, grants };
  return { ...found, ...(loginKey && { loginKey }) };
}

async function readApiKey(
  api: FusionAuthApi,
  id: string | undefined,
): Promise<LiveApiKey | undefined> {
  if (id === undefined) return undefined;
  const path = `/api/api-key/${encodeURIComponent(id)}`;
  const answer = await api.get(path, 'apiKey');
  return answer && understood('FusionAuth', path, apiKey, answer['apiKey']);
}

async function readPages<T>(
  api: FusionAuthApi,
  path: string,
  name: string,
  shape: z.ZodType<T>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = `${path}&numberOfResults=${PAGE}&startRow=${all.length}`;
    const { total, found } = await api.list(page, name);
    all.push(...understood('FusionAuth', path, z.array(shape), found));
    if (found.length === 0 || all.length >= total) return all;
  }
}

type People = Pick<LiveFusionAuth, 'users' | 'userCount'>;

async function readFirstUsers(api: FusionAuthApi): Promise<People> {
  const path = `/api/user/search?queryString=*&numberOfResults=${USERS_SEARCHED}`;
  const { found, total } = await api.list(path, 'users');
  return { users: understood('FusionAuth', path, z.array(user), found), userCount: total };
}

/** Asks by the very address, in each tenant: a search would find others like it, and no more than so many. */
async function readUsers(
  api: FusionAuthApi,
  emails: readonly string[],
  tenants: readonly LiveTenant[],
): Promise<People> {
  const asked = emails.flatMap((email) =>
    tenants.map(async ({ id }) => {
      const path = `/api/user?email=${encodeURIComponent(email)}`;
      const headers = { 'x-fusionauth-tenantid': id };
      const answer = await api.get(path, 'user', { headers });
      return answer ? [understood('FusionAuth', path, user, answer['user'])] : [];
    }),
  );
  const users = (await Promise.all(asked)).flat();
  const unique = [...new Map(users.map((one) => [one.id, one])).values()];
  return { users: unique, userCount: unique.length };
}

/** FusionAuth tells a grant by its two ends: what gets tokens of its own, and what has permissions to give. */
async function readGrants(
  api: FusionAuthApi,
  signing: readonly LiveKey[],
  types: readonly LiveEntityType[],
  entities: readonly LiveEntity[],
): Promise<LiveGrant[]> {
  const whose = (fits: (type: LiveEntityType) => boolean) => {
    const fitting = new Set(types.filter(fits).map(({ id }) => id));
    return entities.filter(({ type }) => fitting.has(type.id));
  };
  const recipients = whose(
    ({ jwtConfiguration: { enabled, accessTokenKeyId } }) =>
      enabled && signing.some(({ id }) => id === accessTokenKeyId),
  );
  const targets = whose(({ permissions }) => permissions.length > 0);
  const pairs = targets.flatMap((target) => recipients.map((one) => ({ target, one })));
  const found = await Promise.all(
    pairs.map(async ({ target: { id: entityId }, one: { id: recipientEntityId } }) => {
      const path = `/api/entity/${entityId}/grant?recipientEntityId=${recipientEntityId}`;
      const answer = await api.get(path, 'grant');
      if (!answer) return [];
      const held = understood('FusionAuth', path, grant, answer['grant']);
      return [{ entityId, recipientEntityId, ...held }];
    }),
  );
  return found.flat();
}
