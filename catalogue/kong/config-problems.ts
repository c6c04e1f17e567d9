import { nearest } from '../nearest.ts';
import { isObject } from '../values.ts';
import {
  at,
  completeConfig,
  configField,
  formerNames,
  named,
  type EntityCheck,
  type PluginConfig,
  type PluginField,
  type PluginSchema,
} from './plugin-schema.ts';

/** One thing that Kong would refuse in a plugin's configuration. */
export interface ConfigProblem {
  /** Below `config`: `redis.port`. Empty for the configuration as a whole. */
  path: string;
  fault: string;
}

/**
 * What is wrong with a configuration by the plugin's own schema: names, types, ranges, what is
 * required. Rules that Kong has in code alone, such as those for addresses and patterns, only Kong's
 * POST /schemas/plugins/validate knows.
 */
export function configProblems(schema: PluginSchema, config: PluginConfig): ConfigProblem[] {
  const problems = recordProblems(configField(schema), config, []);
  return [
    ...problems,
    ...checkProblems(schema.entity_checks, { config: completeConfig(schema, config) }),
  ];
}

type Path = readonly string[];

function recordProblems(record: PluginField, value: PluginConfig, path: Path): ConfigProblem[] {
  const fields = named(record.fields);
  const former = formerNames(record);
  const old = named(record.shorthand_fields);
  const problems = Object.keys(value).flatMap((name) => {
    const here = [...path, name];
    const field = fields.get(name) ?? (former.has(name) ? old.get(name) : undefined);
    if (field) return fieldProblems(field, value[name], here);
    const message = old.get(name)?.deprecation?.message;
    if (old.has(name)) return problem(here, message ?? 'is a former name that Kong does not show');
    const near = nearest(name, [...fields.keys()]);
    return problem(here, `is no field of the plugin${near ? `; did you mean ${near}?` : ''}`);
  });
  for (const [name, field] of fields) {
    const given = [...former].some(([alias, to]) => to[0] === name && value[alias] != null);
    if (!(name in value) && !given) problems.push(...absenceProblems(field, [...path, name]));
  }
  return [...problems, ...checkProblems(record.entity_checks, value, path)];
}

/** A field that is left out is a fault where Kong has nothing to put there. */
function absenceProblems(field: PluginField, path: Path): ConfigProblem[] {
  if (!field.required || field.default !== undefined || field.auto) return [];
  return field.type === 'record' ? recordProblems(field, {}, path) : problem(path, 'is missing');
}

function fieldProblems(field: PluginField, value: unknown, path: Path): ConfigProblem[] {
  if (value === undefined) return absenceProblems(field, path);
  if (value === null) return field.required ? problem(path, 'must not be null') : [];
  const { elements, values } = field;
  switch (field.type) {
    case 'record':
      return isObject(value) ? recordProblems(field, value, path) : problem(path, 'must be a map');
    case 'map':
      if (!isObject(value)) return problem(path, 'must be a map');
      return Object.entries(value).flatMap(([key, item]) =>
        values ? fieldProblems(values, item, [...path, key]) : [],
      );
    case 'array':
    case 'set':
      if (!Array.isArray(value)) return problem(path, 'must be a list');
      return value.flatMap((item: unknown, index) =>
        elements ? fieldProblems(elements, item, [...path, String(index)]) : [],
      );
    default:
      return scalarProblems(field, value, path);
  }
}

const TYPES: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  string: [(value) => typeof value === 'string', 'must be text'],
  boolean: [(value) => typeof value === 'boolean', 'must be true or false'],
  integer: [(value) => Number.isInteger(value), 'must be a whole number'],
  number: [(value) => typeof value === 'number', 'must be a number'],
};

function scalarProblems(field: PluginField, value: unknown, path: Path): ConfigProblem[] {
  const [fits, otherwise] = TYPES[field.type ?? ''] ?? [];
  if (fits && !fits(value)) return problem(path, otherwise ?? '');
  // A reference is as good as the value behind it, which is not known here.
  if (typeof value === 'string' && field.referenceable && value.startsWith('{vault://')) return [];
  const { one_of: choices, between, gt, len_min: shortest = 1 } = field;
  if (choices && !choices.includes(value))
    return problem(path, `must be one of ${choices.map(String).join(', ')}`);
  if (between && typeof value === 'number' && (value < between[0] || value > between[1]))
    return problem(path, `must be between ${between[0]} and ${between[1]}`);
  if (gt !== undefined && typeof value === 'number' && value <= gt)
    return problem(path, `must be greater than ${gt}`);
  if (field.type === 'string' && (value as string).length < shortest)
    return problem(path, 'must not be empty');
  return [];
}

/** The rules over several fields that say only which of them must be there. */
function checkProblems(
  checks: readonly EntityCheck[] = [],
  value: PluginConfig,
  path: Path = [],
): ConfigProblem[] {
  return checks.flatMap((check) => {
    const filled = (name: string) => isFilled(at(value, name.split('.')));
    const { at_least_one_of: some, only_one_of: one, mutually_required: all } = check;
    if (isNames(some) && !some.some(filled)) return problem(path, `needs one of ${listed(some)}`);
    if (isNames(one) && one.filter(filled).length > 1)
      return problem(path, `must have only one of ${listed(one)}`);
    if (isNames(all) && all.some(filled) && !all.every(filled))
      return problem(path, `needs all of ${listed(all)}, or none`);
    return [];
  });
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function listed(paths: readonly string[]): string {
  return paths.map((path) => path.replace(/^config\./, '')).join(', ');
}

function problem(path: Path, fault: string): ConfigProblem[] {
  return [{ path: path.join('.'), fault }];
}
