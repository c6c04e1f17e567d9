import { upstream } from '../../catalogue/kong/upstream.ts';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import type { KongAdmin } from '../../servers/kong-admin.ts';
import { fusionAuthOf, kongOf } from '../../servers/servers.ts';
import { readStack, requireSamePlaces, type Environment } from '../shared/configured.ts';
import { buildChain, type Chain } from './chain.ts';
import type { Stack } from '../shared/stack/stack.ts';
import { ofType, readDeclared, type Declared } from '../shared/declared.ts';
import { merge, withoutAccepted, type Finding } from '../shared/finding.ts';
import { compareKong } from './kong/compare.ts';
import { findForeign } from '../shared/foreign/foreign.ts';
import { readKong } from '../shared/live-kong.ts';
import { compareConcealed, readConcealed } from './concealed.ts';
import { readRefresh } from './refresh.ts';
import { findForeignRoles, withoutRolesLeftAlone } from './roles.ts';
import { compareTrust, readKeys } from './trust.ts';

/** Where to look. */
export interface Subject {
  stack: Stack;
  /** Where the providers look for what their configuration leaves out. */
  env: Environment;
  /** What others have, and is no drift, as the report names it: besides what the settings leave to them. */
  accepted?: readonly string[];
  /** What a fix is to remove: it is told although the settings leave it to others. */
  removing?: readonly string[];
}

/** What was found, and what it was compared with. */
export interface Drift {
  stack: string;
  /** How many objects in Kong and FusionAuth the stack declares. */
  declared: number;
  findings: Finding[];
  chain: Chain;
  /** Whether the last update had other credentials than those of today, by which this was found. */
  hasOtherCredentials?: boolean;
}

/** The servers of a stack, as its providers reach them; Kong alone on the gateway's side. */
export interface Connections {
  kong: KongAdmin;
  fusionAuth?: FusionAuthApi;
}

/**
 * Finds every out-of-band change that concerns what a stack declares. It changes nothing, neither on
 * the servers nor in the state.
 *
 * @throws Error if the stack is not up or is to move to another server, or a server or the CLI fails.
 */
export async function detect(subject: Subject): Promise<Drift> {
  const declared = await declaredOf(subject);
  requireSamePlaces(declared.servers, subject.stack.name);
  const refreshed = refresh(subject, declared);
  refreshed.catch(() => undefined);
  const connections = connect(declared);
  const [kong, keys, answers] = await Promise.all([
    readKong(
      connections.kong,
      ofType(declared, upstream.type).map(({ id }) => id),
    ),
    readKeys(declared, connections.fusionAuth),
    readConcealed(declared, connections.fusionAuth),
  ]);
  const ours = [
    ...compareKong(declared, kong),
    ...findForeign(declared, kong),
    ...findForeignRoles(declared, answers),
    ...compareTrust(declared, kong, keys),
    ...compareConcealed(declared, answers),
  ];
  const findings = withoutAccepted(merge(ours, withoutRolesLeftAlone(declared, await refreshed)), [
    ...(subject.accepted ?? []),
    ...declared.leaves.filter((name) => !subject.removing?.includes(name)),
  ]);
  const own = declared.resources.filter(({ type }) => /^(kong|fusionauth):/.test(type));
  const chain = buildChain(declared, findings, kong);
  const hasOtherCredentials = declared.servers.before !== undefined;
  return { stack: subject.stack.name, declared: own.length, findings, chain, hasOtherCredentials };
}

export async function declaredOf({ stack, env }: Subject): Promise<Declared> {
  return readDeclared(await readStack(stack), stack.name, env);
}

export function connect({ servers }: Declared): Connections {
  const { now } = servers;
  return { kong: kongOf(now), ...(now.fusionAuth && { fusionAuth: fusionAuthOf(now) }) };
}

/** The engine goes by the providers in the state, unless it runs the program for today's. */
async function refresh({ stack }: Subject, { servers }: Declared): Promise<Finding[]> {
  return readRefresh(await stack.refresh({ runProgram: servers.before !== undefined }));
}
