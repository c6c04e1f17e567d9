import { kindOf } from '../../catalogue/catalogue.ts';
import { oneLine } from '../shared/shown.ts';
import { nameOf, shortType } from '../shared/urn.ts';
import type { Recovery } from './recover.ts';
import { lockText } from './lock.ts';

/** What an update that did not end has left, and what becomes of it, for a terminal. */
export function asText(stack: string, recovery: Recovery): string {
  const { found, left, lost, gone, changed, trace } = recovery;
  const removed = lost.flatMap((key) => key.removed);
  const urns = found.map(({ declared }) => declared.resource.urn);
  const lines = [
    ...trace.dead.map((lock) => `  its lock goes: ${lockText(lock)}, which is gone`),
    ...[...trace.pending].map(([urn, doing]) => `  it was ${doing} ${object(urn)}`),
    ...removed.map(
      ({ what }) =>
        `  removed: ${oneLine(what)}, for the private half of its key is lost; nobody has a token of it`,
    ),
    ...urns.map((urn) => `  taken over: ${object(urn)}`),
    ...gone.filter((urn) => !urns.includes(urn)).map((urn) => `  gone: ${object(urn)}`),
    ...changed.map((urn) => `  read anew: ${object(urn)}`),
    ...left.map(({ declared, why }) => `  left: ${object(declared.resource.urn)}, for ${why}`),
  ];
  if (lines.length === 0)
    return `The last update of stack ${stack} failed, and left nothing behind.`;
  return [`An update of stack ${stack} did not end.`, ...lines].join('\n');
}

/** @param recovery left out where no update was cut off. */
export function asJson(stack: string, recovery?: Recovery): string {
  const { found = [], left = [], lost = [], gone = [], changed = [], trace } = recovery ?? {};
  const report = {
    stack,
    since: trace?.since === undefined ? null : new Date(trace.since).toISOString(),
    takenOver: found.map(({ declared, id }) => ({ urn: declared.resource.urn, id })),
    left: left.map(({ declared, why }) => ({ urn: declared.resource.urn, why })),
    removed: lost.flatMap(({ removed }) => removed.map(({ what }) => what)),
    ...{ gone, readAnew: changed },
  };
  return JSON.stringify(report, null, 2);
}

function object(urn: string): string {
  const type = urn.split('::')[2]!.split('$').at(-1)!;
  return oneLine(`${kindOf(type)?.title ?? shortType(type)} ${nameOf(urn)}`);
}
