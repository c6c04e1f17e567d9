import { isObject, isUuid } from '../json.ts';
import { DESCRIPTION } from './description.ts';

/** What is wrong with a value: where it is, and what was wanted there. */
export interface Fault {
  path: string;
  wanted: string;
  kind: 'type' | 'option' | 'unknown';
}

/**
 * Reads a value as a Java server does with Jackson: numbers and booleans may be quoted, and text may be given as a
 * number; anything else of another type is a fault. Nulls stay.
 *
 * @param strict takes a value only as it is, for answers.
 */
export function convert(
  type: string,
  value: unknown,
  path: string,
  faults: Fault[],
  strict = false,
): unknown {
  if (value === null || value === undefined || type === 'any') return value;
  const fault = (kind: Fault['kind'] = 'type') => {
    faults.push({ path, wanted: type, kind });
    return undefined;
  };
  const below = (inner: string, one: unknown, name: string) =>
    convert(inner, one, name, faults, strict);

  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return fault();
    return value.map((one, index) => below(type.slice(0, -2), one, `${path}[${index}]`));
  }
  if (type.endsWith('{}')) {
    if (!isObject(value)) return fault();
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, one]) => [name, below(type.slice(0, -2), one, `${path}.${name}`)]),
    );
  }
  const fields = DESCRIPTION.types.get(type);
  if (fields) {
    if (!isObject(value)) return fault();
    const entries = Object.entries(value).map(([name, one]) => {
      const inner = fields.get(name);
      const at = path ? `${path}.${name}` : name;
      if (inner === undefined) faults.push({ path: at, wanted: type, kind: 'unknown' });
      return [name, inner === undefined ? one : below(inner, one, at)] as const;
    });
    return Object.fromEntries(entries);
  }
  const options = DESCRIPTION.enums.get(type);
  if (options) {
    if (value === '' && !strict) return undefined;
    return typeof value === 'string' && options.includes(value) ? value : fault('option');
  }
  const read = strict ? undefined : coerced(type, value);
  const result = read ?? value;
  return isScalar(type, result) ? result : value === '' && !strict ? undefined : fault();
}

/** The value in its type, if it can be read as that. */
function coerced(type: string, value: unknown): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'uuid':
      return typeof value === 'string' ? value.toLowerCase() : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'number':
      return numberIn(value);
    case 'integer':
    case 'instant': {
      const number = numberIn(value);
      return typeof number === 'number' ? Math.trunc(number) : number;
    }
    default:
      return value;
  }
}

const numberIn = (value: unknown) =>
  typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;

function isScalar(type: string, value: unknown): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'integer':
    case 'instant':
      return Number.isSafeInteger(value);
    default:
      return typeof value === 'string' && (TEXTS[type] ?? (() => true))(value);
  }
}

/** Text that has a form of its own. */
const TEXTS: Record<string, (text: string) => boolean> = {
  uuid: isUuid,
  uri: (text) => !/[\s<>"{}|\\^`]/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  locale: (text) => /^[a-z]{2,3}([_-][\w-]+)?$/i.test(text),
  zone: isZone,
};

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
