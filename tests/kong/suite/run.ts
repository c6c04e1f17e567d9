import { isDeepStrictEqual } from 'node:util';
import type { Case, Exchange, Step, Target } from './case.ts';
import { Normalizer } from './normalize.ts';
import { send, type RawAnswer } from './send.ts';

/** Sends the steps of a case in turn and returns what came back. */
export async function run(target: Target, { steps }: Case): Promise<Exchange[]> {
  const normalizer = new Normalizer(JSON.stringify(steps), target);
  const saved = new Map([['upstream', target.upstream.port]]);
  const exchanges: Exchange[] = [];
  for (const step of steps) {
    const ready = fill(step, saved);
    let raw = await send(target, ready);
    for (let more = 1; more < (step.repeat ?? 1); more += 1) raw = await send(target, ready);
    save(step, raw, saved);
    exchanges.push({ request: describe(step), answer: normalizer.answer(raw) });
  }
  return exchanges;
}

/** What a case's steps gave on two gateways, where they differ. */
export interface Difference {
  request: string;
  expected: unknown;
  actual: unknown;
}

export function differences(
  expected: readonly Exchange[],
  actual: readonly Exchange[],
): Difference[] {
  const found: Difference[] = [];
  for (let at = 0; at < Math.max(expected.length, actual.length); at += 1) {
    const [one, other] = [expected[at], actual[at]];
    if (!isDeepStrictEqual(one?.answer, other?.answer)) {
      const request = other?.request ?? one?.request ?? '';
      found.push({ request, expected: one?.answer, actual: other?.answer });
    }
  }
  return found;
}

/** Where two answers deviate, one line each: the path, what was expected and what came. */
export function* deviations(expected: unknown, actual: unknown, path = ''): Generator<string> {
  if (isDeepStrictEqual(expected, actual)) return;
  if (isTable(expected) && isTable(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      yield* deviations(expected[key], actual[key], `${path}/${key}`);
    }
    return;
  }
  yield `${path}: ${JSON.stringify(expected)} but embedded ${JSON.stringify(actual)}`;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A step with the values that earlier steps saved. */
export function fill(step: Step, saved: Map<string, string>): Step {
  const text = JSON.stringify(step).replace(
    /"?\{\{(\w+)(:number)?\}\}"?/g,
    (match, name: string, kind) => {
      const value = saved.get(name);
      if (value === undefined)
        throw new Error(`'${step.request}' needs '${name}', which no step saved.`);
      if (kind !== undefined) return value;
      const quoteBefore = match.startsWith('"') ? '"' : '';
      const quoteAfter = match.endsWith('"') ? '"' : '';
      return quoteBefore + JSON.stringify(value).slice(1, -1) + quoteAfter;
    },
  );
  return JSON.parse(text) as Step;
}

function save(step: Step, raw: RawAnswer, saved: Map<string, string>): void {
  for (const [name, path] of Object.entries(step.save ?? {})) {
    let value: unknown = JSON.parse(raw.text);
    for (const part of path.split('.'))
      value = (value as Record<string, unknown> | undefined)?.[part];
    if (typeof value !== 'string')
      throw new Error(`'${step.request}' gave no '${path}': ${raw.text}`);
    saved.set(name, value);
  }
}

function describe({ request, json, form, multipart, text, headers, repeat }: Step): string {
  const parts = [request];
  for (const [name, value] of Object.entries(headers ?? {}))
    parts.push(`${name}: ${String(value)}`);
  if (json !== undefined) parts.push(JSON.stringify(json));
  if (form) parts.push(form.map(([name, value]) => `${name}=${value}`).join('&'));
  if (multipart) parts.push(`multipart ${JSON.stringify(multipart)}`);
  if (text !== undefined) parts.push(text);
  if (repeat !== undefined) parts.push(`${repeat} times`);
  return parts.join(' ');
}
