const reserved = new Set("!*'();:@&=+$,/?%#[]");

/** Percent-escapes that need none are undone; the others get capital letters. */
function decodeUnreserved(uri: string): string {
  return uri.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return reserved.has(character) ? escape.toUpperCase() : character;
  });
}

/**
 * `uri` in the form in which routes are compared: needless percent-escapes undone, dot segments
 * resolved, repeated slashes merged. Bytes above 127 appear as one character each.
 */
export function normalizePath(uri: string): string {
  if (uri === '' || uri === '/') return uri;
  let rest = uri.includes('%') ? decodeUnreserved(uri) : uri;
  if (!rest.includes('.') && !rest.includes('//')) return rest;
  const output: string[] = [];
  while (rest !== '') {
    if (rest === '/.') {
      rest = '/';
    } else if (rest === '/..') {
      rest = '/';
      output.pop();
    } else if (rest === '.' || rest === '..') {
      rest = '';
    } else if (rest.startsWith('../')) {
      rest = rest.slice(3);
    } else if (rest.startsWith('./') || rest.startsWith('/./')) {
      rest = rest.slice(2);
    } else if (rest.startsWith('/../')) {
      rest = rest.slice(3);
      output.pop();
    } else if (rest.startsWith('//')) {
      rest = rest.slice(1);
    } else {
      const end = rest.indexOf('/', 1);
      output.push(end < 0 ? rest : rest.slice(0, end));
      rest = end < 0 ? '' : rest.slice(end);
    }
  }
  return output.join('');
}

/** Whether dot segments lead out of the root. */
export function leavesRoot(path: string): boolean {
  if (!path.includes('..') && !path.includes('%')) return false;
  let depth = 0;
  for (const segment of decodeUnreserved(path).split('/').slice(1)) {
    if (segment === '..') depth -= 1;
    else if (segment !== '.' && segment !== '') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** Percent-escapes what may not stand in a request line. */
export function escapeUri(uri: string): string {
  return uri.replace(
    /[^!#$&'()*+,/:;=?@[\]A-Za-z\d\-_.~%]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The parts of a URL as written, without judging them. */
export interface UrlParts {
  scheme?: string;
  host?: string;
  port?: string;
  path?: string;
}

/** Takes a URL apart leniently: whatever is missing stays undefined. */
export function parseUrl(url: string): UrlParts | undefined {
  if (url === '') return undefined;
  const parts: UrlParts = {};
  let rest = url.replace(/#.*$/s, '');
  const scheme = /^([A-Za-z0-9][\w+.-]*):/.exec(rest);
  if (scheme) {
    parts.scheme = scheme[1] ?? '';
    rest = rest.slice(scheme[0].length);
  }
  const authority = /^\/\/([^/]*)/.exec(rest);
  if (authority) rest = rest.slice(authority[0].length);
  const path = rest.replace(/\?.*/s, '').replace(/;.*/s, '');
  if (path !== '') parts.path = path;
  if (!authority) return parts;
  let host = (authority[1] ?? '').replace(/^[^@]*@/, '');
  const port = /:([^:\]]*)$/.exec(host);
  if (port) {
    parts.port = port[1] ?? '';
    host = host.slice(0, -port[0].length);
  }
  if (host !== '') parts.host = /^\[(.+)\]$/.exec(host)?.[1] ?? host;
  return parts;
}
