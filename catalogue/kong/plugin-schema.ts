import { isObject } from '../values.ts';

/**
 * What Kong says of a plugin at GET /schemas/plugins/NAME. Every release answers in this shape
 * (https://developer.konghq.com/gateway/entities/plugin/), so that no list of a plugin's fields is kept here.
 */
export interface PluginSchema {
  fields: readonly NamedField[];
  entity_checks?: readonly EntityCheck[];
}

/** A rule over several fields, by their paths: `{ "at_least_one_of": ["config.minute", …] }`. */
export type EntityCheck = Readonly<Record<string, unknown>>;

/** One field by its name: an object with a single key. */
export type NamedField = Readonly<Record<string, PluginField>>;

/** The definition of a field, as far as a configuration is completed and checked by it. */
export interface PluginField {
  type?: string;
  required?: boolean;
  default?: unknown;
  /** Filled in by Kong at random where it is left out. */
  auto?: boolean;
  /** Kong stores it encrypted, where it has a keyring. */
  encrypted?: boolean;
  /** May hold a reference to a vault: `{vault://env/redis-password}`. */
  referenceable?: boolean;
  one_of?: readonly unknown[];
  between?: readonly [number, number];
  gt?: number;
  len_min?: number;
  elements?: PluginField;
  values?: PluginField;
  fields?: readonly NamedField[];
  shorthand_fields?: readonly NamedField[];
  entity_checks?: readonly EntityCheck[];
  /** Where the value of a former name lives now: until 3.8 as a path, since then as part of `deprecation`. */
  translate_backwards?: readonly string[];
  deprecation?: { message?: string; replaced_with?: readonly { path: readonly string[] }[] };
}

/** A plugin's configuration: the `config` of Kong's plugin entity. */
export type PluginConfig = Readonly<Record<string, unknown>>;

/** The definition of the plugin's `config`; a plugin without one has no fields. */
export function configField({ fields }: PluginSchema): PluginField {
  return named(fields).get('config') ?? { type: 'record', fields: [] };
}

/** Fields by name, in Kong's order. */
export function named(fields: readonly NamedField[] = []): Map<string, PluginField> {
  return new Map(fields.flatMap((field) => Object.entries(field)));
}

/** Former names that Kong still shows, with the path at which their value lives now. */
export function formerNames({ shorthand_fields }: PluginField): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const [name, field] of named(shorthand_fields)) {
    const path = field.translate_backwards ?? field.deprecation?.replaced_with?.[0]?.path;
    if (path) names.set(name, path);
  }
  return names;
}

/**
 * The configuration as Kong stores and shows it: every field of the schema, defaults and nulls
 * included, former names beside the present ones, keys sorted.
 *
 * The provider's strict match compares what was sent with what Kong shows, and an update leaves what
 * it does not name as it was. So only a complete configuration shows every drift and no other.
 */
export function completeConfig(schema: PluginSchema, config: PluginConfig): PluginConfig {
  return sorted(completeRecord(configField(schema), config)) as PluginConfig;
}

function completeRecord(record: PluginField, given: PluginConfig): PluginConfig {
  const former = formerNames(record);
  const value = moved(given, former);
  const complete: Record<string, unknown> = { ...value };
  for (const [name, field] of named(record.fields)) {
    const completed = completeField(field, value[name]);
    if (completed !== undefined) complete[name] = completed;
  }
  for (const [name, path] of former) complete[name] = at(complete, path) ?? null;
  return complete;
}

function completeField(field: PluginField, given: unknown): unknown {
  if (given === null) return null;
  const value = given ?? missing(field);
  const { elements, values } = field;
  if (field.type === 'record' && isObject(value)) return completeRecord(field, value);
  if (elements && Array.isArray(value)) {
    const list = field.type === 'set' ? [...new Set(value)] : value;
    return list.map((item: unknown) => completeField(elements, item));
  }
  if (values && isObject(value)) {
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([key, item]) => [key, completeField(values, item)]));
  }
  return value;
}

/** Undefined where Kong makes up the value itself, or must be told it. */
function missing(field: PluginField): unknown {
  if (field.default !== undefined) return field.default;
  if (field.auto) return undefined;
  if (!field.required) return null;
  return field.type === 'record' ? {} : undefined;
}

/** What is given by a former name, put where it lives now; the present name wins. */
function moved(given: PluginConfig, former: Map<string, readonly string[]>): PluginConfig {
  let value = given;
  for (const [name, path] of former) {
    const { [name]: old, ...rest } = value;
    value = old == null || at(rest, path) != null ? rest : withValue(rest, path, old);
  }
  return value;
}

function withValue(value: PluginConfig, path: readonly string[], leaf: unknown): PluginConfig {
  const [first = '', ...rest] = path;
  if (rest.length === 0) return { ...value, [first]: leaf };
  const inner = value[first];
  return { ...value, [first]: withValue(isObject(inner) ? inner : {}, rest, leaf) };
}

/** The value at a path inside a configuration, or undefined. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, step) => (isObject(inner) ? inner[step] : undefined), value);
}

/**
 * Whether a configuration holds a secret in plain text: a value in a field that Kong encrypts or lets
 * be a vault reference, and that is none.
 */
export function holdsSecret(schema: PluginSchema, config: PluginConfig): boolean {
  const record = configField(schema);
  return isSecret(record, moved(config, formerNames(record)));
}

/** The transformers' `NAME:VALUE`, which Kong marks in no release. */
const SECRET_HEADER = /^[\w-]*(authorization|key|secret|token|password)[\w-]*:\s*\S/i;

function isSecret(field: PluginField, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') {
    const marked = field.encrypted || field.referenceable || SECRET_HEADER.test(value);
    return marked && !value.startsWith('{vault://');
  }
  const { elements, values } = field;
  if (Array.isArray(value)) {
    return value.some((item) => isSecret({ ...field, ...elements }, item));
  }
  if (!isObject(value)) return false;
  const fields = named(field.fields);
  return Object.entries(value).some(([name, inner]) =>
    isSecret(fields.get(name) ?? { ...field, ...values, fields: values?.fields ?? [] }, inner),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
