import { z } from 'zod';
import type { KongNode } from '../../servers/kong-admin.ts';
import { fusionAuthOf, kongOf, type Servers } from '../../servers/servers.ts';
import { LISTS, readKong, type LiveKong } from '../shared/live-kong.ts';
import { readFusionAuth, type LiveFusionAuth, type Wanted } from './live-fusionauth.ts';
import { understood } from './understood.ts';

/** Both servers as they are. */
export interface Live {
  kong: LiveKong;
  /** Kong's own answer about itself, which tells where its proxy listens. */
  kongNode: KongNode;
  /** The host of Kong's Admin API. */
  kongHost: string;
  fusionAuth: LiveFusionAuth;
}

/** Reads both servers with GET requests alone. @throws Error if an answer is none that can be read. */
export async function readLive(servers: Servers, wanted: Wanted): Promise<Live> {
  const gateway = kongOf(servers);
  const [kong, kongNode] = await Promise.all([readKong(gateway), gateway.node()]);
  for (const list of LISTS) understood('Kong', `/${list}`, z.array(ENTITIES[list]), kong[list]);
  const fusionAuth = await readFusionAuth(fusionAuthOf(servers), wanted, kong.jwts);
  return { kong, kongNode, kongHost: new URL(gateway.url).hostname, fusionAuth };
}

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();
const owner = z.object({ id: z.string() }).nullish();
const id = z.string();

/** What is read of Kong's entities. */
const ENTITIES: Readonly<Record<(typeof LISTS)[number], z.ZodType>> = {
  services: z.object({
    ...{ id, name: text, host: text, path: text, protocol: text, port: z.number().nullish() },
    ...{ ca_certificates: texts, client_certificate: owner },
  }),
  routes: z.object({
    ...{ id, name: text, service: owner, protocols: texts, paths: texts, methods: texts },
    ...{ hosts: texts, snis: texts, headers: z.record(z.string(), z.array(z.string())).nullish() },
  }),
  plugins: z.object({
    ...{ id, name: z.string(), service: owner, route: owner, consumer: owner },
    config: z.record(z.string(), z.unknown()),
  }),
  consumers: z.object({ id, username: text, custom_id: text }),
  upstreams: z.object({ id, name: text }),
  jwts: z.object({ id, consumer: owner, algorithm: text, key: text, rsa_public_key: text }),
  acls: z.object({ id, consumer: owner, group: z.string() }),
};
