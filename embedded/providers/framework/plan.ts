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
    if (this.#isSaid(property, given)) return this.#given(property, given, before);
    if (property.computed && property.default === undefined) {
      if (isGiven(before)) return before;
      return this.#exists ? undefined : UNKNOWN;
    }
    if (property.kept && isGiven(before)) return this.#kept(property, before);
    if (property.type === 'map' && isGiven(before)) return {};
    return property.default ?? this.#left(before);
  }

  #given(property: Property, given: Value, before: Value | undefined): Value {
    if (given !== UNKNOWN && isGiven(before) && property.equivalent?.(before, given)) return before;
    if (property.type === 'block' && isObject(given)) {
      const olds = this.#exists && isObject(before) ? before : undefined;
      return plan(property.properties ?? {}, given, olds, this.#dialect);
    }
    if (property.type === 'list' && Array.isArray(given)) {
      if (this.#isStillEmpty(given, before)) return null;
      const olds = Array.isArray(before) ? before : [];
      const items = property.items ?? property;
      const planned = given.map((item, index) => this.#given(items, item, olds[index]));
      return property.set && this.#dialect === 'framework' ? ordered(planned) : planned;
    }
    return property.normalise && given !== UNKNOWN ? property.normalise(given) : given;
  }

  /** A block that is left out stays, as if it were given empty: its defaults return. */
  #kept(property: Property, before: Value): Value {
    if (property.type === 'block') return this.#given(keptWhole(property), {}, before);
    if (property.type === 'list' && Array.isArray(before) && before.length > 0) {
      return this.#given(property, [{}], before);
    }
    return before;
  }

  /** To the SDK, an empty text for what the server decides says nothing. */
  #isSaid(property: Property, given: Value | undefined): given is Exclude<Value, null> {
    return isGiven(given) && !(this.#dialect === 'sdk' && property.computed && given === '');
  }

  /** An empty list is none where there is none yet; the SDK wants to be told when it is new. */
  #isStillEmpty(given: Value[], before: Value | undefined): boolean {
    return given.length === 0 && !isGiven(before) && this.#exists === (this.#dialect === 'sdk');
  }

  /** What remains of a value that is no longer given: empty ones stay, and the SDK empties lists. */
  #left(before: Value | undefined): Value | undefined {
    if (!isGiven(before)) return undefined;
    if (Array.isArray(before)) return [];
    return isEmpty(before) ? before : undefined;
  }
}

/** A block that stays keeps the blocks in it. */
const keptWhole = (block: Property): Property => ({
  ...block,
  properties: Object.fromEntries(
    Object.entries(block.properties ?? {}).map(([name, nested]) => [
      name,
      nested.type === 'block' ? { ...nested, kept: true } : nested,
    ]),
  ),
});

/** The zero value of its type. */
export const isEmpty = (value: Value | undefined): boolean =>
  !isGiven(value) ||
  value === '' ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

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
  if (isGiven(a) && isGiven(b) && property.equivalent?.(a, b)) return true;
  const { normalise } = property;
  if (!normalise || !isGiven(a) || !isGiven(b) || b === UNKNOWN) return false;
  return same(normalise(a), normalise(b));
}

/** The elements of a set in an order that does not depend on where they came from. */
export const ordered = (items: Value[]): Value[] =>
  [...items].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));

const canonical = (value: Value): string =>
  JSON.stringify(isObject(value) ? Object.entries(value).sort() : value);
