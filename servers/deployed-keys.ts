import { FusionAuthApi } from './fusionauth-api.ts';
import { fusionAuthOf, kongOf, type SomeServers } from './servers.ts';

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
export async function findKey(servers: SomeServers, id: string): Promise<HeldKey | undefined> {
  const found = await fusionAuthOf(servers).get(`/api/key/${encodeURIComponent(id)}`, 'key');
  return found?.['key'] as HeldKey | undefined;
}

/** FusionAuth's application of that id, or the entity type of a machine, if there is one. */
export async function findSigner(
  servers: SomeServers,
  kind: 'application' | 'machine',
  id: string,
): Promise<HeldSigner | undefined> {
  const [path, member] = {
    application: ['/api/application', 'application'] as const,
    machine: ['/api/entity/type', 'entityType'] as const,
  }[kind];
  const found = await fusionAuthOf(servers).get(`${path}/${encodeURIComponent(id)}`, member);
  return found?.[member] as HeldSigner | undefined;
}

/**
 * The public key of that kid, as FusionAuth tells it to anybody.
 *
 * @throws Error if FusionAuth has no such key.
 */
export async function readPublicKey(host: string, kid: string): Promise<string> {
  const path = `/api/jwt/public-key?kid=${encodeURIComponent(kid)}`;
  const anybody = new FusionAuthApi({ url: host, headers: {} });
  const found = await anybody.get(path, 'publicKey');
  if (found) return String(found['publicKey']);
  throw new Error(`GET ${host}${path}: FusionAuth has no key of that kid. Run \`pulumi refresh\`.`);
}

/** Kong's jwt credential with that key (an issuer or a kid), if there is one. */
export async function findCredential(
  servers: SomeServers,
  key: string,
): Promise<HeldCredential | undefined> {
  const found = await kongOf(servers).get(`/jwts/${encodeURIComponent(key)}`);
  return found as HeldCredential | undefined;
}

/**
 * The longest that any worker of any of Kong's nodes may act on what was true before a change.
 *
 * Nodes poll the database for changes (`db_update_frequency`), replicas lag behind it
 * (`db_update_propagation`), and with `worker_consistency` eventual each worker rebuilds its plugins
 * and routes in its own rhythm.
 */
export async function settlingMs(servers: SomeServers): Promise<number> {
  const { configuration } = await kongOf(servers).node();
  const polling = configuration.db_update_frequency ?? 0;
  const replication = configuration.db_update_propagation ?? 0;
  const rebuilding =
    configuration.worker_consistency === 'eventual'
      ? (configuration.worker_state_update_frequency ?? 0)
      : 0;
  // A second on top, for the instants are in whole seconds.
  return (polling + replication + rebuilding + 1) * 1000;
}
