import { fieldsFor, type Field, type Fields, type Schema } from '../schema/field.ts';
import { isEntity, type Entity, type Value } from '../schema/value.ts';

/** One name and value of a query string or a form; `true` for a name without `=`. */
export type Pair = [name: string, value: string | true];

/** A step into a nested value: a key, a place in a list, or (null) its end. */
type Step = string | number | null;

function stepsOf(name: string): Step[] {
  const decoded = name.replace(/%5B(.*?)%5D/gi, '[$1]');
  const first = /^.[^.[]*/s.exec(decoded)?.[0] ?? decoded;
  const steps: Step[] = [first];
  let rest = decoded.slice(first.length);
  while (rest !== '') {
    const match = /^(?:\.([^.[]+)|\[([^\]]*)\])/.exec(rest);
    if (!match) return [name];
    const key = match[1] ?? match[2] ?? '';
    if (match[1] !== undefined) steps.push(key);
    else if (key === '') steps.push(null);
    else steps.push(/^\d+$/.test(key) ? Number(key) : key);
    rest = rest.slice(match[0].length);
  }
  return steps;
}

function nest(steps: Step[], value: Value): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = nest(rest, value);
  if (step === null) return Array.isArray(inner) ? inner : [inner];
  if (typeof step === 'string') return { [step]: inner };
  const list: Value[] = [];
  list[step - 1] = inner;
  return list;
}

function combine(to: Value, from: Value): Value {
  if (to === undefined) return from;
  if (isEntity(to) && isEntity(from)) {
    const merged = { ...to };
    for (const [key, value] of Object.entries(from)) merged[key] = combine(merged[key], value);
    return merged;
  }
  if (Array.isArray(to) && Array.isArray(from)) {
    const list = [...to];
    from.forEach((item, index) => {
      if (list[index] === undefined) list[index] = item;
      else list.push(item);
    });
    return list;
  }
  const list: Value[] = Array.isArray(to) ? [...to] : [to];
  return list.concat(from);
}

/** Names such as `config.claims_to_verify[]` as nested values; a repeated name makes a list. */
export function decodePairs(pairs: Pair[]): Entity {
  const grouped = new Map<string, Value>();
  for (const [name, value] of pairs) {
    const given = grouped.get(name);
    if (given === undefined) grouped.set(name, value);
    else if (Array.isArray(given)) given.push(value);
    else grouped.set(name, [given, value]);
  }
  let result: Value = {};
  for (const [name, value] of grouped) {
    const broken = /^\.+|\.$/.test(name);
    result = combine(result, nest(broken ? [name] : stepsOf(name), value));
  }
  return isEntity(result) ? result : {};
}

/** Form values have no types: reads each as what its field holds. An empty one is null. */
export function inferTypes(schema: Schema, args: Entity): Entity {
  const shorthands: Fields = {};
  for (const [name, { field }] of Object.entries(schema.shorthands ?? {})) shorthands[name] = field;
  const fields = { ...fieldsFor(schema, args), ...shorthands };
  if ('ttl' in schema) fields['ttl'] = { type: 'number' };
  return inferFields(fields, args);
}

function inferFields(fields: Fields, args: Entity): Entity {
  const typed: Entity = {};
  for (const [name, value] of Object.entries(args)) {
    const field = fields[name];
    typed[name] = field ? infer(field, value) : value;
  }
  return typed;
}

function infer(field: Field, value: Value): Value {
  if (value === '') return null;
  switch (field.type) {
    case 'number':
    case 'integer':
      return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
        ? Number(value)
        : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'array':
    case 'set': {
      const { elements } = field;
      const list = Array.isArray(value) || isEntity(value) ? value : [value];
      return Array.isArray(list) && elements ? list.map((item) => infer(elements, item)) : list;
    }
    case 'map': {
      const { values } = field;
      if (!isEntity(value) || !values) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, infer(values, item)]),
      );
    }
    case 'record': {
      if (!isEntity(value)) return value;
      return inferTypes({ ...field, fields: field.fields ?? {} }, value);
    }
    case 'foreign':
    case 'string':
    case 'abstract':
      return value;
  }
}
