import { atLeastOneOf } from '../schema/check.ts';
import { hostProblem, parseAddress, serverNameProblem } from '../schema/address.ts';
import type { Field, Fields } from '../schema/field.ts';
import { pcreProblem } from '../schema/regex.ts';
import { normalizePath } from '../schema/uri.ts';

/** Field definitions that several entities and plugins share. */

export const id: Field = { type: 'string', uuid: true, auto: 'uuid' };
export const seconds: Field = { type: 'integer', timestamp: true, auto: 'seconds' };
export const milliseconds: Field = { type: 'number', timestamp: true, auto: 'milliseconds' };

/** Fields that nearly every entity starts with. */
export const identity: Fields = { id, created_at: seconds, updated_at: seconds };

export const string: Field = { type: 'string' };
export const port: Field = { type: 'integer', between: [0, 65535] };

export function flag(value: boolean): Field {
  return { type: 'boolean', required: true, default: value };
}

export function record(fields: Fields, rest: Partial<Field> = {}): Field {
  return { type: 'record', required: true, fields, ...rest };
}

export function list(elements: Field, rest: Partial<Field> = {}): Field {
  return { type: 'array', elements, ...rest };
}

export const name: Field = {
  type: 'string',
  unique: true,
  check: (value: string) =>
    /^[\w.\-~\u0080-\u{10ffff}]+$/u.test(value)
      ? undefined
      : `invalid value '${value}': the only accepted ascii characters are alphanumerics or ., -, _, and ~`,
};

export const tags: Field = {
  type: 'set',
  elements: {
    type: 'string',
    required: true,
    check: (value: string) =>
      /^[ !-+\-.0-~\u0080-\u{10ffff}]+$/u.test(value)
        ? undefined
        : `invalid tag '${value}': expected printable ascii (except \`,\` and \`/\`) or valid utf-8 sequences`,
  },
};

export const host: Field = { type: 'string', check: hostProblem };

export const hostWithOptionalPort: Field = {
  type: 'string',
  check: (value: string) => {
    const address = parseAddress(value);
    if (address === 'invalid port') return 'invalid port number';
    return address === 'invalid host' ? addressMessage(value) : undefined;
  },
};

function addressMessage(value: string): string {
  const colons = value.split(':').length - 1;
  if (colons > 1) return `invalid ipv6 address: ${value}`;
  return /^[\d.]+$/.test(value.replace(':', ''))
    ? `invalid ipv4 address: ${value}`
    : `invalid hostname: ${value}`;
}

export const serverName: Field = { type: 'string', check: serverNameProblem };

export const wildcardHost: Field = {
  type: 'string',
  check: (value: string) => {
    const at = value.indexOf('*');
    if (at < 0) return serverNameProblem(value);
    if (at > 0 && at < value.length - 1) return 'wildcard must be leftmost or rightmost character';
    if (value.split('*').length > 2) return 'only one wildcard must be specified';
    return serverNameProblem(value.replace('*', 'wildcard'));
  },
};

const pathCharacters = /^\/[\w.\-~/%:@!$&'()*+,;=]*$/;

function percentProblem(path: string): string | undefined {
  const bad = /%.?.?/s.exec(path.replace(/%[0-9a-fA-F]{2}/g, '___'));
  return bad ? `invalid url-encoded value: '${bad[0]}'` : undefined;
}

function pathProblem(path: string): string | undefined {
  if (!pathCharacters.test(path)) {
    return `invalid path: '${path}' (characters outside of the reserved list of RFC 3986 found)`;
  }
  return percentProblem(path);
}

const noEmptySegments = [{ pattern: /\/\//, error: 'must not have empty segments' }];

export const path: Field = {
  type: 'string',
  startsWith: '/',
  matchNone: noEmptySegments,
  check: pathProblem,
};

function routerPathProblem(value: string): string | undefined {
  if (pathCharacters.test(value)) {
    const escape = percentProblem(value);
    if (escape) return escape;
  }
  if (!value.startsWith('~')) {
    const normalized = normalizePath(value);
    return value === normalized
      ? undefined
      : `non-normalized path, consider use '${normalized}' instead`;
  }
  const problem = pcreProblem(value.slice(1));
  return problem && `invalid regex: '${value.slice(1)}' (PCRE returned: ${problem})`;
}

export const routerPath: Field = {
  type: 'string',
  matchAny: {
    patterns: [/^\//, /^~\//],
    error: 'should start with: / (fixed path) or ~/ (regex path)',
  },
  matchNone: noEmptySegments,
  check: routerPathProblem,
};

export const routerHost: Field = {
  type: 'string',
  matchAll: [
    { pattern: /^[^*]*\*?[^*]*$/, error: 'invalid wildcard: must have at most one wildcard' },
  ],
  matchAny: {
    patterns: [/^\*\./, /\.\*$/, /^[^*]*$/],
    error: 'invalid wildcard: must be placed at leftmost or rightmost label',
  },
  check: (value: string) => hostWithOptionalPort.check?.(value.replaceAll('*', 'abc') as never),
};

export const headerName: Field = {
  type: 'string',
  check: (value: string) => {
    if (value === '') return 'no header name provided';
    return /^[a-zA-Z0-9\-_]+$/.test(value)
      ? undefined
      : `bad header name '${value}', allowed characters are A-Z, a-z, 0-9, '_', and '-'`;
  },
};

export const cookieName: Field = {
  type: 'string',
  check: (value: string) =>
    // eslint-disable-next-line no-control-regex -- control characters are what is forbidden
    /[\x00-\x20\x7f()<>@,;:\\"/?={}[\]]/.test(value)
      ? 'contains one or more invalid characters. ASCII control characters (0-31;127), space, tab and the characters ()<>@,;:\\"/?={}[] are not allowed.'
      : undefined,
};

export const ipOrCidr: Field = {
  type: 'string',
  check: (value: string) =>
    isIpOrCidr(value) ? undefined : `invalid ip or cidr range: '${value}'`,
};

function isIpOrCidr(value: string): boolean {
  const [ip = '', bits, ...rest] = value.split('/');
  const address = parseAddress(ip);
  if (typeof address === 'string' || address.type === 'name' || address.port !== undefined)
    return false;
  if (ip.startsWith('[') || rest.length > 0) return false;
  return (
    bits === undefined ||
    (/^\d+$/.test(bits) && Number(bits) <= (address.type === 'ipv4' ? 32 : 128))
  );
}

export const httpMethod: Field = { type: 'string', match: /^[A-Z]+$/ };

export const protocol: Field = {
  type: 'string',
  oneOf: ['grpc', 'grpcs', 'http', 'https', 'tcp', 'tls', 'tls_passthrough', 'udp'],
};

export const headers: Field = { type: 'map', keys: headerName, values: list(string) };

export const endpoints: Field = {
  type: 'set',
  elements: {
    type: 'record',
    fields: { ip: ipOrCidr, port },
    checks: [atLeastOneOf('ip', 'port')],
  },
};

export const httpProtocols = ['grpc', 'grpcs', 'http', 'https'];
