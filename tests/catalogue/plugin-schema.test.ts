import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configProblems } from '../../catalogue/kong/config-problems.ts';
import { completeConfig, holdsSecret } from '../../catalogue/kong/plugin-schema.ts';
import { recordedSchemas } from '../../catalogue/kong/recorded-schemas.ts';

const { plugins } = recordedSchemas();
const schemaOf = (name: string) => plugins[name]!;

/** Plugins that a real Kong was asked to make, and what it stored. */
interface Made {
  sent: { name: string; config?: Record<string, unknown> };
  stored: Record<string, unknown>;
}

const recording = new URL('../kong/recorded/gateway-admin.jsonl', import.meta.url);
const made: Made[] = readFileSync(recording, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded)
  .filter(({ request, response }) => /\/plugins$/.test(request.path) && response.status === 201)
  .map(({ request, response }) => ({ sent: request.body, stored: response.body.config }));

interface Recorded {
  request: { path: string; body: Made['sent'] };
  response: { status: number; body: { config: Record<string, unknown> } };
}

describe('a configuration is completed to what Kong stores', () => {
  test.each(made)('$sent.name $sent.config', ({ sent: { name, config = {} }, stored }) => {
    const complete = completeConfig(schemaOf(name), config);
    // Text, for the order of keys is part of what is compared.
    expect(JSON.stringify(complete)).toBe(JSON.stringify(sorted(stored)));
    expect(configProblems(schemaOf(name), config)).toEqual([]);
    expect(completeConfig(schemaOf(name), complete)).toEqual(complete);
  });

  test('there are enough of them', () => expect(made.length).toBeGreaterThan(15));
});

test('a former name and the present one are one value', () => {
  const complete = completeConfig(schemaOf('rate-limiting'), { minute: 1, redis_host: 'r' });
  expect(complete).toMatchObject({ redis_host: 'r', redis: { host: 'r', port: 6379 } });
});

test('where Kong shows no former names, none are added', () => {
  const { config } = completeable(schemaOf('rate-limiting'));
  const older = { fields: [{ config: { ...config, shorthand_fields: [] } }] };
  const complete = completeConfig(older, { minute: 1 });
  expect(Object.keys(complete).filter((name) => name.startsWith('redis'))).toEqual(['redis']);
});

function completeable(schema: (typeof plugins)[string]) {
  return Object.assign({}, ...schema.fields) as { config: object };
}

describe('what Kong would refuse is found before it is asked', () => {
  test.each([
    ['rate-limiting', { minutes: 1 }, 'minutes', 'did you mean minute?'],
    ['rate-limiting', { minute: '1' }, 'minute', 'must be a number'],
    ['rate-limiting', { minute: 0 }, 'minute', 'must be greater than 0'],
    ['rate-limiting', {}, '', 'needs one of second, minute'],
    ['rate-limiting', { minute: 1, redis: { port: 65536 } }, 'redis.port', 'between 0 and 65535'],
    ['acl', { allow: ['a'], deny: ['b'] }, '', 'only one of allow, deny'],
    ['aws-lambda', { function_name: 'f', aws_key: 'k' }, '', 'needs all of aws_key, aws_secret'],
    ['jwt', { claims_to_verify: ['exp', 'iat'] }, 'claims_to_verify.1', 'one of exp, nbf'],
    ['jwt', { run_on_preflight: null }, 'run_on_preflight', 'must not be null'],
    ['jwt', { run_on_preflight: 'no' }, 'run_on_preflight', 'must be true or false'],
    ['file-log', {}, 'path', 'is missing'],
    ['cors', { max_age: 'a day' }, 'max_age', 'must be a number'],
    ['key-auth', { key_names: 'apikey' }, 'key_names', 'must be a list'],
    ['response-ratelimiting', { limits: { v: {} } }, 'limits.v', 'needs one of second'],
    ['session', { cookie_lifetime: 1 }, 'cookie_lifetime', 'former name'],
    ['opentelemetry', { endpoint: 'http://a' }, 'endpoint', 'traces_endpoint'],
  ])('%s %j', (name, config, path, fault) => {
    expect(configProblems(schemaOf(name), config)).toContainEqual({
      path,
      fault: expect.stringContaining(fault) as string,
    });
  });

  test('a vault reference stands for any value', () => {
    const config = { minute: 1, redis: { host: 'r', username: '{vault://env/r}' } };
    expect(configProblems(schemaOf('rate-limiting'), config)).toEqual([]);
  });
});

describe('a secret in a configuration is known by the schema', () => {
  test.each([
    ['rate-limiting', { redis: { password: 'p' } }, true],
    ['rate-limiting', { redis_password: 'p' }, true],
    ['rate-limiting', { redis: { password: '{vault://env/p}' } }, false],
    ['rate-limiting', { redis: { password: null, host: 'h' }, minute: 1 }, false],
    ['http-log', { http_endpoint: 'http://a', headers: { authorization: 'p' } }, true],
    ['request-transformer', { add: { headers: ['x-key:p'] } }, true],
    ['request-transformer', { add: { headers: ['x-frame-options:DENY'] } }, false],
    ['request-transformer', { remove: { headers: ['x-key'] } }, false],
    ['cors', { origins: ['https://a'] }, false],
  ])('%s %j: %s', (name, config, secret) => {
    expect(holdsSecret(schemaOf(name), config)).toBe(secret);
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
