import type { Dialect } from './package.ts';
import { matches, plan } from './plan.ts';
import type { Properties, Property } from './properties.ts';
import { isGiven, isObject } from './values.ts';
import type { Value, Values } from './values.ts';

export type Kind = 'add' | 'update' | 'delete';

/** One difference, by the path that the engine shows. */
export interface Difference {
  kind: Kind;
  replace: boolean;
}

/** What would change: top-level names, those that force a replacement, and each path. */
export interface Changes {
  diffs: string[];
  replaces: string[];
  /** Only the `sdk` dialect tells paths. */
  detailed: Map<string, Difference>;
  deleteBeforeReplace: boolean;
}

/** Compares the state with what `news` would make of it. */
export function diff(
  properties: Properties,
  news: Values,
  state: Values,
  ignored: readonly string[],
  dialect: Dialect,
): Changes {
  const planned = plan(properties, news, state, dialect);
  const found = new Map<string, Difference>();
  const diffs = new Set<string>();
  const replaces = new Set<string>();
  for (const [name, property] of Object.entries(properties)) {
    const differences = new Map<string, Difference>();
    compare(property, state[name], planned[name], name, false, differences);
    for (const [path, difference] of differences) {
      if (ignored.some((one) => covers(one, path))) continue;
      found.set(path, difference);
      diffs.add(name);
      if (difference.replace) replaces.add(name);
    }
  }
  return {
    diffs: [...diffs].sort(),
    replaces: [...replaces].sort(),
    detailed: dialect === 'sdk' ? found : new Map<string, Difference>(),
    deleteBeforeReplace: dialect === 'sdk' && replaces.size > 0 && hasGivenName(properties, news),
  };
}

/** A name that the program chose is taken until the old resource is gone; an automatic one never is. */
function hasGivenName(properties: Properties, news: Values): boolean {
  const defaults = news['__defaults'];
  const automatic = Array.isArray(defaults) ? defaults : [];
  return Object.entries(properties).some(([name, p]) => p.autoname && !automatic.includes(name));
}

function compare(
  property: Property,
  before: Value | undefined,
  after: Value | undefined,
  path: string,
  replacing: boolean,
  found: Map<string, Difference>,
): void {
  if (matches(property, before, after)) return;
  const replace = replacing || Boolean(property.replace);
  if (isAbsent(before)) return void found.set(path, { kind: 'add', replace });
  if (isAbsent(after)) return void found.set(path, { kind: 'delete', replace });
  if (property.type === 'block' && isObject(before) && isObject(after)) {
    for (const [name, nested] of Object.entries(property.properties ?? {})) {
      compare(nested, before[name], after[name], `${path}.${name}`, replace, found);
    }
  } else if (property.type === 'list' && Array.isArray(before) && Array.isArray(after)) {
    compareLists(property.items ?? property, before, after, path, replace, found);
  } else {
    found.set(path, { kind: 'update', replace });
  }
}

const isAbsent = (value: Value | undefined): value is undefined | null =>
  !isGiven(value) || (Array.isArray(value) && value.length === 0);

/** Elements that both lists have in the same order are unchanged; the others come and go. */
function compareLists(
  items: Property,
  before: Value[],
  after: Value[],
  path: string,
  replace: boolean,
  found: Map<string, Difference>,
): void {
  const [kept, keptAfter] = commonElements(items, before, after);
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const removed = index < before.length && !kept.has(index);
    const added = index < after.length && !keptAfter.has(index);
    const here = `${path}[${index}]`;
    if (removed && added) compare(items, before[index], after[index], here, replace, found);
    else if (removed || added) found.set(here, { kind: added ? 'add' : 'delete', replace });
  }
}

/** The positions of a longest common subsequence in both lists. */
function commonElements(items: Property, a: Value[], b: Value[]): [Set<number>, Set<number>] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const equal = matches(items, a[i], b[j]);
      const length = equal ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      const row = lengths[i];
      if (row) row[j] = length;
    }
  }
  const [inA, inB] = [new Set<number>(), new Set<number>()];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (matches(items, a[i], b[j]) && at(i, j) === at(i + 1, j + 1) + 1) {
      inA.add(i++);
      inB.add(j++);
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return [inA, inB];
}

/** Whether ignoring `ignored` ignores a change at `path`. */
function covers(ignored: string, path: string): boolean {
  if (!path.startsWith(ignored)) return ignored === '*';
  const next = path.charAt(ignored.length);
  return next === '' || next === '.' || next === '[';
}
