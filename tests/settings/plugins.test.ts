import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ReleaseName } from '../../embedded/kong/releases.ts';
import { KongAdmin } from '../../servers/kong-admin.ts';
import { SettingsError } from '../../servers/problems.ts';
import { requirePlugins } from '../../settings/plugin-check.ts';
import { readSettings } from '../../settings/read.ts';
import { Gateway } from '../kong/suite/gateway.ts';

/** The guide's settings with this API. */
function settings(more: object) {
  const { config } = parse(readFileSync('Pulumi.yaml', 'utf8')) as {
    config: Record<string, { default: unknown }>;
  };
  const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const defaults = Object.entries(config).map(([key, value]): [string, string] => [
    `fusionauth-kong:${key}`,
    asText(value.default),
  ]);
  const upstream = 'http://orders.internal';
  const routes = [{ name: 'orders', paths: ['/orders'] }];
  const apis = JSON.stringify([{ name: 'orders', upstream, routes, ...more }]);
  return readSettings({ ...Object.fromEntries(defaults), 'fusionauth-kong:apis': apis });
}

/** What is wrong with the settings by themselves, or by what that Kong says. */
async function problemsOf(more: object, release: ReleaseName = '3.9'): Promise<string> {
  await using gateway = await Gateway.start({ release });
  try {
    const kong = new KongAdmin({ url: gateway.admin, headers: {} });
    await requirePlugins(settings(more), kong);
    return '';
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    expect(error.problems).toHaveLength(1);
    expect(await gateway.ask(`${gateway.admin}/plugins`)).toMatchObject({ body: { data: [] } });
    return error.message;
  }
}

const plugin = (name: string, config: object = {}) => ({ plugins: [{ name, config }] });

describe('a plugin that Kong would refuse is refused before anything is made', () => {
  it.each<[object, string, string]>([
    [
      plugin('http-logs'),
      'apis[0].plugins[0].name = "http-logs": is no plugin of this Kong; did you mean http-log?',
      "pulumi config set --path 'apis[0].plugins[0].name' http-log",
    ],
    [
      plugin('http-log', { http_endpoint: 'http://a', keepalve: 1 }),
      'apis[0].plugins[0].config.keepalve: is no field of the plugin; did you mean keepalive?',
      "pulumi config rm --path 'apis[0].plugins[0].config.keepalve'",
    ],
    [
      plugin('file-log'),
      'apis[0].plugins[0].config.path: is missing',
      "pulumi config set --path 'apis[0].plugins[0].config.path' VALUE",
    ],
    [
      plugin('prometheus', { per_consumer: 'yes' }),
      'apis[0].plugins[0].config.per_consumer: must be true or false',
      "pulumi config set --path 'apis[0].plugins[0].config.per_consumer' VALUE",
    ],
    [
      { correlationId: {}, ...plugin('correlation-id') },
      'apis[0].plugins[0].name = "correlation-id": is asked for more than once',
      "pulumi config rm --path 'apis[0].plugins[0]'",
    ],
    [
      { responseTransformer: { rename: { headers: ['a'] } } },
      "apis[0]: would be refused by Kong's plugin response-transformer",
      'mend it in apis[0]',
    ],
  ])('%j', async (more, fault, fix) => {
    const said = await problemsOf(more);
    expect(said).toContain(fault);
    expect(said).toContain(fix);
  });

  it('is told by the Kong in question, not by a list', async () => {
    const absent = plugin('cors', { allow_origin_absent: true, origins: ['*'] });
    expect(await problemsOf(absent)).toContain('allow_origin_absent: is no field of the plugin');
    expect(await problemsOf(absent, '3.10-enterprise')).toBe('');
    expect(await problemsOf(plugin('redirect', { location: 'https://a' }), '3.4')).toContain(
      'is no plugin of this Kong',
    );
  });

  it('takes what every Kong from 3.4 on takes', async () => {
    const redis = { host: 'redis.test', tls: true, password: 'secret' };
    const more = {
      rateLimit: { minute: 5, policy: 'redis', redis },
      keyAuth: {},
      cors: { origins: ['https://shop.example.com'] },
      ...plugin('http-log', { http_endpoint: 'http://logs.internal' }),
    };
    for (const release of ['3.4', '3.8', '3.9', '3.10-enterprise'] as const)
      expect(await problemsOf(more, release)).toBe('');
  });
});

describe('origins are what browsers send, or expressions that Kong can use', () => {
  const faultOf = (origin: string) => {
    try {
      settings({ cors: { origins: [origin] } });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it.each([
    '*',
    'https://shop.example.com',
    'http://localhost:3000',
    'https://[^./]+\\.example\\.com',
    '^https://(shop|till)\\.example\\.com$',
  ])('%s', (origin) => expect(faultOf(origin)).toBe(''));

  it.each([
    ['*.example.com', 'https://[^./]+\\\\.example\\\\.com'],
    ['https://*.example.com', 'https://[^./]+\\\\.example\\\\.com'],
    ['https://shop.example.com/', 'slash at its end'],
    ['shop.example.com', 'such as https://shop.example.com'],
    ['https://[\\w-_]+\\.example\\.com', 'a regular expression that PCRE knows'],
    ['(', 'a regular expression that PCRE knows'],
  ])('not %s', (origin, said) => expect(faultOf(origin)).toContain(said.replaceAll('\\\\', '\\')));
});

describe('rate limits that contradict themselves are refused', () => {
  it.each([
    [{ second: 10, minute: 5 }, 'no less than in a shorter one'],
    [{ minute: 5, policy: 'redis' }, 'must have redis with policy redis'],
    [{ minute: 5, redis: { host: 'r' } }, 'must have redis with policy redis'],
    [{ minute: 5, by: 'header' }, 'must have header with by header'],
    [{}, 'must limit the requests'],
  ])('%j', (rateLimit, said) => {
    expect(() => settings({ rateLimit })).toThrow(said);
  });
});
