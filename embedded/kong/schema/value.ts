/** What an entity's field can hold: JSON, and undefined for what is not there at all. */
export type Value = undefined | null | boolean | number | string | Value[] | Entity;

/** One entity, or a part of one. */
export interface Entity {
  [field: string]: Value;
}

/** Whether `value` is an object, not a list. */
export function isEntity(value: Value): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path such as `config.redis.host`. */
export function valueAt(entity: Value, path: string): Value {
  let value: Value = entity;
  for (const step of path.split('.')) {
    if (!isEntity(value)) return undefined;
    value = value[step];
  }
  return value;
}

/** The strings of a list field; none for null and undefined. */
export function strings(value: Value): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The string in a field, or undefined. */
export function text(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The number in a field, or `otherwise`. */
export function number(value: Value, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** The id that a foreign field refers to, if it is set. */
export function reference(value: Value): string | undefined {
  return isEntity(value) ? text(value['id']) : undefined;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (isEntity(a) && isEntity(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => equal(a[key], b[key]));
  }
  return false;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: Value): value is string {
  return typeof value === 'string' && uuidPattern.test(value);
}

/** The id of an entity. */
export function idOf(entity: Entity): string {
  return text(entity['id']) ?? '';
}

/** A value as it appears in messages and index keys. */
export function tostring(value: Value): string {
  if (value === undefined) return 'nil';
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
