import { isObject } from '../../../embedded/fusionauth/json.ts';

/** What only the official bridge keeps in state, for itself. */
const BRIDGE = ['__meta', '__pulumi_raw_state_delta'];
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Key ids, client secrets and API keys, by their lengths. */
const RANDOM = /^([\w-]{27}|[\w-]{43}|[\w-]{64}|[0-9a-f]{10})$/;

/** A value without what differs at every run: random ids and secrets, key material, instants. */
export function normal(value: unknown): unknown {
  if (typeof value === 'number') return value > 1.6e12 && value < 4e12 ? 'INSTANT' : value;
  if (typeof value === 'string') return normalText(value);
  if (Array.isArray(value)) {
    const items = value.map(normal);
    // Sets of text and check failures are listed in no particular order.
    const unordered = items.every((item) => typeof item === 'string' || hasReason(item));
    return unordered ? byText(items) : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !BRIDGE.includes(name));
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, normal(item)]),
  );
}

const hasReason = (item: unknown): boolean => isObject(item) && 'reason' in item;

const byText = (items: unknown[]): unknown[] =>
  items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function normalText(text: string): string {
  if (text === UNKNOWN) return 'UNKNOWN';
  if (RANDOM.test(text)) return 'RANDOM';
  if (text.startsWith('-----BEGIN')) {
    const kind = text.slice(11, text.indexOf('-----', 11));
    return text.endsWith('\n') ? `${kind} and a line feed` : kind;
  }
  const known = text.replace(/(invalid JSON): .*?\. Examine/, '$1. Examine');
  return known.replace(UUID, (uuid) => (uuid.startsWith('00000000-0000-4000') ? uuid : 'UUID'));
}

/** The values at all paths of a document. */
export function flat(value: unknown, path = ''): Record<string, unknown> {
  const members = Array.isArray(value)
    ? Object.entries(value)
    : isObject(value)
      ? Object.entries(value)
      : [];
  if (members.length === 0) return { [path]: value };
  return Object.assign(
    {},
    ...members.map(([name, item]) => flat(item, `${path}.${name}`)),
  ) as Record<string, unknown>;
}

/** What differs between two documents, one line for each path. */
export function differences(expected: unknown, actual: unknown): string[] {
  const [a, b] = [flat(expected), flat(actual)];
  const paths = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return paths
    .filter((path) => JSON.stringify(a[path]) !== JSON.stringify(b[path]))
    .map(
      (path) => `${path}: official ${JSON.stringify(a[path])}, embedded ${JSON.stringify(b[path])}`,
    );
}
