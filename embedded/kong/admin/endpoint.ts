import type { Database } from '../entities/database.ts';
import type { Key } from '../entities/dao.ts';
import type { EntitySchema } from '../schema/field.ts';
import { isUuid, type Entity, type Value } from '../schema/value.ts';

/** One call of the Admin API, taken apart. */
export interface Call {
  database: Database;
  /** The parts of the path that the endpoint leaves open, still percent-encoded. */
  params: string[];
  query: Entity;
  body: Entity;
  /** Whether the body's values came from a form, so that their types are still to be found. */
  untyped: boolean;
}

export interface Answer {
  status: number;
  body?: unknown;
}

export type Action = (call: Call) => Answer;

/** What can be done at a path, and the entity whose field types its arguments have. */
export interface Endpoint {
  schema: EntitySchema | undefined;
  actions: Partial<Record<string, Action>>;
}

/** Percent-decoding that leaves what is malformed as it is. */
export function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The row that a path segment means: an id, or else the value of the endpoint key. */
export function keyOf(schema: EntitySchema, segment: string | undefined): Key {
  const value: Value = unescape(segment ?? '');
  return schema.endpointKey === undefined || isUuid(value)
    ? { field: 'id', value }
    : { field: schema.endpointKey, value };
}

export function idKey(id: string): Key {
  return { field: 'id', value: id };
}

/** An entity's name in paths. */
export function pathOf(schema: EntitySchema): string {
  return schema.path ?? schema.name;
}

/** Its name in paths below another entity. */
export function nestedPathOf(schema: EntitySchema): string {
  return schema.nestedPath ?? pathOf(schema);
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };
