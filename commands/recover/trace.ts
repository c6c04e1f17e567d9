import { z } from 'zod';
import { isDead, locksIn, locksSaid, type Lock } from './lock.ts';
import type { Exported } from '../shared/stack/shapes.ts';
import type { RecoverPlace } from './place.ts';

/** What an update that did not end has left in the backend. */
export interface Trace {
  /** Locks of processes that are gone. */
  dead: Lock[];
  /** Locks of processes that run, or of which nothing is known here. */
  living: Lock[];
  /** What the state says was being done, by URN. */
  pending: ReadonlyMap<string, string>;
  /** The state, secrets in plain text. */
  exported: Exported;
  /** When the first of the updates began that did not end well, in milliseconds since 1970; undefined if all did. */
  since?: number;
}

const operations = z.array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) }));

const history = z.array(
  z.object({
    kind: z.string(),
    result: z.string(),
    startTime: z.string().transform((text) => Date.parse(text)),
    endTime: z.string().transform((text) => Date.parse(text)),
  }),
);

/**
 * Looks for what an update that did not end has left in the backend. Nothing is changed.
 *
 * @param asks whether to find locks in backends that list none, by writing the state that was read.
 * @throws Error if the stack cannot be read.
 */
export async function readTrace(place: RecoverPlace, asks = true): Promise<Trace> {
  const { stack, cli, backend, project } = place;
  const [exported, past] = await Promise.all([
    stack.exportState(),
    cli(['stack', 'history', '--json', '--page-size', '10', '--page', '1']),
  ]);
  const pending = operations
    .parse(exported.deployment['pending_operations'] ?? [])
    .map(({ type, resource }) => [resource.urn, type] as const);
  const locks =
    locksIn(backend, project, stack.name.split('/').at(-1)!) ??
    (asks ? await locksAsked(place, exported) : []);
  const dead = locks.filter(isDead);
  const began = [
    ...dead.map(({ taken }) => taken),
    ...failedSince(history.parse(JSON.parse(past || '[]') ?? [])),
  ];
  return {
    ...{ dead, living: locks.filter((lock) => !dead.includes(lock)), exported },
    pending: new Map(pending),
    ...(began.length > 0 && { since: Math.min(...began) }),
  };
}

/** Whether anything has to be looked for on the servers. */
export function isWhole({ dead, pending, since }: Trace): boolean {
  return dead.length === 0 && pending.size === 0 && since === undefined;
}

/** @param past the stack's history, newest first. */
function failedSince(past: z.infer<typeof history>): number[] {
  const end = past.findIndex(({ result }) => result === 'succeeded');
  const failed = end < 0 ? past : past.slice(0, end);
  if (failed.length === 0) return [];
  // An update that was killed before the oldest of them leaves no entry: it is older than that, and newer than the last
  // one that ended.
  return [past[end]?.endTime ?? failed.at(-1)!.startTime];
}

/**
 * Of backends other than a directory the CLI tells the locks only where it refuses to write. So it is given the state to
 * write that it has just read: where nothing is locked, nothing changes.
 */
async function locksAsked({ backend, stack }: RecoverPlace, state: Exported): Promise<Lock[]> {
  // Pulumi Cloud ends an update whose process is gone by itself.
  if (/^https?:/.test(backend)) return [];
  try {
    await stack.importState(state);
    return [];
  } catch (error) {
    const locks = locksSaid((error as Error).message);
    if (locks.length === 0) throw error;
    return locks;
  }
}
