import type { Problem, Problems } from './error.ts';
import type { Check, Field, Fields, Match } from './field.ts';
import { isEntity, valueAt, type Entity, type Value } from './value.ts';

/** What a check looks at, and where it writes what is wrong. */
export interface Checked {
  fields: Fields;
  entity: Entity;
  problems: Problems;
  full: boolean;
  updating?: boolean | undefined;
  /** What is wrong with a value as a field. */
  problemOf: (field: Field, value: Value) => Problem | undefined;
}

function isFilled(value: Value): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isEntity(value) || Object.keys(value).length > 0;
}

function quotedList(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}

function fieldAt(fields: Fields, path: string): Field {
  const [first = '', ...rest] = path.split('.');
  let field = fields[first];
  for (const step of rest) field = field?.fields?.[step];
  return field ?? { type: 'abstract' };
}

function setProblem(problems: Problems, path: string, problem: Problems[string]): void {
  const steps = path.split('.');
  const last = steps.pop() ?? path;
  let target = problems;
  for (const step of steps) {
    const inner = target[step];
    if (typeof inner === 'object' && !Array.isArray(inner)) {
      target = inner;
    } else {
      const created: Problems = {};
      target[step] = created;
      target = created;
    }
  }
  target[last] = problem;
}

/** A check that needs all of its fields names those that are not there. */
function setMissing(
  fields: readonly string[],
  values: Value[],
  problems: Problems,
  updating: boolean | undefined,
): boolean {
  const missing = fields.filter((_, index) => values[index] === undefined);
  for (const field of missing) {
    const message = `field required for entity check${updating ? ' when updating' : ''}`;
    setProblem(problems, field, message);
  }
  return missing.length > 0;
}

function addGeneral(problems: Problems, message: string): void {
  const general = problems['@entity'];
  if (Array.isArray(general)) general.push(message);
  else problems['@entity'] = [message];
}

/** Runs the rules over several fields and adds what they find to the problems. */
export function runChecks(checks: readonly Check[] | undefined, checked: Checked): void {
  for (const check of checks ?? []) {
    const message = run(check, checked);
    if (message !== undefined) addGeneral(checked.problems, message);
  }
}

function run(check: Check, checked: Checked): string | undefined {
  const { fields, entity, problems, full, updating, problemOf } = checked;
  const matches = (path: string, match: Match) =>
    problemOf({ ...fieldAt(fields, path), ...match }, valueAt(entity, path));
  switch (check.kind) {
    case 'atLeastOneOf': {
      const values = check.fields.map((path) => valueAt(entity, path));
      if (values.some(isFilled)) return undefined;
      if (!full && values.every((value) => value === undefined)) return undefined;
      const prefix = updating ? 'when updating, ' : '';
      return `${prefix}at least one of these fields must be non-empty: ${quotedList(check.fields)}`;
    }
    case 'onlyOneOf': {
      const values = check.fields.map((path) => valueAt(entity, path));
      if (values.every((value) => value === undefined)) return undefined;
      if (setMissing(check.fields, values, problems, updating)) return undefined;
      if (values.filter(isFilled).length === 1) return undefined;
      return `exactly one of these fields must be non-empty: ${quotedList(check.fields)}`;
    }
    case 'allOrNone': {
      const filled = check.fields.filter((path) => isFilled(valueAt(entity, path)));
      if (filled.length === 0 || filled.length === check.fields.length) return undefined;
      return `all or none of these fields must be set: ${quotedList(check.fields)}`;
    }
    case 'distinct': {
      const values = check.fields.map((path) => valueAt(entity, path)).filter(isFilled);
      if (new Set(values).size === values.length) return undefined;
      return `values of these fields must be distinct: ${quotedList(check.fields)}`;
    }
    case 'conditional': {
      const given = valueAt(entity, check.if);
      if (given === undefined || matches(check.if, check.matches) !== undefined) return undefined;
      const then = valueAt(entity, check.then) ?? null;
      const field: Field = { ...fieldAt(fields, check.then), ...check.must };
      const problem =
        check.must.required && then === null ? 'required field missing' : problemOf(field, then);
      if (problem === undefined) return undefined;
      setProblem(problems, check.then, problem);
      return check.error ?? `failed conditional validation given value of field '${check.if}'`;
    }
    case 'conditionalAtLeastOneOf': {
      if (valueAt(entity, check.if) === undefined) return undefined;
      const branch = check.branches.find(
        ({ matches: match }) => matches(check.if, match) === undefined,
      );
      if (!branch || branch.fields.some((path) => isFilled(valueAt(entity, path))))
        return undefined;
      return branch.error(quotedList(branch.fields));
    }
    case 'custom':
      if (check.fields.some((path) => problems[path] !== undefined)) return undefined;
      return check.check(entity);
  }
}
