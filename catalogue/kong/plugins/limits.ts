import { breaks, opens, type Statement } from '../../kind.ts';
import { text } from '../../values.ts';
import type { Switched } from './plugin-kind.ts';

const SPANS = ['second', 'minute', 'hour', 'day', 'month', 'year'];

export function describeRateLimit({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  return SPANS.flatMap((span) => {
    const [from, to] = [was, is].map((config) => Number(config?.[span] ?? Infinity));
    if (from === to) return [];
    if (to === Infinity)
      return [opens(`${api} takes any number of requests a ${span}, not ${from}.`)];
    const before = from === Infinity ? 'without a limit' : `with ${from}`;
    const said = `${api} takes ${to} requests a ${span}; it was ${before}.`;
    return [to! > from! ? opens(said) : breaks(`${said} Whoever sends more gets 429.`)];
  });
}

export function describeSizeLimit({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  const [from, to] = [was, is].map((config) =>
    Number(config?.['allowed_payload_size'] ?? Infinity),
  );
  if (from === to) return [];
  if (to === Infinity) return [opens(`${api} takes requests of any size.`)];
  const unit = text(is!['size_unit'] ?? 'megabytes');
  const said = `${api} takes requests of up to ${to} ${unit}.`;
  return [to! > from! ? opens(said) : breaks(`${said} Larger ones get 413.`)];
}
