import { exchange, type ExchangeOptions, type NoAnswer } from './exchange.ts';
import type { Servers } from './servers.ts';

/** A key as FusionAuth holds it. */
export interface HeldKey {
  kid: string;
  /** SubjectPublicKeyInfo in PEM. */
  publicKey: string;
  /** When FusionAuth got it, in milliseconds since 1970. */
  insertInstant: number;
}

/** What names the signing key, an application or an entity type, as FusionAuth holds it. */
export interface HeldSigner {
  lastUpdateInstant: number;
  jwtConfiguration?: { accessTokenKeyId?: string; timeToLiveInSeconds?: number };
}

/** A jwt credential as Kong holds it. */
export interface HeldCredential {
  key: string;
  rsa_public_key?: string;
  /** Seconds since 1970. */
  created_at: number;
}

/** FusionAuth's key of that id, if there is one. */
export async function findKey(servers: Servers, id: string): Promise<HeldKey | undefined> {
  const found = await fromFusionAuth<{ key: HeldKey }>(
    servers,
    `/api/key/${encodeURIComponent(id)}`,
  );
  return found?.key;
}

/** FusionAuth's application of that id, or the entity type of a machine, if there is one. */
export async function findSigner(
  servers: Servers,
  kind: 'application' | 'machine',
  id: string,
): Promise<HeldSigner | undefined> {
  const path = { application: '/api/application', machine: '/api/entity/type' }[kind];
  const url = `${path}/${encodeURIComponent(id)}`;
  const found = await fromFusionAuth<{ application?: HeldSigner; entityType?: HeldSigner }>(
    servers,
    url,
  );
  return found?.application ?? found?.entityType;
}

/**
 * The public key of that kid, as FusionAuth tells it to anybody.
 *
 * @throws Error if FusionAuth has no such key.
 */
export async function readPublicKey(host: string, kid: string): Promise<string> {
  const url = `${host}/api/jwt/public-key?kid=${encodeURIComponent(kid)}`;
  const found = await read<{ publicKey?: string }>(url, {});
  if (found?.publicKey) return found.publicKey;
  throw new Error(`GET ${url}: FusionAuth has no key of that kid. Run \`pulumi refresh\`.`);
}

/** Kong's jwt credential with that key (an issuer or a kid), if there is one. */
export function findCredential(servers: Servers, key: string): Promise<HeldCredential | undefined> {
  return fromKong<HeldCredential>(servers, `/jwts/${encodeURIComponent(key)}`);
}

/**
 * The longest that any worker of any of Kong's nodes may act on what was true before a change.
 *
 * Nodes poll the database for changes (`db_update_frequency`), replicas lag behind it
 * (`db_update_propagation`), and with `worker_consistency` eventual each worker rebuilds its plugins
 * and routes in its own rhythm.
 */
export async function settlingMs(servers: Servers): Promise<number> {
  const { configuration } = (await fromKong<{ configuration: KongConfiguration }>(servers, '/'))!;
  const polling = configuration.db_update_frequency ?? 0;
  const replication = configuration.db_update_propagation ?? 0;
  const rebuilding =
    configuration.worker_consistency === 'eventual'
      ? (configuration.worker_state_update_frequency ?? 0)
      : 0;
  // A second on top, for the instants are in whole seconds.
  return (polling + replication + rebuilding + 1) * 1000;
}

interface KongConfiguration {
  worker_consistency?: string;
  db_update_frequency?: number;
  db_update_propagation?: number;
  worker_state_update_frequency?: number;
}

/** The JSON of FusionAuth's API at that path, undefined for 404. */
export function fromFusionAuth<T>({ fusionAuth }: Servers, path: string): Promise<T | undefined> {
  return read(`${fusionAuth.host}${path}`, { headers: { authorization: fusionAuth.apiKey } });
}

/** The JSON of Kong's Admin API at that path, undefined for 404. */
export function fromKong<T>({ kong }: Servers, path: string): Promise<T | undefined> {
  const { adminUri, headers, tlsSkipVerify } = kong;
  return read(`${adminUri}${path}`, { headers, tlsSkipVerify });
}

/** The JSON at a URL, undefined for 404. */
async function read<T>(url: string, options: ExchangeOptions): Promise<T | undefined> {
  const { status, text } = await exchange(url, options).catch((cause: NoAnswer) => {
    throw new Error(`GET ${url}: ${cause.message}`, { cause });
  });
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`GET ${url} answers ${status}`);
  return JSON.parse(text) as T;
}
