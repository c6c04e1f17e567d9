/** A property value as it travels to and from the engine. */
export type Value = null | boolean | number | string | Value[] | Values;

/** A bag of properties by name. */
export interface Values {
  [property: string]: Value;
}

/** What the engine sends for a value that only exists after an update. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const OUTPUT = 'd0e6a833031e9bbcd3f4e8bde6ca49a4';
const RESOURCE = '5cf8f73096256a8f31e491e813e4eb8e';

export const isObject = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent and null mean the same: not given. */
export const isGiven = (value: Value | undefined): value is Exclude<Value, null> =>
  value !== undefined && value !== null;

export const isSecret = (value: Value | undefined): boolean =>
  isObject(value) &&
  (value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value['secret'] === true));

export const secret = (value: Value): Values => ({ [SIGNATURE]: SECRET, value });

/** Replaces the engine's wrappers by what they hold: secrets, outputs, references to resources. */
function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  switch (value[SIGNATURE]) {
    case SECRET:
      return plain(value['value'] ?? null);
    case OUTPUT:
      return value['value'] === undefined ? UNKNOWN : plain(value['value']);
    case RESOURCE:
      return plain(value['id'] ?? value['urn'] ?? null) || UNKNOWN;
    default:
      return plainValues(value);
  }
}

export const plainValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plain(value)]));

/** Whether the value, or anything in it, is still unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (isObject(value)) return Object.values(value).some(hasUnknown);
  return value === UNKNOWN;
}

/** Compares values, taking null and absent for the same thing. Unknown equals nothing. */
export function same(a: Value | undefined, b: Value | undefined): boolean {
  if (!isGiven(a) || !isGiven(b)) return !isGiven(a) && !isGiven(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => name.startsWith('__') || same(a[name], b[name]));
  }
  return a === b && a !== UNKNOWN;
}

/** A short rendering for error messages; long values and objects are cut. */
export function show(value: Value): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A scalar as text; anything else as empty text. */
export const text = (value: Value | undefined): string =>
  isGiven(value) && typeof value !== 'object' ? String(value) : '';
