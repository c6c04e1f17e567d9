import {
  block,
  boolean,
  integer,
  list,
  snake,
  string,
  strings,
} from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';
import { isGiven, isObject } from '../../framework/values.ts';
import type { Value, Values } from '../../framework/values.ts';
import { TAGS, entityResource } from '../entity.ts';

const COMPUTED = { computed: true };
const statuses = (options = {}) => list(integer(), options);

const HEALTHCHECKS: Properties = {
  active: block(
    {
      concurrency: integer({ default: 10 }),
      healthy: block(
        {
          httpStatuses: statuses(COMPUTED),
          interval: integer(COMPUTED),
          successes: integer(COMPUTED),
        },
        COMPUTED,
      ),
      httpPath: string({ default: '/' }),
      httpsSni: string(),
      httpsVerifyCertificate: boolean({ default: true }),
      timeout: integer({ default: 1 }),
      type: string({ default: 'http' }),
      unhealthy: block(
        {
          httpFailures: integer(COMPUTED),
          httpStatuses: statuses(COMPUTED),
          interval: integer(COMPUTED),
          tcpFailures: integer(COMPUTED),
          timeouts: integer(COMPUTED),
        },
        COMPUTED,
      ),
    },
    COMPUTED,
  ),
  passive: block(
    {
      healthy: block({ httpStatuses: statuses(), successes: integer() }, COMPUTED),
      type: string({ default: 'http' }),
      unhealthy: block(
        {
          httpFailures: integer(),
          httpStatuses: statuses(),
          tcpFailures: integer(),
          timeouts: integer(),
        },
        COMPUTED,
      ),
    },
    COMPUTED,
  ),
};

/** An upstream: a set of targets between which requests are shared out. */
export const upstream = entityResource({
  token: 'kong:index/upstream:Upstream',
  kind: 'upstream',
  path: '/upstreams',
  properties: {
    clientCertificateId: string(),
    hashFallback: string({ default: 'none' }),
    hashFallbackHeader: string(),
    hashOn: string({ default: 'none' }),
    hashOnCookie: string(),
    hashOnCookiePath: string({ default: '/' }),
    hashOnHeader: string(),
    healthchecks: block(HEALTHCHECKS, COMPUTED),
    hostHeader: string(),
    name: string({ autoname: true }),
    slots: integer({ default: 10000 }),
    tags: strings(),
  },
  fields: {
    clientCertificateId: { json: 'client_certificate.id' },
    hashFallback: { json: 'hash_fallback' },
    hashFallbackHeader: { json: 'hash_fallback_header', nullAs: '' },
    hashOn: { json: 'hash_on' },
    hashOnCookie: { json: 'hash_on_cookie', nullAs: '' },
    hashOnCookiePath: { json: 'hash_on_cookie_path' },
    hashOnHeader: { json: 'hash_on_header', nullAs: '' },
    healthchecks: {
      json: 'healthchecks',
      send: 'given',
      toKong: (value) => toSnake(value),
      fromKong: fromSnake,
    },
    hostHeader: { json: 'host_header' },
    name: { json: 'name' },
    slots: { json: 'slots' },
    tags: TAGS,
  },
});

/** Only the healthchecks of the official provider's version of Kong: later fields are left alone. */
function fromSnake(value: Value): Value {
  return isObject(value) ? picked(HEALTHCHECKS, value) : null;
}

function picked(properties: Properties, values: Values): Values {
  const result: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = values[snake(name)];
    if (isObject(value)) result[name] = picked(property.properties ?? {}, value);
    else if (isGiven(value)) result[name] = value;
    else if (property.type === 'string') result[name] = '';
  }
  return result;
}

const withCounts = (counts: Values | undefined, value: Value): Value =>
  counts && isObject(value) ? { ...counts, ...value } : value;

/** Counts are plain numbers in the official provider: what is not given is sent as 0. */
const COUNTS: Record<string, Values> = {
  healthy: { successes: 0 },
  unhealthy: { http_failures: 0, tcp_failures: 0, timeouts: 0 },
};

/** Only active checks have an interval. */
const ACTIVE_COUNTS: Record<string, Values> = {
  healthy: { interval: 0, ...COUNTS['healthy'] },
  unhealthy: { interval: 0, ...COUNTS['unhealthy'] },
};

function toSnake(value: Value, counts = COUNTS): Value {
  if (!isObject(value)) return value;
  const given = Object.entries(value).filter(
    ([, item]) => isGiven(item) && item !== '' && !(Array.isArray(item) && item.length === 0),
  );
  return Object.fromEntries(
    given.map(([name, item]) => [
      snake(name),
      withCounts(counts[name], toSnake(item, name === 'active' ? ACTIVE_COUNTS : counts)),
    ]),
  );
}
