import { formatAddress, parseAddress } from '../schema/address.ts';
import { when } from '../schema/check.ts';
import { schemaViolation } from '../schema/error.ts';
import type { Check, EntitySchema, Field } from '../schema/field.ts';
import type { Entity, Value } from '../schema/value.ts';
import {
  cookieName,
  headerName,
  headers,
  hostWithOptionalPort,
  id,
  identity,
  list,
  milliseconds,
  path,
  record,
  serverName,
  string,
  tags,
} from './typedefs.ts';

const hashInputs = [
  'none',
  'consumer',
  'ip',
  'header',
  'cookie',
  'path',
  'query_arg',
  'uri_capture',
];
const hashOn: Field = { ...string, default: 'none', oneOf: hashInputs };
const probeType: Field = {
  ...string,
  oneOf: ['tcp', 'http', 'https', 'grpc', 'grpcs'],
  default: 'http',
};

function seconds(value: number): Field {
  return { type: 'number', between: [0, 65535], default: value };
}

const threshold: Field = { type: 'integer', between: [0, 255], default: 0 };
const failures = { tcp_failures: threshold, timeouts: threshold, http_failures: threshold };

function statuses(...values: number[]): Field {
  return list({ type: 'integer', between: [100, 999] }, { default: values });
}

const successes = [
  ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 306, 307, 308],
];

const healthchecks = record({
  active: record({
    type: probeType,
    timeout: seconds(1),
    concurrency: { type: 'integer', between: [1, 2 ** 31], default: 10 },
    http_path: { ...path, default: '/' },
    https_sni: serverName,
    https_verify_certificate: { type: 'boolean', required: true, default: true },
    headers,
    healthy: record({
      interval: seconds(0),
      http_statuses: statuses(200, 302),
      successes: threshold,
    }),
    unhealthy: record({
      interval: seconds(0),
      http_statuses: statuses(429, 404, 500, 501, 502, 503, 504, 505),
      ...failures,
    }),
  }),
  passive: record({
    type: probeType,
    healthy: record({ http_statuses: statuses(...successes), successes: threshold }),
    unhealthy: record({ http_statuses: statuses(429, 500, 503), ...failures }),
  }),
  threshold: { type: 'number', default: 0, between: [0, 100] },
});

function nameProblem(value: string): string | undefined {
  const address = parseAddress(value);
  const start = `Invalid name ('${value}')`;
  if (typeof address === 'string') return `${start}; must be a valid hostname`;
  if (address.type !== 'name') return `${start}; no ip addresses allowed`;
  return address.port === undefined ? undefined : `${start}; no port allowed`;
}

function given(field: string, value: string, then: string): Check {
  return when(field, { match: new RegExp(`^${value}$`) }, then, { required: true });
}

function excludes(hash: string, ...others: string[]): Check {
  return when('hash_on', { match: new RegExp(`^${hash}$`) }, 'hash_fallback', {
    oneOf: others,
  });
}

function expandAlgorithm(value: Value): Entity {
  const resets = value === 'least-connections' || value === 'latency';
  return resets ? { algorithm: value, hash_on: null } : { algorithm: value };
}

function expandHashOn(value: Value): Entity {
  if (value === null) return { hash_on: 'none' };
  return { hash_on: value, algorithm: value === 'none' ? 'round-robin' : 'consistent-hashing' };
}

/** A virtual host name whose requests are shared among targets. */
export const upstreams: EntitySchema = {
  name: 'upstreams',
  endpointKey: 'name',
  fields: {
    ...identity,
    name: { ...string, required: true, unique: true, check: nameProblem },
    algorithm: {
      ...string,
      default: 'round-robin',
      oneOf: ['consistent-hashing', 'least-connections', 'round-robin', 'latency'],
    },
    hash_on: hashOn,
    hash_fallback: hashOn,
    hash_on_header: headerName,
    hash_fallback_header: headerName,
    hash_on_cookie: cookieName,
    hash_on_cookie_path: { ...path, default: '/' },
    hash_on_query_arg: string,
    hash_fallback_query_arg: string,
    hash_on_uri_capture: string,
    hash_fallback_uri_capture: string,
    slots: { type: 'integer', default: 10000, between: [10, 65536] },
    healthchecks,
    tags,
    host_header: hostWithOptionalPort,
    client_certificate: { type: 'foreign', reference: 'certificates' },
    use_srv_name: { type: 'boolean', default: false },
  },
  checks: [
    given('hash_on', 'header', 'hash_on_header'),
    given('hash_fallback', 'header', 'hash_fallback_header'),
    given('hash_on', 'cookie', 'hash_on_cookie'),
    given('hash_fallback', 'cookie', 'hash_on_cookie'),
    excludes('none', 'none'),
    excludes('cookie', 'none'),
    excludes('consumer', 'none', 'ip', 'header', 'cookie', 'path', 'query_arg', 'uri_capture'),
    excludes('ip', 'none', 'consumer', 'header', 'cookie', 'path', 'query_arg', 'uri_capture'),
    excludes('path', 'none', 'consumer', 'header', 'cookie', 'query_arg', 'ip', 'uri_capture'),
    { kind: 'distinct', fields: ['hash_on_header', 'hash_fallback_header'] },
    given('hash_on', 'query_arg', 'hash_on_query_arg'),
    given('hash_fallback', 'query_arg', 'hash_fallback_query_arg'),
    { kind: 'distinct', fields: ['hash_on_query_arg', 'hash_fallback_query_arg'] },
    given('hash_on', 'uri_capture', 'hash_on_uri_capture'),
    given('hash_fallback', 'uri_capture', 'hash_fallback_uri_capture'),
    { kind: 'distinct', fields: ['hash_on_uri_capture', 'hash_fallback_uri_capture'] },
  ],
  shorthands: {
    algorithm: { field: string, expand: expandAlgorithm },
    hash_on: { field: string, expand: expandHashOn },
  },
};

function targetProblem(value: string): string | undefined {
  return typeof parseAddress(value) === 'string'
    ? `Invalid target ('${value}'); not a valid hostname or ip address`
    : undefined;
}

/** A target is kept with its port, and IPv6 in full. */
function withPort(entity: Entity): Entity {
  const { target } = entity;
  if (typeof target !== 'string') return entity;
  const address = parseAddress(target);
  if (typeof address === 'string') {
    throw schemaViolation({ target: 'Invalid target; not a valid hostname or ip address' });
  }
  return { ...entity, target: formatAddress(address, 8000) };
}

/** One host and port of an upstream. */
export const targets: EntitySchema = {
  name: 'targets',
  prepare: withPort,
  endpointKey: 'target',
  uniqueTogether: ['upstream', 'target'],
  fields: {
    id,
    created_at: milliseconds,
    updated_at: milliseconds,
    upstream: { type: 'foreign', reference: 'upstreams', required: true, onDelete: 'cascade' },
    target: { ...string, required: true, check: targetProblem },
    weight: { type: 'integer', default: 100, between: [0, 65535] },
    tags,
  },
};
