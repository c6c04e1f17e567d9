import { z } from 'zod';
import { NAMESPACE } from '../../settings/read.ts';
import type { Update } from '../shared/stack/shapes.ts';
import type { Client } from './facts.ts';

/** What matters here of `applications` and `machines`, with the defaults of settings/settings.ts, of any release. */
const clients = z.array(
  z.object({
    name: z.string(),
    tokenLifetimeSeconds: z.number().default(3600),
    keys: z
      .array(z.object({ name: z.string(), state: z.string().default('signing') }))
      .default([{ name: 'main', state: 'signing' }]),
  }),
);

/** What one `pulumi up` meant a client to be. Instants are in milliseconds since 1970. */
export interface Deployment {
  startedAt: number;
  endedAt: number;
  succeeded: boolean;
  lifetimeSeconds: number;
  /** Name of the key that was to sign. */
  signing?: string;
}

/**
 * A client's past, oldest first, from the stack's history.
 *
 * Each entry holds the settings of its update. They are kept with the state, so a fresh clone has them
 * too. An entry that cannot be read ends what is known: the past before it is left out.
 */
export function readHistory(updates: readonly Update[], { kind, name }: Client): Deployment[] {
  const past: Deployment[] = [];
  const byStart = updates
    .filter((entry) => entry.kind === 'update')
    .sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  for (const { result, startTime, endTime = startTime, config } of byStart) {
    const then = readClients(config[`${NAMESPACE}:${kind}s`]);
    const own = then?.find((client) => client.name === name);
    if (!then) past.length = 0;
    if (!own) continue;
    const signing = own.keys.find(({ state }) => state === 'signing')?.name;
    past.push({
      startedAt: startTime.getTime(),
      endedAt: endTime.getTime(),
      succeeded: result === 'succeeded',
      lifetimeSeconds: own.tokenLifetimeSeconds,
      ...(signing !== undefined && { signing }),
    });
  }
  return past;
}

function readClients(text = ''): z.infer<typeof clients> | undefined {
  try {
    return clients.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * The longest token lifetime that any update since an instant asked for, successful or not.
 *
 * @param toleranceMs how far the history's clock may be from the instant's.
 * @returns undefined if the history begins after the instant.
 */
export function longestLifetimeSince(
  history: readonly Deployment[],
  instant: number,
  toleranceMs: number,
): number | undefined {
  const first = history[0];
  if (!first || first.startedAt > instant + toleranceMs) return undefined;
  const since = history.filter(({ endedAt }) => endedAt >= instant - toleranceMs);
  return Math.max(0, ...since.map(({ lifetimeSeconds }) => lifetimeSeconds));
}

/** The end of the update since which a key signs without a break, as far as history tells. */
export function signsSince(history: readonly Deployment[], key: string): number | undefined {
  const succeeded = history.filter(({ succeeded }) => succeeded);
  const last = succeeded.findLastIndex(({ signing }) => signing !== key);
  return succeeded[last + 1]?.endedAt;
}
