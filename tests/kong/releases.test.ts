import { describe, expect, test } from 'vitest';
import {
  completeConfig,
  type PluginConfig,
  type PluginSchema,
} from '../../catalogue/kong/plugin-schema.ts';
import type { ReleaseName } from '../../embedded/kong/releases.ts';
import { Gateway } from './suite/gateway.ts';

describe.each<[ReleaseName, string, string]>([
  ['3.4', '3.4.2', 'community'],
  ['3.8', '3.8.1', 'community'],
  ['3.9', '3.9.1', 'community'],
  ['3.10-enterprise', '3.10.0.0-enterprise-edition', 'enterprise'],
])('Kong %s', (release, version, edition) => {
  test('says its version, here and in its headers', async () => {
    await using gateway = await Gateway.start({ release });
    const { body, headers } = await gateway.ask(`${gateway.admin}/`);
    expect(body).toMatchObject({ version, edition });
    expect(headers.get('server')).toBe(`kong/${version}`);
  });

  test('stores of each plugin what its schema says', async () => {
    await using gateway = await Gateway.start({ release });
    const given: Record<string, PluginConfig> = {
      jwt: {},
      acl: { allow: ['a'] },
      cors: { origins: ['*'] },
      'rate-limiting': { minute: 1 },
      'correlation-id': {},
      'request-transformer': {},
      'response-transformer': {},
      prometheus: {},
    };
    for (const [name, config] of Object.entries(given)) {
      const { body } = await gateway.ask(`${gateway.admin}/schemas/plugins/${name}`);
      const made = await gateway.make('/plugins', { name, config });
      expect(made['config']).toEqual(completeConfig(body as PluginSchema, config));
    }
  });
});

test.each<[ReleaseName, string, object, object]>([
  ['3.4', 'jwt', { realm: 'r' }, { realm: 'unknown field' }],
  ['3.4', 'rate-limiting', { minute: 1, redis: {} }, { redis: 'unknown field' }],
  ['3.9', 'cors', { allow_origin_absent: true }, { allow_origin_absent: 'unknown field' }],
])('Kong %s refuses in %s what came later or went: %j', async (release, name, config, fields) => {
  await using gateway = await Gateway.start({ release });
  const { status, body } = await gateway.ask(`${gateway.admin}/plugins`, {
    method: 'POST',
    body: JSON.stringify({ name, config }),
  });
  expect([status, body]).toMatchObject([400, { fields: { config: fields } }]);
});

test('Kong 3.4 knows the connection to Redis as fields of their own', async () => {
  await using gateway = await Gateway.start({ release: '3.4' });
  const config = { minute: 1, policy: 'redis', redis_host: 'redis.test' };
  const made = await gateway.make('/plugins', { name: 'rate-limiting', config });
  expect(made['config']).toMatchObject({ redis_host: 'redis.test', redis_port: 6379 });
  expect(made['config']).not.toHaveProperty('redis');
});
