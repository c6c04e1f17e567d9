import { z } from 'zod';
import type { Servers } from '../../components/servers.ts';
import { ServerClient, type Entity } from '../drift/http.ts';
import { readKong, type LiveKong } from '../drift/kong/live.ts';

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

export type LiveTenant = z.infer<typeof tenant>;
export type LiveApplication = z.infer<typeof application>;
export type LiveKey = z.infer<typeof key>;
export type LiveApiKey = z.infer<typeof apiKey>;
export type LiveUser = z.infer<typeof user>;

/** FusionAuth, in what the guide makes there. No secret is kept. */
export interface LiveFusionAuth {
  tenants: LiveTenant[];
  applications: LiveApplication[];
  keys: LiveKey[];
  apiKeys: LiveApiKey[];
  /** Not complete if there are more than `usersSearched`. */
  users: LiveUser[];
  userCount: number;
}

/** Both servers as they are. */
export interface Live {
  kong: LiveKong;
  /** Kong's own answer about itself, which tells where its proxy listens. */
  kongNode: Entity;
  /** The host of Kong's Admin API. */
  kongHost: string;
  fusionAuth: LiveFusionAuth;
}

/** More users than this are no guide's; whom to adopt is then for the caller to say. */
export const USERS_SEARCHED = 100;

/**
 * Reads both servers with GET requests alone.
 *
 * @param emails users to look for by name.
 */
export async function readLive(
  { kong, fusionAuth }: Servers,
  emails: readonly string[],
): Promise<Live> {
  const { adminUri, headers, tlsSkipVerify } = kong;
  const gateway = new ServerClient('Kong', adminUri, headers, { tlsSkipVerify });
  const issuer = new ServerClient('FusionAuth', fusionAuth.host, {
    authorization: fusionAuth.apiKey,
  });
  const [entities, node, found] = await Promise.all([
    readKong(gateway),
    gateway.get('/'),
    readFusionAuth(issuer, emails),
  ]);
  const { hostname } = new URL(adminUri);
  return { kong: entities, kongNode: node ?? {}, kongHost: hostname, fusionAuth: found };
}

async function readFusionAuth(
  client: ServerClient,
  emails: readonly string[],
): Promise<LiveFusionAuth> {
  const list = async <T>(path: string, name: string, shape: z.ZodType<T>) => {
    const answer = await client.get(path);
    return z.array(shape).parse(answer?.[name] ?? []);
  };
  const search = (query: string) =>
    client.get(
      `/api/user/search?queryString=${encodeURIComponent(query)}&numberOfResults=${USERS_SEARCHED}`,
    );
  const queries = emails.length > 0 ? emails : ['*'];
  const [tenants, applications, keys, apiKeys, pages] = await Promise.all([
    list('/api/tenant', 'tenants', tenant),
    list('/api/application', 'applications', application),
    list('/api/key', 'keys', key),
    list('/api/api-key', 'apiKeys', apiKey),
    Promise.all(queries.map(search)),
  ]);
  const users = pages.flatMap((page) => z.array(user).parse(page?.['users'] ?? []));
  const userCount = Math.max(0, ...pages.map((page) => Number(page?.['total'] ?? 0)));
  return { tenants, applications, keys, apiKeys, users, userCount };
}
