import {
  findCredential,
  findKey,
  findSigner,
  settlingMs,
  type HeldSigner,
} from '../../servers/deployed-keys.ts';
import { readServers, type Servers } from '../../servers/servers.ts';
import { readSettings } from '../../settings/read.ts';
import type { KeySettings, Settings } from '../../settings/settings.ts';
import type { Stack } from '../shared/stack/stack.ts';
import { readDeployed, type Deployed } from './deployed.ts';
import type { Client, KeyFacts, RotationFacts } from './facts.ts';
import { longestLifetimeSince, readHistory, signsSince, type Deployment } from './history.ts';

export interface ReadOptions {
  env: Readonly<Record<string, string | undefined>>;
  clockSkewMs: number;
  /** Stands in for a history that does not reach back. */
  longestLifetimeSeconds?: number;
}

/**
 * Gathers the facts of each application and machine from the settings, the stack's state and history,
 * FusionAuth and Kong.
 *
 * @throws Error if the settings are wrong, the stack is the gateway's side, or a server does not answer.
 */
export async function readFacts(stack: Stack, options: ReadOptions): Promise<RotationFacts[]> {
  const [configuration, resources, history] = await Promise.all([
    stack.configuration(),
    stack.resources(),
    stack.history(),
  ]);
  const settings = readSettings(configuration);
  if (settings.side === 'gateway') throw new Error(noKeys(settings));
  const servers = readServers(configuration, options.env);
  const settling = await settlingMs(servers);
  return Promise.all(
    clientsOf(settings).map(({ keys, ...client }) => {
      const past = readHistory(history, client);
      const deployed = readDeployed(resources, client);
      return gather({ ...options, servers, settings, client, keys, past, deployed, settling });
    }),
  );
}

function noKeys({ trusts }: Settings): string {
  const rotations = trusts.map(
    (stack) => `\n  npm run rotate -- next --stack ${stack.split('/').at(-1)}`,
  );
  return (
    "This stack is the gateway's side, and has no keys: the keys and Kong's credentials for them are those of the " +
    `stacks that it trusts. Rotate there; there is nothing to do here in between:${rotations.join('')}`
  );
}

function clientsOf({ applications, machines }: Settings) {
  return [
    ...applications.map(({ name, keys }) => ({ kind: 'application' as const, name, keys })),
    ...machines.map(({ name, keys }) => ({ kind: 'machine' as const, name, keys })),
  ];
}

interface Sources extends ReadOptions {
  servers: Servers;
  settings: Settings;
  client: Client;
  keys: readonly KeySettings[];
  past: readonly Deployment[];
  deployed: Deployed;
  settling: number;
}

async function gather(sources: Sources): Promise<RotationFacts> {
  const { servers, settings, client, keys, past, deployed, settling } = sources;
  const { signerId } = deployed;
  const held =
    signerId === undefined ? undefined : await findSigner(servers, client.kind, signerId);
  const signer = deployed.keys.find(
    ({ keyId }) => keyId === held?.jwtConfiguration?.accessTokenKeyId,
  );
  const since = signer && signsSince(past, signer.name);
  const live = new Set(keys.filter(({ state }) => state !== 'retired').map(({ name }) => name));
  return {
    client,
    keyClaim: settings.keyClaim,
    keys: await Promise.all(keys.map((key) => gatherKey(sources, held, key))),
    leftovers: deployed.keys.map(({ name }) => name).filter((name) => !live.has(name)),
    settlingMs: settling,
    ...(signer && { signs: signer.name }),
    ...(held && { changedAt: held.lastUpdateInstant }),
    ...(since !== undefined && { signsSince: since }),
  };
}

async function gatherKey(
  sources: Sources,
  signer: HeldSigner | undefined,
  { name, state }: KeySettings,
): Promise<KeyFacts> {
  const { servers, settings, past, deployed, clockSkewMs } = sources;
  const known = deployed.keys.find((key) => key.name === name);
  if (!known) return { name, state };
  const [key, credential] = await Promise.all([
    findKey(servers, known.keyId),
    findCredential(servers, settings.keyClaim === 'iss' ? settings.issuer : known.kid),
  ]);
  if (!key) return { name, state };
  const recorded =
    longestLifetimeSince(past, key.insertInstant, clockSkewMs) ?? sources.longestLifetimeSeconds;
  const current = signer?.jwtConfiguration?.timeToLiveInSeconds ?? 0;
  return {
    name,
    state,
    heldSince: key.insertInstant,
    ...(credential && { trustedSince: credential.created_at * 1000 }),
    ...(recorded !== undefined && { longestLifetimeSeconds: Math.max(recorded, current) }),
  };
}
