import { luaTable } from './lua.ts';
import type { Entity } from './value.ts';

/** What is wrong with a field: a message, or the problems of its parts. */
export type Problem = string | (Problem | undefined)[] | Problems;

/** Problems by field. `@entity` holds those that belong to no single field. */
export interface Problems {
  [field: string]: Problem | undefined;
}

/** A refusal in the Admin API's terms: the HTTP status and the body that says why. */
export class KongError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body['message']));
    this.status = status;
    this.body = body;
  }
}

function coded(
  status: number,
  code: number,
  name: string,
  message: string,
  rest?: object,
): KongError {
  return new KongError(status, { code, name, message, ...rest });
}

function listed(problems: Problems): string[] {
  const lines: string[] = [];
  const general = problems['@entity'];
  if (Array.isArray(general)) lines.push(...general.map(String));
  for (const field of Object.keys(problems).sort()) {
    const problem = problems[field];
    if (field === '@entity' || problem === undefined) continue;
    if (typeof problem === 'string') {
      lines.push(`${field}: ${problem}`);
    } else if (Array.isArray(problem)) {
      problem.forEach((part, index) => {
        if (part !== undefined) lines.push(`${field}.${index + 1}: ${tostring(part)}`);
      });
    } else {
      for (const part of Object.keys(problem).sort()) {
        const detail = problem[part];
        if (detail !== undefined) lines.push(`${field}.${part}: ${tostring(detail)}`);
      }
    }
  }
  return lines;
}

function tostring(problem: Problem): string {
  return typeof problem === 'string' ? problem : luaTable(problem, false);
}

function counted(lines: string[], one: string, many: string): string {
  return lines.length === 1
    ? `${one} (${lines[0]})`
    : `${lines.length} ${many} (${lines.join('; ')})`;
}

export function schemaViolation(problems: Problems): KongError {
  const message = counted(listed(problems), 'schema violation', 'schema violations');
  return coded(400, 2, 'schema violation', message, { fields: problems });
}

export function invalidPrimaryKey(problems: Problems): KongError {
  const message = `invalid primary key: '${luaTable(problems)}'`;
  return coded(400, 1, 'invalid primary key', message, { fields: problems });
}

export function primaryKeyViolation(key: Entity): KongError {
  const message = `primary key violation on key '${luaTable(key)}'`;
  return coded(400, 3, 'primary key violation', message, { fields: key });
}

export function invalidReference(field: string, key: Entity, parent: string): KongError {
  const message = `the foreign key '${luaTable(key)}' does not reference an existing '${parent}' entity.`;
  return coded(400, 4, 'foreign key violation', message, { fields: { [field]: key } });
}

export function stillReferenced(parent: string, child: string): KongError {
  const message = `an existing '${child}' entity references this '${parent}' entity`;
  return coded(400, 4, 'foreign key violation', message, { fields: { '@referenced_by': child } });
}

export function uniqueViolation(key: Entity): KongError {
  const shownKey = luaTable(key).replaceAll('"userdata: NULL"', 'null');
  const message = `UNIQUE violation detected on '${shownKey}'`;
  return coded(409, 5, 'unique constraint violation', message, { fields: key });
}

export function notFoundBy(key: Entity, primary: boolean): KongError {
  const message = `could not find the entity with ${primary ? 'primary key ' : ''}'${luaTable(key)}'`;
  return coded(404, 6, 'not found', message, { fields: key });
}

export function invalidOffset(offset: string, reason: string): KongError {
  return coded(400, 7, 'invalid offset', `'${offset}' is not a valid offset: ${reason}`);
}

export function invalidSize(reason: string): KongError {
  return coded(400, 9, 'invalid size', reason);
}

export function invalidUnique(field: string, reason: string): KongError {
  return coded(400, 10, `invalid unique ${field}`, reason);
}

export function invalidOptions(options: Record<string, string>): KongError {
  const lines = Object.keys(options)
    .sort()
    .map((name) => `${name}: ${options[name]}`);
  const message = counted(lines, 'invalid option', 'option violations');
  return coded(400, 11, 'invalid options', message, { options });
}

/** `fields`: for each foreign field, the unique values that led nowhere. */
export function unresolvedReferences(
  fields: Record<string, { parent: string; values: Entity }>,
): KongError {
  const problems: Problems = {};
  for (const [field, { parent, values }] of Object.entries(fields)) {
    const details: Problems = {};
    for (const [name, value] of Object.entries(values)) {
      const key = luaTable({ [name]: value });
      details[name] =
        `the foreign key cannot be resolved with '${key}' for an existing '${parent}' entity`;
    }
    problems[field] = details;
  }
  const message = counted(listed(problems), 'foreign key unresolved', 'foreign keys unresolved');
  return coded(400, 13, 'foreign keys unresolved', message, { fields: problems });
}

/** A plain refusal: only a message. */
export function refuse(status: number, message: string): KongError {
  return new KongError(status, { message });
}

export const notFound = (): KongError => refuse(404, 'Not found');
export const unexpected = (): KongError => refuse(500, 'An unexpected error occurred');
