import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReleaseName } from '../../embedded/kong/releases.ts';
import type { Platform } from '../../embedded/platform.ts';
import { asTable } from '../../commands/drift/report/table.ts';
import { detect } from '../../commands/drift/detect.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import { getJson } from '../support/servers.ts';
import { subjectOf } from '../support/subject.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

const PASSWORD = 'the password of redis';

const DRIFT = ['refresh', '--preview-only', '--expect-no-changes'];

/** A field that this release has and an earlier one has not, what it is after `up`, and another value. */
interface Own {
  plugin: string;
  field: string;
  is: unknown;
  becomes: unknown;
}

// One stack on every Kong: it names no field that only some of them have.
describe.each<[ReleaseName, Own]>([
  ['3.4', { plugin: 'rate-limiting', field: 'redis_timeout', is: 2000, becomes: 10 }],
  ['3.8', { plugin: 'jwt', field: 'realm', is: null, becomes: 'orders' }],
  ['3.10-enterprise', { plugin: 'cors', field: 'allow_origin_absent', is: true, becomes: false }],
])('a stack with plugins of every kind on Kong %s', (release, own) => {
  let platform: Platform;
  let stack: TestStack;
  let admin: string;

  beforeAll(async () => {
    platform = await startTestPlatform({ release });
    admin = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    stack = await TestStack.create(settings(platform));
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('comes up, and its next preview is empty', async () => {
    await stack.up();
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed(...DRIFT);
  });

  it('has no drift', async () => {
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it('lets in with a token or a key, and nobody else', async () => {
    const outputs = stackOutputs.parse(await stack.outputs());
    const checks = await checkStack({ outputs, provisioningKey: API_KEY });
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain('forged identity headers to orders');
    const url = `http://127.0.0.1:${platform.ports.kongProxy}/orders`;
    const withKey = (key: string) => fetch(url, { headers: { apikey: key } });
    expect((await withKey('no key')).status).toBe(401);
    await post('/consumers', { username: 'partner' });
    await post('/consumers/partner/acls', { group: 'partners' });
    await post('/consumers/partner/key-auth', { key: 'the key of the partner' });
    expect((await withKey('the key of the partner')).status).toBe(200);
  });

  it('keeps the secret of a plugin out of its state', async () => {
    const state = await stack.exportState();
    expect(JSON.stringify(state)).not.toContain(PASSWORD);
    const limits = await plugin('rate-limiting');
    expect(JSON.stringify(limits)).toContain(PASSWORD);
  });

  it(`sees drift in a field of this release, ${own.plugin}.${own.field}`, async () => {
    const { id, config } = await plugin(own.plugin);
    expect(config[own.field]).toEqual(own.is);
    await changePassword();
    await patch(id, { [own.field]: own.becomes });
    const { code, output } = await stack.run(...DRIFT);
    expect(code, output).toBe(7);
    const drift = await detect(subjectOf(stack));
    const seen = drift.findings.filter(
      ({ object }) => object === `plugin ${own.plugin} of service orders`,
    );
    expect(seen.map(({ property }) => property)).toEqual([`config.${own.field}`]);
    expect(asTable(drift)).not.toContain(PASSWORD);
    await stack.up('--refresh');
    expect((await plugin(own.plugin)).config[own.field]).toEqual(own.is);
  });

  /** By hand, and back: what was a secret is still one in what drift says. */
  async function changePassword(): Promise<void> {
    const { id, config } = await plugin('rate-limiting');
    const changed =
      'redis' in config ? { redis: { password: 'other' } } : { redis_password: 'other' };
    await patch(id, changed);
    const drift = await detect(subjectOf(stack));
    expect(drift.findings.length).toBeGreaterThan(0);
    expect(asTable(drift)).not.toMatch(/the password of redis|other"/);
    await patch(id, config);
  }

  async function patch(id: string, config: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'PATCH', headers, body: JSON.stringify({ config }) };
    expect((await fetch(`${admin}/plugins/${id}`, init)).status).toBe(200);
  }

  async function post(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    expect((await fetch(admin + path, init)).status).toBe(201);
  }

  /** The stack's one plugin of that name. */
  async function plugin(name: string) {
    const { data } = (await getJson(`${admin}/plugins`)) as { data: Plugin[] };
    const found = data.find((one) => one.name === name);
    if (!found) throw new Error(`Kong has no plugin ${name}.`);
    return found;
  }
});

interface Plugin {
  id: string;
  name: string;
  config: Record<string, unknown>;
}

function settings(platform: Platform): Record<string, unknown> {
  const { upstream } = platform.ports;
  const plugins = [{ name: 'http-log', config: { http_endpoint: `http://127.0.0.1:${upstream}` } }];
  return {
    ...guideConfig(platform),
    'fusionauth-kong:guardIdentityHeaders': true,
    'fusionauth-kong:applications': [
      {
        name: 'example',
        users: [{ email: 'user@example.com' }],
        plugins: [{ name: 'request-termination', enabled: false }],
      },
    ],
    'fusionauth-kong:apis': [
      {
        name: 'orders',
        upstream: `http://127.0.0.1:${upstream}`,
        routes: [
          { name: 'orders', paths: ['/orders'], methods: ['GET'] },
          {
            name: 'bulk',
            paths: ['/bulk'],
            plugins: [{ name: 'request-size-limiting', config: { allowed_payload_size: 8 } }],
          },
        ],
        tokenIn: { headers: ['authorization', 'x-access-token'] },
        keyAuth: {},
        allowGroups: ['partners'],
        rateLimit: {
          minute: 100,
          policy: 'redis',
          redis: { host: 'redis.example.test', password: PASSWORD, tls: true },
        },
        cors: { origins: ['https://[^./]+\\.example\\.com'], credentials: true },
        correlationId: {},
        maxRequestMegabytes: 1,
        ipRestriction: { allow: ['127.0.0.1', '10.0.0.0/8'] },
        requestTransformer: { add: { headers: ['x-team:orders'] } },
        responseTransformer: { remove: { headers: ['server'] } },
        plugins: [...plugins, { name: 'prometheus', config: { per_consumer: true } }],
      },
    ],
  };
}
