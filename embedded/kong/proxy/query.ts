/** Arguments by name; `true` for one without `=`, a list for a repeated one. */
export type Query = Map<string, string | true | (string | true)[]>;

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
  }
}

/** Reads a query string or an urlencoded form. */
export function parseQuery(text: string): Query {
  const query: Query = new Map();
  for (const part of text.split('&')) {
    if (part === '' || part === '=') continue;
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? true : decode(part.slice(at + 1));
    const given = query.get(name);
    if (given === undefined) query.set(name, value);
    else if (Array.isArray(given)) given.push(value);
    else query.set(name, [given, value]);
  }
  return query;
}

/** Writes arguments out again. */
export function formatQuery(query: Query): string {
  const parts: string[] = [];
  for (const [name, given] of query) {
    for (const value of Array.isArray(given) ? given : [given]) {
      const shown = encodeURIComponent(name);
      parts.push(value === true ? shown : `${shown}=${encodeURIComponent(value)}`);
    }
  }
  return parts.join('&');
}
