import type { Dialect } from './package.ts';
import type { Properties, Property } from './properties.ts';
import { UNKNOWN, isGiven, isObject, same } from './values.ts';
import type { Value, Values } from './values.ts';

/**
 * What the resource will be once `news` is applied to `state`: inputs where given, what is there
 * where the server decides, defaults. What only the server can tell is unknown. Without `state`
 * the resource is new.
 */
export function plan(
  properties: Properties,
  news: Values,
  state: Values | undefined,
  dialect: Dialect,
): Values {
  const planned: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const before = state?.[name];
    const value = new Planner(dialect, state !== undefined).property(property, news[name], before);
    if (value !== undefined) planned[name] = value;
  }
  return planned;
}

class Planner {
  readonly #dialect: Dialect;
  readonly #exists: boolean;

  constructor(dialect: Dialect, exists: boolean) {
    this.#dialect = dialect;
    this.#exists = exists;
  }

  property(
    property: Property,
    given: Value | undefined,
    before: Value | undefined,
  ): Value | undefined {
    if (property.outputOnly) return this.#exists ? before : UNKNOWN;
    if (isGiven(given)) return this.#given(property, given, before);
    if (property.computed && property.default === undefined) {
      if (isGiven(before)) return before;
      return this.#exists ? undefined : UNKNOWN;
    }
    if (property.kept && isGiven(before)) return before;
    return property.default ?? this.#left(before);
  }

  #given(property: Property, given: Value, before: Value | undefined): Value {
    if (property.type === 'block' && isObject(given)) {
      const olds = this.#exists && isObject(before) ? before : undefined;
      return plan(property.properties ?? {}, given, olds, this.#dialect);
    }
    if (property.type === 'list' && Array.isArray(given)) {
      const olds = Array.isArray(before) ? before : [];
      const items = property.items ?? property;
      return given.map((item, index) => this.#given(items, item, olds[index]));
    }
    return property.normalise && given !== UNKNOWN ? property.normalise(given) : given;
  }

  /** What remains of a value that is no longer given: the SDK keeps empty ones and empties lists. */
  #left(before: Value | undefined): Value | undefined {
    if (this.#dialect !== 'sdk' || !isGiven(before)) return undefined;
    if (Array.isArray(before)) return [];
    return isEmpty(before) ? before : undefined;
  }
}

/** The zero value of its type. */
export const isEmpty = (value: Value | undefined): boolean =>
  !isGiven(value) ||
  value === '' ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

/** Drops what is unknown: what a real call is made with. */
export function known(value: Values): Values {
  const result: Values = {};
  for (const [name, item] of Object.entries(value)) {
    const kept = knownValue(item);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

function knownValue(value: Value): Value | undefined {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return value.map(knownValue).filter((item) => item !== undefined);
  return isObject(value) ? known(value) : value;
}

/** Whether two values of a property mean the same. */
export function matches(property: Property, a: Value | undefined, b: Value | undefined): boolean {
  if (same(a, b)) return true;
  if (Array.isArray(a ?? b) && isEmpty(a) && isEmpty(b)) return true;
  if (property.set && Array.isArray(a) && Array.isArray(b)) return same(ordered(a), ordered(b));
  const { normalise } = property;
  if (!normalise || !isGiven(a) || !isGiven(b) || b === UNKNOWN) return false;
  return same(normalise(a), normalise(b));
}

const ordered = (items: Value[]): Value[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
