/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value);

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The value as text to compare or to show. */
export const shownAs = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A copy that lacks these members. */
export const without = (object: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The value at a dotted path. */
export function at(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split('.')) {
    if (!isObject(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** `changes` over `base`: objects are merged, null leaves the base's value, all else replaces. */
export function overlay(base: JsonObject, changes: JsonObject): JsonObject {
  const result: JsonObject = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined) continue;
    const old = result[name];
    result[name] = isObject(value) ? overlay(isObject(old) ? old : {}, value) : value;
  }
  return result;
}

/** RFC 7396: null removes. With `append`, arrays gain what they lack, as FusionAuth's own PATCH does. */
export function mergePatch(base: JsonObject, patch: JsonObject, append: boolean): JsonObject {
  const result: JsonObject = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const old = result[name];
    if (value === null) delete result[name];
    else if (isObject(value)) result[name] = mergePatch(isObject(old) ? old : {}, value, append);
    else if (append && Array.isArray(value) && Array.isArray(old)) {
      result[name] = union(old, value);
    } else result[name] = value;
  }
  return result;
}

function union(old: unknown[], added: unknown[]): unknown[] {
  const known = new Set(old.map((item) => JSON.stringify(item)));
  return [...old, ...added.filter((item) => !known.has(JSON.stringify(item)))];
}
