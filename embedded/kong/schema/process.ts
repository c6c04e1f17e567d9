import { randomBytes, randomUUID } from 'node:crypto';
import { schemaViolation, type Problems } from './error.ts';
import { fieldsFor, type Field, type Schema, type Shorthands } from './field.ts';
import { validateField } from './validate.ts';
import { tostring, equal, isEntity, valueAt, type Entity, type Value } from './value.ts';

/** Why an entity is written. An update leaves out what it does not change. */
export type Context = 'insert' | 'update' | 'upsert';

function randomKey(): string {
  return randomBytes(24).toString('base64').replaceAll('/', 'S').replaceAll('+', 'p');
}

function autoValue(name: string, field: Field, value: Value, context: Context): Value {
  const creating = context !== 'update';
  switch (field.auto) {
    case 'uuid':
      return creating && value === undefined ? randomUUID() : value;
    case 'random':
      return creating && value === undefined ? randomKey() : value;
    case 'seconds':
    case 'milliseconds': {
      const now = field.auto === 'seconds' ? Math.floor(Date.now() / 1000) : Date.now() / 1000;
      if (name === 'updated_at') return now;
      return creating && (value === undefined || value === null) ? now : value;
    }
    case undefined:
      return value;
  }
}

/** The value of a field that was left out: its default, null if it may be, or what a record holds inside. */
function missing(field: Field): Value {
  if (field.default !== undefined) return structuredClone(field.default);
  if (field.required !== true) return null;
  return field.type === 'record' ? process(recordSchema(field), {}, 'insert') : undefined;
}

function recordSchema(field: Field): Schema {
  return { ...field, fields: field.fields ?? {} };
}

function adjust(field: Field, given: Value, context: Context): Value {
  let value = given;
  if (field.type === 'abstract') return value;
  if (field.type === 'record') {
    const wanted =
      value !== null && (value !== undefined || (context !== 'update' && field.required));
    if (wanted) {
      value ??= missing(field);
      if (Array.isArray(value) && value.length === 0) value = {};
      if (isEntity(value)) return process(recordSchema(field), value, context);
    }
  } else if (typeof value === 'object' && value !== null) {
    value = adjustParts(field, value, context);
  }
  return value === undefined && context !== 'update' ? missing(field) : value;
}

function adjustParts(field: Field, value: Value[] | Entity, context: Context): Value {
  if (field.type === 'array' || field.type === 'set') {
    // Lua has one kind of table: an empty object is an empty list.
    const list = isEntity(value) && Object.keys(value).length === 0 ? [] : value;
    if (!Array.isArray(list)) return list;
    const items = field.type === 'set' ? distinct(list) : list;
    const { elements } = field;
    return elements ? items.map((item) => adjust(elements, item, context)) : items;
  }
  if (field.type === 'map') {
    const { values } = field;
    if (Array.isArray(value)) return value.length === 0 ? {} : value;
    if (!values) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, adjust(values, item, context)]),
    );
  }
  return value;
}

function distinct(list: Value[]): Value[] {
  return [...new Set(list)];
}

function expandShorthands(shorthands: Shorthands, data: Entity): void {
  const problems: Problems = {};
  for (const [name, { field, expand, movedTo }] of Object.entries(shorthands)) {
    const value = data[name];
    if (value === undefined) continue;
    const problem = validateField(field, value, {
      full: true,
      schemaOf: () => undefined,
      complete,
    });
    const moved = movedTo === undefined ? undefined : valueAt(data, movedTo);
    if (problem !== undefined) {
      problems[name] = problem;
    } else if (
      value !== null &&
      movedTo &&
      moved !== undefined &&
      moved !== null &&
      !equal(moved, value)
    ) {
      problems[name] =
        `both deprecated and new field are used but their values mismatch: ` +
        `${name} = ${tostring(value)} vs ${movedTo} = ${tostring(moved)}`;
    } else {
      delete data[name];
      merge(data, expand(value) ?? {}, movedTo !== undefined);
    }
  }
  if (Object.keys(problems).length > 0) throw schemaViolation(problems);
}

function merge(data: Entity, expanded: Entity, keepGiven: boolean): void {
  for (const [key, value] of Object.entries(expanded)) {
    const given = data[key];
    if (isEntity(value)) {
      const inner = isEntity(given) ? given : {};
      const kept = Object.fromEntries(Object.entries(inner).filter(([, item]) => item !== null));
      data[key] = keepGiven ? { ...inner, ...value, ...kept } : { ...inner, ...value };
    } else if (!keepGiven || given === undefined || given === null) {
      data[key] = value;
    }
  }
}

/** `record` with what it leaves out. */
export function complete(schema: Schema, record: Entity): Entity {
  return process(schema, record, 'insert');
}

/** A copy of `input` with shorthands written out, and ids, times and defaults filled in. */
export function process(schema: Schema, input: Entity, context: Context): Entity {
  const data = { ...input };
  if (schema.shorthands) expandShorthands(schema.shorthands, data);
  for (const [name, field] of Object.entries(fieldsFor(schema, data))) {
    const value = field.auto ? autoValue(name, field, data[name], context) : data[name];
    data[name] = adjust(field, value, context);
    if (data[name] === undefined) delete data[name];
  }
  return data;
}

/** `top` over `bottom`: records merge field by field, everything else is replaced. */
export function mergeValues(schema: Schema, top: Entity, bottom: Entity): Entity {
  const output: Entity = { ...bottom, ...top };
  for (const [name, field] of Object.entries(fieldsFor(schema, bottom))) {
    const above = top[name];
    if (above === undefined) {
      output[name] = bottom[name];
    } else if (field.type === 'record' && isEntity(above)) {
      const below = bottom[name];
      output[name] = mergeValues(recordSchema(field), above, isEntity(below) ? below : {});
    }
  }
  return output;
}

/** `entity` as the API shows it: with the deprecated names of values that have moved. */
export function present(schema: Schema, entity: Entity): Entity {
  const output = { ...entity };
  for (const [name, field] of Object.entries(fieldsFor(schema, entity))) {
    const value = output[name];
    if (field.type === 'record' && isEntity(value))
      output[name] = present(recordSchema(field), value);
  }
  for (const [name, { movedTo }] of Object.entries(schema.shorthands ?? {})) {
    if (movedTo) output[name] = valueAt(entity, movedTo) ?? null;
  }
  return output;
}
