import type { Problem, Problems } from './error.ts';
import { unexpected } from './error.ts';
import { runChecks } from './checks.ts';
import { fieldsFor, variantOf, type EntitySchema, type Field, type Schema } from './field.ts';
import { limitProblem } from './limits.ts';
import { tostring, isEntity, isUuid, type Entity, type Value } from './value.ts';

/** How the entities that foreign fields name are found. */
export type SchemaOf = (name: string) => EntitySchema | undefined;

export interface Options {
  /** Fields that are required must be there; without it only what is there is looked at. */
  full: boolean;
  /** Messages say that an update, not a creation, is refused. */
  updating?: boolean;
  schemaOf: SchemaOf;
  /** Fills in what a record inside an entity leaves out, before it is looked at. */
  complete: (schema: Schema, record: Entity) => Entity;
}

/** Everything that is wrong with `entity`, by field, or undefined. */
export function validate(schema: Schema, entity: Entity, options: Options): Problems | undefined {
  const { variants } = schema;
  const variant = variantOf(schema, entity);
  if (variants && !variant) {
    const value = entity[variants.key];
    if (value === null || value === undefined) return { [variants.key]: 'required field missing' };
    if (typeof value === 'number' || typeof value === 'boolean') throw unexpected();
    const named = Array.isArray(value) ? value[0] : value;
    return { [variants.key]: variants.unknown(typeof named === 'string' ? named : 'nil') };
  }
  const fields = fieldsFor(schema, entity);
  const problems: Problems = {};
  for (const [name, value] of Object.entries(entity)) {
    if (value === undefined) continue;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const problem = field ? validateField(field, value, options) : 'unknown field';
    if (problem !== undefined) problems[name] = problem;
  }
  for (const [name, field] of Object.entries(schema.fields)) {
    if (!field.required) continue;
    const value = entity[name];
    if (value === null || (options.full && value === undefined)) {
      problems[name] = 'required field missing';
    }
  }
  const { full, updating } = options;
  const problemOf = (field: Field, value: Value) => validateField(field, value, options);
  const checked = { fields, entity, problems, full, updating, problemOf };
  runChecks(schema.checks, checked);
  runChecks(variant?.checks, checked);
  return Object.keys(problems).length > 0 ? problems : undefined;
}

/** What is wrong with `value` as `field`, or undefined. */
export function validateField(field: Field, value: Value, options: Options): Problem | undefined {
  if (value === null) {
    if (field.ne === null) return field.error ?? 'value must not be null';
    if (field.eq !== undefined && field.eq !== null) return `value must be ${tostring(field.eq)}`;
    return field.required ? 'required field missing' : undefined;
  }
  if (field.eq === null) return field.error ?? 'value must be null';
  return typeProblem(field, value, options) ?? limitProblem(field, value);
}

function typeProblem(field: Field, value: Value, options: Options): Problem | undefined {
  switch (field.type) {
    case 'array':
    case 'set':
      return listProblem(field, value, options);
    case 'map':
      return mapProblem(field, value, options);
    case 'record':
      if (!isEntity(value) && !Array.isArray(value)) return 'expected a record';
      return recordProblem(field, asTable(value), options);
    case 'foreign':
      return foreignProblem(field, value, options);
    case 'integer':
      return Number.isInteger(value) ? undefined : 'expected an integer';
    case 'number':
      return typeof value === 'number' ? undefined : 'expected a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'expected a boolean';
    case 'string':
      return typeof value === 'string' ? undefined : 'expected a string';
    case 'abstract':
      return 'error in schema definition: abstract field was not specialized';
  }
}

function asTable(value: Entity | Value[]): Entity {
  if (!Array.isArray(value)) return value;
  return Object.fromEntries(value.map((item, index) => [String(index + 1), item]));
}

function listProblem(field: Field, value: Value, options: Options): Problem | undefined {
  if (!Array.isArray(value)) return field.type === 'set' ? 'expected a set' : 'expected an array';
  const element: Field = { type: 'string', ...field.elements, required: true };
  const problems: (Problem | undefined)[] = [];
  value.forEach((item, index) => {
    const problem = validateField(element, item, options);
    if (problem !== undefined) problems[index] = problem;
  });
  return problems.length > 0 ? problems : undefined;
}

function mapProblem(field: Field, value: Value, options: Options): Problem | undefined {
  if (!isEntity(value)) {
    // A list is a table whose keys are numbers.
    if (Array.isArray(value)) return value.length === 0 ? undefined : 'expected a string';
    return 'expected a map';
  }
  const keys: Field = { type: 'string', ...field.keys, required: true };
  const values: Field = { type: 'string', ...field.values, required: true };
  for (const [key, item] of Object.entries(value)) {
    const problem = validateField(keys, key, options) ?? validateField(values, item, options);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function recordProblem(field: Field, value: Entity, options: Options): Problem | undefined {
  const schema: Schema = { ...field, fields: field.fields ?? {} };
  const problems = validate(schema, options.complete(schema, value), { ...options, full: true });
  return problems && asList(problems);
}

function foreignProblem(field: Field, value: Value, options: Options): Problem | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') throw unexpected();
  const table = isEntity(value) || Array.isArray(value) ? asTable(value) : undefined;
  const problem = primaryKeyProblems(table ?? {});
  if (!problem) return undefined;
  const parent = options.schemaOf(field.reference ?? '');
  const inner = parent && table ? validate(parent, table, { ...options, full: false }) : undefined;
  return inner ? asList(inner) : problem;
}

/** Problems by number are tostring as a list. */
function asList(problems: Problems): Problem {
  const keys = Object.keys(problems);
  if (!keys.every((key) => /^[1-9]\d*$/.test(key))) return problems;
  const list: (Problem | undefined)[] = [];
  for (const key of keys) list[Number(key) - 1] = problems[key];
  return list;
}

/** What is wrong with the id in `key`. */
export function primaryKeyProblems(key: Entity): Problems | undefined {
  const { id } = key;
  if (id === undefined || id === false) return { id: 'missing primary key' };
  if (id === null) return { id: 'required field missing' };
  if (typeof id !== 'string') return { id: 'expected a string' };
  if (id === '') return { id: 'length must be at least 1' };
  return isUuid(id) ? undefined : { id: 'expected a valid UUID' };
}
