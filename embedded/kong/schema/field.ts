import type { Entity, Value } from './value.ts';

/** A custom rule: says what is wrong with a value of the right type, or nothing. */
export type Rule<T extends Value = Value> = (value: T) => string | undefined;

/** What a string must match, or must not, and the message if it does not comply. */
export interface Pattern {
  pattern: RegExp;
  error: string;
}

/** Limits on a value. They are tried in the order in which they stand here. */
export interface Limits {
  eq?: Value;
  ne?: Value;
  notOneOf?: readonly Value[];
  oneOf?: readonly Value[];
  gt?: number;
  /** A time: above zero. */
  timestamp?: true;
  uuid?: true;
  between?: readonly [number, number];
  lenEq?: number;
  lenMin?: number;
  lenMax?: number;
  startsWith?: string;
  matchNone?: readonly Pattern[];
  match?: RegExp;
  matchAll?: readonly Pattern[];
  matchAny?: { patterns: readonly RegExp[]; error: string };
  contains?: Value;
  check?: Rule<never>;
  exclusiveSubsets?: readonly (readonly string[])[];
}

/** Part of a field definition that a conditional check tries a value against. */
export type Match = Limits & { required?: boolean; elements?: Field };

/** A rule over several fields of an entity; fields may be dotted paths. */
export type Check =
  | { kind: 'atLeastOneOf' | 'onlyOneOf' | 'allOrNone' | 'distinct'; fields: readonly string[] }
  | { kind: 'conditional'; if: string; matches: Match; then: string; must: Match; error?: string }
  | {
      kind: 'conditionalAtLeastOneOf';
      if: string;
      branches: readonly {
        matches: Match;
        fields: readonly string[];
        error: (list: string) => string;
      }[];
    }
  | { kind: 'custom'; fields: readonly string[]; check: (entity: Entity) => string | undefined };

/** The definition of one field. A field that is not required accepts null. */
export interface Field extends Limits {
  type:
    | 'string'
    | 'number'
    | 'integer'
    | 'boolean'
    | 'array'
    | 'set'
    | 'map'
    | 'record'
    | 'foreign'
    | 'abstract';
  required?: boolean;
  default?: Value;
  /** Filled in by the gateway: an id or a random string on creation, a time. */
  auto?: 'uuid' | 'random' | 'seconds' | 'milliseconds';
  /** No two entities share the value. */
  unique?: boolean;
  /** Replaces the message of whichever limit is not kept. */
  error?: string;
  elements?: Field;
  keys?: Field;
  values?: Field;
  fields?: Fields;
  checks?: readonly Check[];
  shorthands?: Shorthands;
  /** The entity that a foreign field points to. */
  reference?: string;
  onDelete?: 'cascade';
}

export type Fields = Record<string, Field>;

/** A field that is only a way to write others. */
export interface Shorthand {
  field: Field;
  expand: (value: Value) => Entity | undefined;
  /** Where a deprecated shorthand's value now lives; such shorthands are still tostring. */
  movedTo?: string;
}

export type Shorthands = Record<string, Shorthand>;

/** Anything with fields: an entity, a record inside one, a plugin's additions to an entity. */
export interface Schema {
  fields: Fields;
  checks?: readonly Check[];
  shorthands?: Shorthands;
  variants?: Variants;
}

/** Schemas that add to an entity's own, chosen by the value of one of its fields. */
export interface Variants {
  key: string;
  of: Record<string, Schema>;
  unknown: (value: string) => string;
}

/** A top-level entity of the Admin API. */
export interface EntitySchema extends Schema {
  name: string;
  /** The name in paths, where it differs. */
  path?: string;
  nestedPath?: string;
  /** The field that can stand for the id in paths. */
  endpointKey?: string;
  /** Fields that no two entities share as a whole. */
  uniqueTogether?: readonly string[];
  /** Whether its rows can expire. */
  ttl?: true;
  /** What happens to a new row before anything else. */
  prepare?: (entity: Entity) => Entity;
  /** Fields that follow from others, worked out before a row is kept. */
  derive?: (row: Entity) => Entity;
}

/** The variant that applies to `entity`, if it names one. */
export function variantOf(schema: Schema, entity: Entity): Schema | undefined {
  if (!schema.variants) return undefined;
  const { key, of } = schema.variants;
  const value = entity[key];
  const names = Array.isArray(value) ? value : [value];
  for (const name of names) {
    if (typeof name === 'string' && Object.hasOwn(of, name)) return of[name];
  }
  return undefined;
}

/** The fields of `schema` as they apply to `entity`. */
export function fieldsFor(schema: Schema, entity: Entity): Fields {
  const variant = variantOf(schema, entity);
  return variant ? { ...schema.fields, ...variant.fields } : schema.fields;
}
