import { randomUUID } from 'node:crypto';
import type { Document } from '../documents.ts';
import type { Errors } from '../errors.ts';
import { isBlank, text } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** An object that lives in another one. */
export interface Child extends Document {
  name: string;
  isDefault: boolean;
}

/** What roles and permissions have in common; reports a blank or a duplicate name. */
export function child(
  kind: 'role' | 'permission',
  given: JsonObject,
  id: string | undefined,
  others: Child[],
  errors: Errors,
): Child {
  const name = text(given['name']);
  const instant = Date.now();
  if (isBlank(name)) errors.blank(`${kind}.name`);
  if (others.some((other) => other.name === name && other.id !== id)) {
    errors.duplicate(`${kind}.name`, `A ${kind} with name [${name}]`);
  }
  return {
    ...(given['description'] ? { description: given['description'] } : {}),
    id: id ?? randomUUID(),
    insertInstant: others.find((other) => other.id === id)?.insertInstant ?? instant,
    isDefault: given['isDefault'] === true,
    lastUpdateInstant: instant,
    name,
  };
}
