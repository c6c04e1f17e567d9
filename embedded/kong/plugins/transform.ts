import { isEntity, strings, valueAt, type Entity, type Value } from '../schema/value.ts';

/** One entry of a transformer's list: `NAME`, or `NAME:VALUE`. */
export type Pair = [name: string, value: string];

/** The entries at a dotted path of a configuration, such as `add.headers`. */
function pairsAt(config: Entity, path: string): Pair[] {
  return strings(valueAt(config, path)).map((entry) => {
    const [, name = entry, value = ''] = /^([^:]+):*(.*)$/s.exec(entry) ?? [];
    return [name, value];
  });
}

/** What is done to the entries of one place, in Kong's order. */
export interface Changes {
  remove: Pair[];
  rename: Pair[];
  replace: Pair[];
  add: Pair[];
  append: Pair[];
}

export function changesAt(config: Entity, place: string): Changes | undefined {
  const of = (verb: keyof Changes) => pairsAt(config, `${verb}.${place}`);
  const changes = {
    ...{ remove: of('remove'), rename: of('rename'), replace: of('replace') },
    ...{ add: of('add'), append: of('append') },
  };
  return Object.values(changes).some((pairs) => pairs.length > 0) ? changes : undefined;
}

/** An object with the changes made; `typed` reads a value in the type that goes with its place in a list. */
export function changed(
  given: Entity,
  { remove, rename, replace, add, append }: Changes,
  typed: (verb: 'replace' | 'add' | 'append', index: number, value: string) => Value = (
    _verb,
    _index,
    value,
  ) => value,
): Entity {
  const body = { ...given };
  for (const [name] of remove) delete body[name];
  for (const [from, to] of rename) {
    if (body[from] === undefined) continue;
    body[to] = body[from];
    delete body[from];
  }
  replace.forEach(([name, value], index) => {
    if (body[name] !== undefined) body[name] = typed('replace', index, value);
  });
  add.forEach(([name, value], index) => {
    if (body[name] === undefined) body[name] = typed('add', index, value);
  });
  append.forEach(([name, value], index) => {
    const before = body[name];
    const list = before === undefined ? [] : Array.isArray(before) ? before : [before];
    body[name] = [...list, typed('append', index, value)];
  });
  return body;
}

/** The JSON object in a body; undefined for any other. */
export function parseObject(body: Buffer): Entity | undefined {
  try {
    const value = JSON.parse(body.toString()) as Value;
    return isEntity(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
