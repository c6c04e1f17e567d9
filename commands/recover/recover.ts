import { readFileSync, rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { kindOf } from '../../catalogue/catalogue.ts';
import { TAKES_OVER } from '../../components/guards/name-conflicts.ts';
import { requireServers } from '../../servers/check.ts';
import { readServersOfSide, type SomeServers } from '../../servers/servers.ts';
import { requireSamePlaces, serversOf } from '../shared/configured.ts';
import { fillImportFile } from '../shared/import-file.ts';
import { resourceKey } from '../shared/resource-key.ts';
import { resourcesIn, type Exported } from '../shared/stack/shapes.ts';
import { nameOf } from '../shared/urn.ts';
import { readPreview, type StateResource } from './declared.ts';
import { CLOCKS_MS, findObjects, type Findings, type Found } from './find.ts';
import { LiveServers } from './live.ts';
import { lockText, release } from './lock.ts';
import { findLostKeys, removeLostKeys, type LostKey } from './lost.ts';
import { replacePasswords } from './passwords.ts';
import type { RecoverPlace } from './place.ts';
import { heldIn, lackingProviders, parseState, withFound, type State } from './state.ts';
import type { Trace } from './trace.ts';

/** What an update that did not end has left, and what becomes of it. */
export interface Recovery extends Findings {
  trace: Trace;
  /** URNs of the state whose objects are gone. */
  gone: string[];
  /** Keys whose private half is lost, which are removed. */
  lost: LostKey[];
  /** URNs of the state whose objects were being changed, or were changed since the update began. */
  changed: string[];
}

/** The recovery and what it needs to be done. */
export interface Plan extends Recovery {
  servers: SomeServers;
  /** Whether the credentials or addresses are other ones than the last update used. */
  hasMoved: boolean;
  exported: Exported;
  state: State;
  declared: ReturnType<typeof readPreview>;
  /** What the preview wrote for `pulumi import`. */
  importFile: string;
}

/**
 * Looks for what an update that did not end has left. Nothing is changed anywhere.
 *
 * @throws Error if another update runs, a server does not answer, or the program has no preview.
 */
export async function search(place: RecoverPlace, trace: Trace): Promise<Plan> {
  const { stack, env } = place;
  requireNoOther(trace, stack.name);
  const [configuration, exported] = await Promise.all([stack.configuration(), stack.exportState()]);
  const known = serversOf({ configuration, resources: resourcesIn(exported) }, env);
  if (known) requireSamePlaces(known, stack.name);
  const servers = known?.now ?? readServersOfSide(configuration, env);
  await requireServers(servers, { plugins: [] });
  const { declared, importFile } = await preview(place);
  const state = parseState(exported);
  const live = new LiveServers(servers);
  const { gone, changed } = await compare(state, live, trace);
  const held = heldIn(state);
  const isGone = new Set(gone);
  const there = new Map([...held].filter(([urn]) => !isGone.has(urn)));
  const findings = await findObjects(
    declared,
    ({ op, resource: { urn } }) =>
      op === 'create' || op === 'create-replacement' || isGone.has(urn),
    there,
    live,
    trace,
  );
  const found = findings.found.filter(({ declared: { resource }, id }) => {
    return there.get(resource.urn)?.id !== id;
  });
  const lost = await findLostKeys(servers, found, stack.name);
  return {
    ...{ ...findings, found, lost, trace, gone, changed },
    ...{ servers, hasMoved: known?.before !== undefined, exported, state, declared, importFile },
  };
}

/**
 * Brings the state to what is there: takes over what was found, reads anew what was changed, forgets what is gone.
 *
 * @returns what was done, which is less than planned where objects went with a lost key.
 * @throws Error if the stack is being updated, or has been since it was looked at.
 */
export async function recover(place: RecoverPlace, plan: Plan): Promise<Recovery> {
  await unlock(place, plan);
  if (plan.lost.length === 0) {
    await takeOver(place, plan);
    return plan;
  }
  await removeLostKeys(plan.servers, plan.lost);
  const rest = await search(place, { ...plan.trace, dead: [] });
  await takeOver(place, rest);
  return { ...rest, trace: plan.trace, lost: plan.lost };
}

/** @throws Error if the stack was updated since it was looked at. */
async function unlock(place: RecoverPlace, { trace, exported }: Plan): Promise<void> {
  for (const lock of trace.dead) release(lock);
  if (trace.dead.some(({ file }) => file === undefined)) await place.cli(['cancel', '--yes']);
  const { stack } = place;
  if (!isDeepStrictEqual(await stack.exportState(), exported))
    throw new Error(
      `Stack ${stack.name} was updated while it was looked at. Nothing was changed; run this again.`,
    );
}

async function takeOver(place: RecoverPlace, plan: Plan): Promise<void> {
  const { found, gone, changed, declared } = plan;
  let { state } = plan;
  const providers = lackingProviders(state, found);
  if (providers.size > 0) {
    await importProviders(place, plan.importFile, [...providers.values()]);
    state = parseState(await place.stack.exportState());
  }
  const isGone = new Set(gone);
  await place.stack.importState(withFound(state, declared, found, (urn) => isGone.has(urn)));
  const read = new Set([
    ...found.map(({ declared: { resource } }) => resource.urn),
    ...gone,
    ...changed,
  ]);
  if (read.size > 0) await refresh(place, read, plan.hasMoved);
  const passwords = await replacePasswords(plan.servers, found);
  if (passwords.size > 0) {
    const after = parseState(await place.stack.exportState());
    await place.stack.importState(withInputs(after, passwords));
  }
}

/** @throws Error if a process runs that updates the stack, or may do so. */
export function requireNoOther({ living }: Trace, stack: string): void {
  const [lock] = living;
  if (!lock) return;
  throw new Error(
    `Stack ${stack} is being updated by ${lockText(lock)}: nothing was changed.\n` +
      `If that process is gone for sure, as with its machine: npm run pulumi -- cancel --stack ${stack} --yes\n` +
      `and then: npm run recover -- --stack ${stack} --since ${new Date(lock.taken).toISOString()}`,
  );
}

async function preview(
  place: RecoverPlace,
): Promise<{ declared: Plan['declared']; importFile: string }> {
  const file = join(place.directory, `recover-import-${process.pid}.json`);
  try {
    const args = ['preview', '--json', '--import-file', file];
    const printed = await place.cli(args, { [TAKES_OVER]: 'true' });
    const declared = readPreview(printed, place.stack.name);
    return { declared, importFile: readFileSync(file, 'utf8') };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Makes providers in a state that has none: an import of one object of each does that. */
async function importProviders(
  { stack }: RecoverPlace,
  importFile: string,
  found: readonly Found[],
): Promise<void> {
  const ids = found.map(({ declared: { resource }, id }): [string, string] => [
    resourceKey(resource, nameOf(resource.urn)),
    id,
  ]);
  await stack.importResources(fillImportFile(importFile, new Map(ids)));
}

/** Holds the state against the servers. */
async function compare(
  state: State,
  live: LiveServers,
  { since, pending }: Trace,
): Promise<Pick<Recovery, 'gone' | 'changed'>> {
  const result = { gone: [] as string[], changed: [] as string[] };
  const mine = [...heldIn(state).values()].filter(({ type }) => /^(kong|fusionauth):/.test(type));
  for (const resource of mine) {
    const kind = kindOf(resource.type);
    const object = kind ? await live.objectOf(kind, resource) : 'unknown';
    if (object === undefined) result.gone.push(resource.urn);
    else if (pending.has(resource.urn) || isNew(object, since)) result.changed.push(resource.urn);
  }
  return result;
}

/** Whether an object changed since then. Of one that no path leads to alone, nobody knows. */
function isNew(object: Awaited<ReturnType<LiveServers['objectOf']>>, since?: number): boolean {
  if (since === undefined) return false;
  if (object === 'unknown' || object === undefined) return true;
  const { updated_at: seconds, lastUpdateInstant: instant } = object;
  const changed = typeof seconds === 'number' ? seconds * 1000 + 999 : Number(instant ?? 0);
  return changed >= since - CLOCKS_MS;
}

/** A refresh may be repeated from nothing, so the engine need not write the state after each object. */
async function refresh(
  place: RecoverPlace,
  urns: ReadonlySet<string>,
  runProgram: boolean,
): Promise<void> {
  const targets = [...urns].flatMap((urn) => ['--target', urn]);
  const flags = ['--yes', '--skip-preview', ...(runProgram ? ['--run-program'] : [])];
  const all = targets.length > LONGEST ? [] : targets;
  await place.cli(['refresh', ...flags, ...all], {
    PULUMI_EXPERIMENTAL: 'true',
    PULUMI_SKIP_CHECKPOINTS: 'true',
  });
}

/** More arguments than this no system takes for sure; then all of the stack is read. */
const LONGEST = 4000;

/** @param inputs values by URN. */
function withInputs(
  state: State,
  inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): State {
  const resources = state.deployment.resources.map((one): StateResource => ({
    ...one,
    inputs: { ...one.inputs, ...inputs.get(one.urn) },
  }));
  return { ...state, deployment: { ...state.deployment, resources } };
}
