import type { Field, Limits, Pattern } from './field.ts';
import { tostring, isEntity, isUuid, type Value } from './value.ts';

type Test<K extends keyof Limits> = (
  value: Value,
  limit: NonNullable<Limits[K]>,
) => string | undefined;

function length(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.length;
  return isEntity(value) ? Object.keys(value).length : 0;
}

function isText(value: Value): value is string {
  return typeof value === 'string';
}

function firstBroken(
  value: Value,
  patterns: readonly Pattern[],
  mustMatch: boolean,
): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(tostring(value)) !== mustMatch)?.error;
}

function exclusive(value: Value, subsets: readonly (readonly string[])[]): string | undefined {
  const touched = new Set<readonly string[]>();
  for (const item of Array.isArray(value) ? value : []) {
    const subset = subsets.find((names) => isText(item) && names.includes(item));
    if (subset) touched.add(subset);
  }
  if (touched.size <= 1) return undefined;
  const lists = [...touched].map((names) => `(${names.map((name) => `'${name}'`).join(', ')})`);
  return `these sets are mutually exclusive: ${lists.join(', ')}`;
}

/** In the order in which Kong tries them: the first one that is not kept gives the message. */
const limits: { [K in keyof Limits]-?: Test<K> } = {
  eq: (value, wanted) => (value === wanted ? undefined : `value must be ${tostring(wanted)}`),
  ne: (value, unwanted) =>
    value === unwanted ? `value must not be ${tostring(value)}` : undefined,
  notOneOf: (value, options) =>
    options.includes(value) ? `must not be one of: ${options.map(tostring).join(', ')}` : undefined,
  oneOf: (value, options) =>
    options.includes(value) ? undefined : `expected one of: ${options.map(tostring).join(', ')}`,
  gt: (value, limit) =>
    typeof value === 'number' && value > limit ? undefined : `value must be greater than ${limit}`,
  timestamp: (value) =>
    typeof value === 'number' && value > 0 ? undefined : 'expected a valid timestamp',
  uuid: (value) => (isUuid(value) ? undefined : 'expected a valid UUID'),
  between: (value, [low, high]) =>
    typeof value === 'number' && value >= low && value <= high
      ? undefined
      : `value should be between ${low} and ${high}`,
  lenEq: (value, wanted) => (length(value) === wanted ? undefined : `length must be ${wanted}`),
  lenMin: (value, least) =>
    length(value) >= least ? undefined : `length must be at least ${least}`,
  lenMax: (value, most) => (length(value) <= most ? undefined : `length must be at most ${most}`),
  startsWith: (value, start) =>
    isText(value) && value.startsWith(start) ? undefined : `should start with: ${start}`,
  matchNone: (value, patterns) => firstBroken(value, patterns, false),
  match: (value, pattern) =>
    isText(value) && pattern.test(value) ? undefined : `invalid value: ${tostring(value)}`,
  matchAll: (value, patterns) => firstBroken(value, patterns, true),
  matchAny: (value, { patterns, error }) =>
    patterns.some((pattern) => pattern.test(tostring(value))) ? undefined : error,
  contains: (value, wanted) =>
    Array.isArray(value) && value.includes(wanted)
      ? undefined
      : `expected to contain: ${tostring(wanted)}`,
  check: (value, rule) => rule(value as never),
  exclusiveSubsets: exclusive,
};

const order = Object.keys(limits) as (keyof Limits)[];

function broken<K extends keyof Limits>(name: K, field: Limits, value: Value): string | undefined {
  const limit = field[name];
  const test = limits[name] as Test<K>;
  return limit === undefined || limit === null ? undefined : test(value, limit);
}

/** The first limit of `field` that `value`, already of the right type, does not keep. */
export function limitProblem(field: Field, value: Value): string | undefined {
  // An empty string counts as no value unless the field says otherwise.
  const effective: Field =
    field.type === 'string' && field.lenMin === undefined ? { ...field, lenMin: 1 } : field;
  for (const name of order) {
    const problem = broken(name, effective, value);
    if (problem !== undefined) return field.error ?? problem;
  }
  return undefined;
}
