import { readFileSync } from 'node:fs';

/** The part of JSON Schema that docs/settings.schema.json uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  pattern?: string;
  $defs?: Record<string, Schema>;
}

export type Path = readonly (string | number)[];

/** A value that a setting must not have. */
export interface Wrong {
  kind: 'type' | 'range' | 'unknown key' | 'empty' | 'missing' | 'characters';
  /** Where the problem has to be said to be. */
  path: Path;
  /** What stands there; undefined where it is missing. */
  value: unknown;
}

const root = JSON.parse(readFileSync('docs/settings.schema.json', 'utf8')) as Schema;
const PREFIX = 'fusionauth-kong:';

/** The schema of every setting, by its name without the namespace. */
export const settingSchemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.entries(resolve(root.properties!['config']!).properties!)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, schema]) => [key.slice(PREFIX.length), schema]),
);

function resolve(schema: Schema): Schema {
  return schema.$ref ? root.$defs![schema.$ref.split('/').at(-1)!]! : schema;
}

/** Every place that the schema knows, as `apis[].name`. */
export function placesOf(schemas = settingSchemas): string[] {
  return Object.entries(schemas).flatMap(([name, schema]) => below(name, schema));
}

function below(place: string, found: Schema): string[] {
  const { properties = {}, items } = resolve(found);
  return [
    place,
    ...Object.entries(properties).flatMap(([name, one]) => below(`${place}.${name}`, one)),
    ...(items ? below(`${place}[]`, items) : []),
  ];
}

/** A path as a place of the schema. */
export function placeOf(path: Path): string {
  return path
    .map((part, index) => (typeof part === 'number' ? '[]' : `${index ? '.' : ''}${part}`))
    .join('');
}

/** All that a value of the schema, and what is in it, must not be. */
export function wrongsOf(found: Schema, value: unknown, path: Path): Wrong[] {
  const schema = resolve(found);
  const { properties = {}, items, required = [] } = schema;
  const entries = value as Record<string, unknown>;
  return [
    ...ownWrongs(schema, path),
    ...Object.entries(properties).flatMap(([name, one]) =>
      name in entries ? wrongsOf(one, entries[name], [...path, name]) : [],
    ),
    ...required
      .filter((name) => !('default' in resolve(properties[name]!)))
      .map((name): Wrong => ({ kind: 'missing', path: [...path, name], value: undefined })),
    ...(items && Array.isArray(value)
      ? value.flatMap((item, index) => wrongsOf(items, item, [...path, index]))
      : []),
  ];
}

function ownWrongs(schema: Schema, path: Path): Wrong[] {
  const { type, enum: choices, minimum, maximum = Infinity, minItems, minLength } = schema;
  const types = [type ?? (choices ? typeof choices[0] : [])].flat();
  const wrong = (kind: Wrong['kind'], value: unknown): Wrong => ({ kind, path, value });
  const wrongs: Wrong[] = [];
  if (types.length === 0) return [];
  if (types.includes('object')) {
    wrongs.push(wrong('type', 'a text'), wrong('type', [1]));
    if (schema.additionalProperties === false)
      wrongs.push({ kind: 'unknown key', path: [...path, 'surplus'], value: 'a text' });
  } else if (types.includes('array')) {
    wrongs.push(wrong('type', 'a text'), wrong('type', { a: 1 }));
    if (minItems) wrongs.push(wrong('empty', []));
  } else {
    wrongs.push(wrong('type', { a: 1 }), wrong('type', ['a']));
    if (choices) wrongs.push(wrong('range', types.includes('string') ? 'no-such-choice' : 7));
    else if (types.includes('integer')) {
      wrongs.push(wrong('type', 'many'), wrong('type', 1.5));
      if (minimum !== undefined) wrongs.push(wrong('range', minimum - 1));
      if (maximum < Number.MAX_SAFE_INTEGER) wrongs.push(wrong('range', maximum + 1));
    } else if (types.includes('boolean') && !schema.pattern) wrongs.push(wrong('type', 'perhaps'));
    else if (!types.includes('number')) wrongs.push(wrong('type', 17));
    if (schema.pattern) wrongs.push(wrong('characters', 'a\u0000b'));
    if (minLength || schema.pattern) wrongs.push(wrong('empty', ''));
  }
  return wrongs;
}

/** The same with another value at a path; undefined takes away what is there. */
export function withValue(root: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(root) as Record<string, unknown>;
  const owner = path
    .slice(0, -1)
    .reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], copy) as Record<
    string | number,
    unknown
  >;
  const last = path.at(-1)!;
  if (value !== undefined) owner[last] = value;
  else if (Array.isArray(owner)) owner.splice(Number(last), 1);
  else delete owner[last];
  return copy;
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], root);
}
