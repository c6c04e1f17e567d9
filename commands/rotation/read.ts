import { z } from 'zod';
import {
  findApplication,
  findCredential,
  findKey,
  settlingMs,
  type HeldApplication,
} from '../../components/deployed-keys.ts';
import { readServers, type Servers } from '../../components/servers.ts';
import {
  readSettings,
  type ApplicationSettings,
  type Settings,
} from '../../components/settings.ts';
import type { KeyFacts, RotationFacts } from './facts.ts';
import { longestLifetimeSince, readHistory, signsSince, type Deployment } from './history.ts';

/** Runs the Pulumi CLI on the stack and resolves to what it printed. */
export type Cli = (...args: string[]) => Promise<string>;

export interface ReadOptions {
  env: Readonly<Record<string, string | undefined>>;
  clockSkewMs: number;
  /** Stands in for a history that does not reach back. */
  longestLifetimeSeconds?: number;
}

const configuration = z.record(z.string(), z.object({ value: z.string().optional() }));

const state = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          type: z.string(),
          urn: z.string(),
          parent: z.string().optional(),
          inputs: z.record(z.string(), z.unknown()).default({}),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

type Resource = z.infer<typeof state>['deployment']['resources'][number];

/** A key of an application, as the state has it. */
interface DeployedKey {
  name: string;
  keyId: string;
  kid: string;
}

/**
 * Gathers the facts of each application from the settings, the stack's state and history, FusionAuth and Kong.
 *
 * @throws Error if the settings are wrong or a server does not answer.
 */
export async function readFacts(cli: Cli, options: ReadOptions): Promise<RotationFacts[]> {
  const [config, exported, history] = await Promise.all([
    cli('config', '--json', '--show-secrets'),
    cli('stack', 'export'),
    cli('stack', 'history', '--json', '--show-secrets', '--page-size', '0'),
  ]);
  const values = Object.entries(configuration.parse(JSON.parse(config))).map(
    ([key, { value = '' }]) => [key, value] as const,
  );
  const settings = readSettings(Object.fromEntries(values));
  const servers = readServers(Object.fromEntries(values), options.env);
  const { resources } = state.parse(JSON.parse(exported)).deployment;
  const settling = await settlingMs(servers);
  return Promise.all(
    settings.applications.map((application) => {
      const past = readHistory(history, application.name);
      const deployed = deployedApplication(resources, application.name);
      return gather({ servers, settings, application, past, deployed, settling, ...options });
    }),
  );
}

function deployedApplication(resources: readonly Resource[], name: string) {
  const component = resources.find(
    ({ type, urn }) => type === 'fusionauth-kong:index:Application' && urn.endsWith(`::${name}`),
  );
  const keys = resources
    .filter(
      ({ type, parent }) =>
        type === 'fusionauth-kong:index:SigningKey' && parent === component?.urn,
    )
    .map(({ inputs, outputs }) => ({
      name: String(inputs['keyName']),
      keyId: String(outputs['keyId']),
      kid: String(outputs['kid']),
    }));
  return { id: component?.outputs['applicationId'], keys };
}

interface Sources extends ReadOptions {
  servers: Servers;
  settings: Settings;
  application: ApplicationSettings;
  past: readonly Deployment[];
  deployed: { id: unknown; keys: readonly DeployedKey[] };
  settling: number;
}

async function gather(sources: Sources): Promise<RotationFacts> {
  const { servers, settings, application, past, deployed, settling } = sources;
  const held =
    typeof deployed.id === 'string' ? await findApplication(servers, deployed.id) : undefined;
  const signer = deployed.keys.find(
    ({ keyId }) => keyId === held?.jwtConfiguration?.accessTokenKeyId,
  );
  const since = signer && signsSince(past, signer.name);
  const live = new Set(application.keys.filter((k) => k.state !== 'retired').map((k) => k.name));
  return {
    application: application.name,
    keyClaim: settings.keyClaim,
    keys: await Promise.all(application.keys.map((key) => gatherKey(sources, held, key))),
    leftovers: deployed.keys.map(({ name }) => name).filter((name) => !live.has(name)),
    settlingMs: settling,
    ...(signer && { signs: signer.name }),
    ...(held && { changedAt: held.lastUpdateInstant }),
    ...(since !== undefined && { signsSince: since }),
  };
}

async function gatherKey(
  sources: Sources,
  application: HeldApplication | undefined,
  { name, state }: ApplicationSettings['keys'][number],
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
  const current = application?.jwtConfiguration?.timeToLiveInSeconds ?? 0;
  return {
    name,
    state,
    heldSince: key.insertInstant,
    ...(credential && { trustedSince: credential.created_at * 1000 }),
    ...(recorded !== undefined && { longestLifetimeSeconds: Math.max(recorded, current) }),
  };
}
