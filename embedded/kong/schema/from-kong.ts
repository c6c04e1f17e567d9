import type { Check, Field, Fields, Limits, Match, Pattern, Schema, Shorthands } from './field.ts';
import type { Entity, Value } from './value.ts';

/** A schema, or one field, as Kong tells it in JSON: names in snake case, fields as a list, no functions. */
export type KongSchema = Readonly<Record<string, unknown>>;

/** A custom rule for a field that Kong checks in code: its path, with `*` for elements, and the rule. */
export type Rules = Readonly<Record<string, Field['check']>>;

/** Reads a plugin's schema; `rules` adds what the JSON leaves out. */
export function readSchema(schema: KongSchema, rules: Rules = {}): Schema {
  return {
    fields: readFields(schema['fields'], '', rules),
    checks: list(schema['entity_checks']).flatMap(readCheck),
  };
}

function readFields(given: unknown, path: string, rules: Rules): Fields {
  const entries = list(given).flatMap((named) =>
    Object.entries(named as Record<string, KongSchema>),
  );
  return Object.fromEntries(
    entries.map(([name, field]) => {
      const at = path === '' ? name : `${path}.${name}`;
      return [name, readField(field, at, rules)];
    }),
  );
}

/** Of the same meaning under another name here. */
const RENAMED: Readonly<Record<string, keyof Field>> = {
  len_eq: 'lenEq',
  len_min: 'lenMin',
  len_max: 'lenMax',
  one_of: 'oneOf',
  not_one_of: 'notOneOf',
  starts_with: 'startsWith',
  mutually_exclusive_subsets: 'exclusiveSubsets',
  err: 'error',
};

const SAME = [
  ...['type', 'required', 'default', 'unique', 'reference', 'eq', 'ne', 'gt', 'between', 'uuid'],
  ...['contains', 'timestamp'],
];

function readField(given: KongSchema, path: string, rules: Rules): Field {
  const field: Record<string, unknown> = {};
  for (const key of SAME) if (key in given) field[key] = given[key];
  for (const [key, name] of Object.entries(RENAMED)) if (key in given) field[name] = given[key];
  for (const part of ['elements', 'keys', 'values'] as const) {
    if (given[part]) field[part] = readField(given[part] as KongSchema, `${path}.*`, rules);
  }
  if (given['fields']) field['fields'] = readFields(given['fields'], path, rules);
  if (given['auto']) field['auto'] = 'random';
  if (given['entity_checks']) field['checks'] = list(given['entity_checks']).flatMap(readCheck);
  if (given['shorthand_fields']) field['shorthands'] = readShorthands(given['shorthand_fields']);
  if (rules[path]) field['check'] = rules[path];
  return { ...field, ...readPatterns(given) } as Field;
}

function readPatterns(given: KongSchema): Limits {
  const patterns = (key: string): Pattern[] =>
    list(given[key]).map((item) => {
      const { pattern, err } = item as { pattern: string; err: string };
      return { pattern: luaPattern(pattern), error: err };
    });
  const any = given['match_any'] as { patterns: string[]; err: string } | undefined;
  return {
    ...(given['match'] !== undefined && { match: luaPattern(given['match'] as string) }),
    ...(given['match_all'] !== undefined && { matchAll: patterns('match_all') }),
    ...(given['match_none'] !== undefined && { matchNone: patterns('match_none') }),
    ...(any && { matchAny: { patterns: any.patterns.map(luaPattern), error: any.err } }),
  };
}

const CLASSES: Readonly<Record<string, string>> = {
  a: 'A-Za-z',
  d: '0-9',
  l: 'a-z',
  p: '!-/:-@\\[-`{-~',
  s: '\\s',
  u: 'A-Z',
  w: 'A-Za-z0-9',
  x: 'A-Fa-f0-9',
};

/** Lua's patterns as regular expressions: `%w` is a class, `%.` a literal. */
function luaPattern(pattern: string): RegExp {
  const source = pattern.replace(/%(.)/g, (_, character: string) =>
    CLASSES[character] ? `[${CLASSES[character]}]` : `\\${character}`,
  );
  return new RegExp(source);
}

function readCheck(given: unknown): Check[] {
  const check = given as Record<string, unknown>;
  const conditional = check['conditional'] as Record<string, unknown> | undefined;
  const branch = check['conditional_at_least_one_of'] as Record<string, unknown> | undefined;
  if (check['at_least_one_of'])
    return [{ kind: 'atLeastOneOf', fields: names(check['at_least_one_of']) }];
  if (check['only_one_of']) return [{ kind: 'onlyOneOf', fields: names(check['only_one_of']) }];
  if (check['mutually_required'])
    return [{ kind: 'allOrNone', fields: names(check['mutually_required']) }];
  if (conditional) return [readConditional(conditional)];
  return branch ? [readBranch(branch)] : [];
}

function readConditional(given: Record<string, unknown>): Check {
  const error = given['then_err'] as string | undefined;
  return {
    kind: 'conditional',
    if: given['if_field'] as string,
    matches: readMatch(given['if_match']),
    then: given['then_field'] as string,
    must: readMatch(given['then_match']),
    ...(error !== undefined && { error }),
  };
}

function readBranch(given: Record<string, unknown>): Check {
  const error = given['then_err'] as string;
  const branch = {
    matches: readMatch(given['if_match']),
    fields: names(given['then_at_least_one_of']),
    error: (fields: string) => error.replace('%s', fields),
  };
  return {
    kind: 'conditionalAtLeastOneOf',
    if: given['if_field'] as string,
    branches: [branch],
  };
}

function readMatch(given: unknown): Match {
  return readField(given as KongSchema, '', {});
}

/** Where former names go whose new place Kong keeps to itself. */
const MOVED: Readonly<Record<string, string>> = {
  cookie_discard: 'stale_ttl',
  cookie_httponly: 'cookie_http_only',
  cookie_idletime: 'idling_timeout',
  cookie_lifetime: 'rolling_timeout',
  cookie_persistent: 'remember',
  cookie_samesite: 'cookie_same_site',
  endpoint: 'traces_endpoint',
};

function readShorthands(given: unknown): Shorthands {
  const entries = list(given).flatMap((named) =>
    Object.entries(named as Record<string, KongSchema>),
  );
  return Object.fromEntries(
    entries.map(([name, shorthand]) => {
      const field = readField(shorthand, '', {});
      const path = replacement(shorthand);
      const target = path ?? [MOVED[name] ?? name];
      const expand = (value: Value): Entity => nest(target, value);
      return [name, { field, expand, ...(path && { movedTo: path.join('.') }) }];
    }),
  );
}

/** Where a former name's value is tostring beside it. */
function replacement(shorthand: KongSchema): string[] | undefined {
  const { replaced_with: [target] = [] } = (shorthand['deprecation'] ?? {}) as {
    replaced_with?: { path: string[] }[];
  };
  return target?.path;
}

function nest([first = '', ...rest]: readonly string[], value: Value): Entity {
  return { [first]: rest.length === 0 ? value : nest(rest, value) };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function names(value: unknown): string[] {
  return list(value).map(String);
}
