import type { Inputs } from '../../catalogue/kind.ts';
import { readServersOfSide, type SomeServers } from '../../servers/servers.ts';
import type { Configuration, Resource } from './stack/shapes.ts';
import type { Stack } from './stack/stack.ts';

/** What the process's variables say. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a stack's servers are by today's configuration, and where the last update went if that was elsewhere. */
export interface ServersInTime {
  now: SomeServers;
  /** Left out if every address and credential is as it was. */
  before?: SomeServers;
}

/** A stack as it stands. */
export interface StackReading {
  configuration: Configuration;
  resources: readonly Resource[];
}

/**
 * Reads today's configuration of a stack, and its state.
 *
 * @throws Error if the CLI fails.
 */
export async function readStack(stack: Stack): Promise<StackReading> {
  const [configuration, resources] = await Promise.all([stack.configuration(), stack.resources()]);
  return { configuration, resources };
}

/**
 * Compares where the servers are today with where the last update went.
 *
 * @param providers the inputs of the providers in the state.
 * @param env where the providers look for what their configuration leaves out.
 * @throws SettingsError if today's configuration lacks an address or a credential.
 */
export function serversInTime(
  configuration: Configuration,
  providers: readonly { type: string; inputs: Inputs }[],
  env: Environment,
): ServersInTime {
  const now = readServersOfSide(configuration, env);
  const before = readServersOfSide({ ...configuration, ...usedBy(providers) }, env);
  return JSON.stringify(now) === JSON.stringify(before) ? { now } : { now, before };
}

/** The providers' configuration by full key, as the last update used it. */
function usedBy(providers: Parameters<typeof serversInTime>[1]): Configuration {
  const used = providers.flatMap(({ type, inputs }) => {
    const [, provider] = /^pulumi:providers:(kong|fusionauth)$/.exec(type) ?? [];
    if (!provider) return [];
    return Object.entries(inputs)
      .filter(([, value]) => ['string', 'boolean'].includes(typeof value))
      .map(([name, value]) => [`${provider}:${name}`, String(value)] as const);
  });
  return Object.fromEntries(used);
}

/**
 * Where the servers of a stack are and were; undefined if it holds nothing on them.
 *
 * @throws SettingsError if today's configuration lacks an address or a credential.
 */
export function serversOf(
  { configuration, resources }: StackReading,
  env: Environment,
): ServersInTime | undefined {
  if (!resources.some(({ type }) => /^(kong|fusionauth):/.test(type))) return undefined;
  return serversInTime(configuration, resources, env);
}

/**
 * Refuses to go on where the configuration names another server than the last update went to: what the state knows of
 * is not there, or is somebody else's.
 *
 * @throws Error with both addresses and the ways on.
 */
export function requireSamePlaces({ now, before = now }: ServersInTime, stack: string): void {
  const places = [
    { key: 'kong:kongAdminUri', is: rootOf(now), was: rootOf(before) },
    { key: 'kong:kongWorkspace', is: now.kong.workspace ?? '', was: before.kong.workspace ?? '' },
    { key: 'fusionauth:host', is: now.fusionAuth?.host ?? '', was: before.fusionAuth?.host ?? '' },
  ];
  const moved = places.filter(({ is, was }) => is !== was);
  if (moved.length === 0) return;
  const said = moved.map(
    ({ key, is, was }) =>
      `  ${key} is ${is || 'none'}, and the last update went to ${was || 'none'}`,
  );
  const back = moved.map(
    ({ key, was }) =>
      `  npm run pulumi -- config ${was ? `set ${key} ${was}` : `rm ${key}`} --stack ${stack}`,
  );
  throw new Error(
    [
      `Stack ${stack} was deployed to another server than the configuration names; nothing was read or changed.`,
      ...said,
      'If that is the same server at another address, or the stack is to move (then --fix makes there what is missing):',
      `  npm run up -- --stack ${stack}`,
      'Else set the address back:',
      ...back,
    ].join('\n'),
  );
}

/** Kong's address without the workspace. */
function rootOf({ kong: { adminUri, workspace } }: SomeServers): string {
  return workspace === undefined ? adminUri : adminUri.slice(0, -workspace.length - 1);
}
