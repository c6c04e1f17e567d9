import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeServer, unusedAddress } from '../../support/fake-server.ts';
import { PluginClient, UNKNOWN, secret } from '../support/provider-client.ts';
import { embedded } from './run.ts';

const SERVICE = 'kong:index/service:Service';
const INPUTS = { name: 'api', protocol: 'http', host: 'api.test' };
const ID = '00000000-0000-4000-8000-000000000001';

let shared: PluginClient;
let plugin: PluginClient;
let server: FakeServer | undefined;

beforeAll(async () => {
  shared = await PluginClient.start(embedded);
});

afterAll(() => shared.stop());

beforeEach(() => {
  plugin = shared;
});

/** For a test that needs variables, or that leaves the plugin unusable. */
async function startOwn(env: Record<string, string> = {}): Promise<void> {
  plugin = await PluginClient.start(embedded, env);
}

afterEach(async () => {
  if (plugin !== shared) await plugin.stop();
  server?.stop();
  server = undefined;
});

describe('configuration', () => {
  test('comes from the environment where the program says nothing', async () => {
    server = await FakeServer.start({ status: 404, body: { message: 'Not found' } });
    await startOwn({
      KONG_ADMIN_ADDR: `${server.url}/`,
      KONG_ADMIN_TOKEN: 'token',
      KONG_API_KEY: 'key',
      KONG_ADMIN_USERNAME: 'user',
      KONG_ADMIN_PASSWORD: 'password',
    });
    await plugin.configure({});
    expect((await plugin.read(SERVICE, 'x', ID)).id).toBe('');
    expect(server.requests[0]).toMatchObject({
      path: `/services/${ID}`,
      headers: {
        apikey: 'key',
        'kong-admin-token': 'token',
        authorization: `Basic ${Buffer.from('user:password').toString('base64')}`,
      },
    });
  });

  test('of the program comes first, secrets included, and a workspace is part of the path', async () => {
    server = await FakeServer.start({ status: 404, body: { message: 'Not found' } });
    await startOwn({ KONG_ADMIN_ADDR: 'http://127.0.0.1:1' });
    await plugin.configure({
      kongAdminUri: server.url,
      kongApiKey: secret('from-program'),
      kongWorkspace: 'team',
    });
    await plugin.read(SERVICE, 'x', ID);
    expect(server.requests[0]?.path).toBe(`/team/services/${ID}`);
    expect(server.requests[0]?.headers['apikey']).toBe('from-program');
  });

  test('is checked: unknown keys and switches that are neither true nor false', async () => {
    const { failures } = await plugin.checkConfig({ kongAdminUrl: 'x', tlsSkipVerify: 'maybe' });
    expect(failures.map((failure) => failure.reason)).toEqual([
      expect.stringContaining('`kong:kongAdminUrl` is not a valid configuration key'),
      'kong:tlsSkipVerify must be true or false, got "maybe"',
    ]);
    expect(
      (await plugin.checkConfig({ tlsSkipVerify: 'true', version: '4.6.1' })).failures,
    ).toEqual([]);
  });

  test('that changes is a difference, never a replacement', async () => {
    const diff = await plugin.diffConfig(
      { kongAdminUri: 'http://a' },
      { kongAdminUri: 'http://b' },
    );
    expect(diff).toMatchObject({ changes: 'some', diffs: ['kongAdminUri'], replaces: [] });
  });
});

describe('names', () => {
  test('are made from the name in the program, the same way for the same step', async () => {
    const news = { protocol: 'http', host: 'h' };
    const first = await plugin.check(SERVICE, 'api', news);
    expect(first.inputs['name']).toMatch(/^api-[0-9a-f]{7}$/);
    expect((await plugin.check(SERVICE, 'api', news)).inputs).toEqual(first.inputs);
    const later = await plugin.check(SERVICE, 'api', news, {
      ...first.inputs,
      name: 'api-0000000',
    });
    expect(later.inputs['name']).toBe('api-0000000');
  });

  test.each([
    ['propose', { proposed: 'team-api' }, 'team-api'],
    ['disable', { disabled: true }, undefined],
  ] as const)('follow the project’s rules: %s', async (_rule, autonaming, name) => {
    const news = { protocol: 'http', host: 'h' };
    const { inputs } = await plugin.check(SERVICE, 'api', news, {}, autonaming);
    expect(inputs['name']).toBe(name);
  });
});

describe('checks', () => {
  test.each([
    [{ ...INPUTS, port: 'eighty' }, 'port', 'expected an integer, got "eighty"'],
    [{ ...INPUTS, tags: 'one' }, 'tags', 'expected a list, got "one"'],
    [{ ...INPUTS, tags: ['one', {}] }, 'tags[1]', 'expected a string, got {}'],
    [{ ...INPUTS, tlsVerify: 'yes' }, 'tlsVerify', 'expected true or false, got "yes"'],
    [{ ...INPUTS, host: { a: 1 } }, 'host', 'expected a string, got {"a":1}'],
  ])('%j', async (news, property, reason) => {
    expect((await plugin.check(SERVICE, 'api', news)).failures).toEqual([{ property, reason }]);
  });

  test('all problems are told at once, in words that name the argument', async () => {
    const type = 'kong:index/route:Route';
    const { failures } = await plugin.check(type, 'r', { headers: [{ name: 'x' }] });
    expect(failures.map((failure) => failure.reason)).toEqual([
      expect.stringContaining('The argument "header.0.values" is required'),
      expect.stringContaining('The argument "protocols" is required'),
      expect.stringContaining('The argument "service_id" is required'),
    ]);
  });

  test('a plugin’s configuration must be a JSON object', async () => {
    const type = 'kong:index/plugin:Plugin';
    for (const configJson of ['no json', '[1]']) {
      const { failures } = await plugin.check(type, 'p', { name: 'jwt', configJson });
      expect(failures[0]?.reason).toContain('configJson must be a JSON object');
    }
    expect((await plugin.check(type, 'p', { name: 'jwt', configJson: UNKNOWN })).failures).toEqual(
      [],
    );
  });
});

describe('previews', () => {
  test('keep unknown values unknown and send nothing', async () => {
    server = await FakeServer.start({ status: 500 });
    await plugin.configure({ kongAdminUri: server.url });
    const news = { ...INPUTS, host: UNKNOWN, tags: ['a', UNKNOWN] };
    const { inputs, failures } = await plugin.check(SERVICE, 'api', news);
    expect(failures).toEqual([]);
    const { id, state } = await plugin.create(SERVICE, 'api', inputs, true);
    expect(id).toBe('');
    expect(state).toMatchObject({ id: UNKNOWN, host: UNKNOWN, tags: ['a', UNKNOWN], port: 80 });
    const old = { ...state, host: 'old.test', id: ID };
    const diff = await plugin.diff(SERVICE, 'api', ID, old, inputs, {});
    expect(diff.detailed['host']).toMatchObject({ kind: 'update' });
    const updated = await plugin.update(SERVICE, 'api', ID, old, inputs, {}, true);
    expect(updated['host']).toBe(UNKNOWN);
    expect(server.requests).toEqual([]);
  });

  test('changes to ignore are no difference', async () => {
    const type = 'kong:index/consumer:Consumer';
    const state = { username: 'u', customId: 'c', id: ID, tags: ['a'] };
    const news = { username: 'v', customId: 'c', tags: ['b'] };
    const ignored = await plugin.diff(type, 'u', ID, state, news, {}, ['username', 'tags[0]']);
    expect(ignored).toMatchObject({ changes: 'none', diffs: [] });
    const partly = await plugin.diff(type, 'u', ID, state, news, {}, ['user', 'tags']);
    expect(partly.diffs).toEqual(['username']);
  });
});

describe('failures', () => {
  test('an object whose state cannot be read back is kept by its id', async () => {
    const made = { status: 201, body: { id: ID, ...INPUTS } };
    server = await FakeServer.start(made, { status: 500, body: { message: 'broken' } });
    await plugin.configure({ kongAdminUri: server.url });
    const { inputs } = await plugin.check(SERVICE, 'api', INPUTS);
    const failed = await plugin.create(SERVICE, 'api', inputs).catch((error: unknown) => error);
    expect(PluginClient.initFailure(failed)).toMatchObject({
      id: ID,
      state: { host: 'api.test', id: ID },
      reasons: [expect.stringContaining('broken')],
    });
  });

  test('say what Kong said', async () => {
    server = await FakeServer.start({
      status: 409,
      body: { message: "UNIQUE violation on 'name'" },
    });
    await plugin.configure({ kongAdminUri: server.url });
    const { inputs } = await plugin.check(SERVICE, 'api', INPUTS);
    await expect(plugin.create(SERVICE, 'api', inputs)).rejects.toThrow(
      'failed to create kong service: HTTP status 409 (message: "UNIQUE violation on \'name\'")',
    );
  });

  test('never show a secret that the server quotes', async () => {
    const message = 'UNIQUE violation detected on \'{key="very-secret"}\'';
    server = await FakeServer.start({ status: 409, body: { message } });
    await plugin.configure({ kongAdminUri: server.url });
    const type = 'kong:index/consumerKeyAuth:ConsumerKeyAuth';
    const { inputs } = await plugin.check(type, 'k', { consumerId: ID, key: 'very-secret' });
    const failed = plugin.create(type, 'k', inputs).catch((error: unknown) => String(error));
    expect(await failed).toContain('UNIQUE violation detected');
    expect(await failed).not.toContain('very-secret');
  });

  test('an unreachable Kong is named with the setting and the variable', async () => {
    const url = await unusedAddress();
    await plugin.configure({ kongAdminUri: url });
    await expect(plugin.read(SERVICE, 'api', ID)).rejects.toThrow(
      new RegExp(`${url}/services.*ECONNREFUSED.*kong:kongAdminUri.*KONG_ADMIN_ADDR`),
    );
  });

  test('Cancel ends what waits', async () => {
    server = await FakeServer.start({ status: 503, headers: { 'retry-after': '10' } });
    await startOwn();
    await plugin.configure({ kongAdminUri: server.url });
    const read = plugin.read(SERVICE, 'api', ID).catch((error: unknown) => String(error));
    await expect.poll(() => server?.requests.length).toBe(1);
    await plugin.cancel();
    expect(await read).toContain('aborted');
  });

  test('a type that it does not have is refused with what it has', async () => {
    await expect(
      plugin.check('kong:index/consumerBasicAuth:ConsumerBasicAuth', 'c', {}),
    ).rejects.toThrow(/unrecognized resource type.*kong:index\/service:Service.*official provider/);
  });

  test('an id that cannot be one is refused before anything is sent', async () => {
    server = await FakeServer.start({ status: 500 });
    await plugin.configure({ kongAdminUri: server.url });
    const credential = plugin.read('kong:index/consumerJwtAuth:ConsumerJwtAuth', 'j', 'only-one');
    await expect(credential).rejects.toThrow('must be ID|CONSUMER_ID, but is only-one');
    const target = plugin.read('kong:index/target:Target', 't', 'only-one');
    await expect(target).rejects.toThrow('must be UPSTREAM_ID/TARGET_ID, but is only-one');
    expect(server.requests).toEqual([]);
  });
});

describe('state that the official package wrote', () => {
  const official = {
    __pulumi_raw_state_delta: { obj: { ps: { tags: { arr: {} } } } },
    __meta: '{"schema_version":"0"}',
    caCertificateIds: null,
    clientCertificateId: null,
    connectTimeout: 60000,
    host: 'api.test',
    id: ID,
    name: 'api',
    path: null,
    port: 80,
    protocol: 'http',
    readTimeout: 60000,
    retries: 5,
    tags: ['a'],
    tlsVerify: null,
    tlsVerifyDepth: null,
    writeTimeout: 60000,
  };

  test('needs no change', async () => {
    const { inputs } = await plugin.check(SERVICE, 'api', { ...INPUTS, tags: ['a'] });
    const diff = await plugin.diff(SERVICE, 'api', ID, official, inputs, inputs);
    expect(diff).toMatchObject({ changes: 'none', diffs: [] });
  });
});
