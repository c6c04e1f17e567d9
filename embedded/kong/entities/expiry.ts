import { invalidOptions } from '../schema/error.ts';
import type { EntitySchema } from '../schema/field.ts';
import { number, type Entity } from '../schema/value.ts';

/** Where a row keeps the moment at which it ends, in milliseconds; the API shows the seconds left. */
export const expiryField = '@expires';

const longest = 100_000_000;

/** Takes the time to live out of what a client sends. */
export function splitExpiry(schema: EntitySchema, input: Entity): [rest: Entity, expiry: Entity] {
  const { ttl, ...rest } = input;
  if (!schema.ttl || ttl === undefined) return [input, {}];
  if (ttl === null) return [rest, { [expiryField]: null }];
  if (typeof ttl !== 'number' || !Number.isInteger(ttl) || ttl < 0 || ttl > longest) {
    throw invalidOptions({ ttl: `must be an integer between 0 and ${longest}` });
  }
  return [rest, { [expiryField]: ttl === 0 ? null : Date.now() + ttl * 1000 }];
}

export function isExpired(row: Entity): boolean {
  const expires = row[expiryField];
  return typeof expires === 'number' && expires <= Date.now();
}

/** The row with the whole seconds that are left, or null if it never ends. */
export function showExpiry(row: Entity): Entity {
  const { [expiryField]: expires, ...tostring } = row;
  const left = number(expires, 0) - Date.now() - 1;
  return {
    ...tostring,
    ttl: typeof expires === 'number' ? Math.max(0, Math.floor(left / 1000)) : null,
  };
}
