import { afterEach, describe, expect, it } from 'vitest';
import { requireServers } from '../../servers/check.ts';
import { FakeServer, type Reply } from '../support/fake-server.ts';

const PLUGINS = { available_on_server: { jwt: {}, acl: {}, cors: {} } };
const KONG = { version: '3.9.1', configuration: { database: 'postgres' }, plugins: PLUGINS };
const FUSIONAUTH = { tenants: [{ id: '00000000-0000-4000-8000-000000000001' }] };

describe('the check before anything is made', () => {
  const servers: FakeServer[] = [];

  afterEach(() => servers.splice(0).forEach((server) => server.stop()));

  const start = async (...replies: [Reply, ...Reply[]]) => {
    const server = await FakeServer.start(...replies);
    servers.push(server);
    return server.url;
  };
  const check = async (kong: Reply, fusionAuth: Reply, plugins?: string[]) =>
    requireServers(
      {
        kong: { adminUri: await start(kong), headers: {}, tlsSkipVerify: false },
        fusionAuth: { host: await start(fusionAuth), apiKey: 'key' },
      },
      plugins && { plugins },
    );
  const ok = (body: unknown): Reply => ({ status: 200, body });

  it('lets both servers pass', async () => {
    await expect(check(ok(KONG), ok(FUSIONAUTH), ['jwt', 'cors'])).resolves.toBeUndefined();
  });

  it.each<[string, Reply, string]>([
    [
      'Kong/kong#7870: a Kong without a database',
      ok({ ...KONG, configuration: { database: 'off' } }),
      'run Kong with KONG_DATABASE=postgres',
    ],
    [
      'Kong/kong#7870: a Kong without a needed plugin',
      ok({ ...KONG, plugins: { available_on_server: { jwt: {} } } }),
      'is a Kong without the plugins acl\n    fix: run Kong with KONG_PLUGINS=bundled, or add acl to it',
    ],
    ['FusionAuth where Kong should be', ok(FUSIONAUTH), "is not Kong's Admin API"],
    [
      "Kong's proxy",
      { status: 404, body: { message: 'no Route matched with those values' } },
      'answers 404',
    ],
    ['a page', { status: 200, text: '<html>' }, "is not Kong's Admin API"],
    ['an older Kong', ok({ ...KONG, version: '3.1.0' }), 'is Kong 3.1.0'],
  ])('refuses %s', async (_, reply, words) => {
    await expect(check(reply, ok(FUSIONAUTH))).rejects.toThrow(words);
  });

  it.each<[string, Reply]>([
    ['another API that answers 200', ok({ hello: 1 })],
    ['Kong', ok(KONG)],
    ['a page', { status: 200, text: '<html>' }],
  ])('refuses %s at the address of FusionAuth', async (_, reply) => {
    await expect(check(ok(KONG), reply)).rejects.toThrow(
      /fusionauth:host = .*: is not FusionAuth\n {4}fix: pulumi config set fusionauth:host URL/,
    );
  });

  it('waits for servers that are busy for a while', async () => {
    const kong = await start({ status: 503, headers: { 'retry-after': '0' } }, ok(KONG));
    const host = await start({ status: 429 }, ok(FUSIONAUTH));
    const servers = {
      kong: { adminUri: kong, headers: {}, tlsSkipVerify: false },
      fusionAuth: { host, apiKey: 'key' },
    };
    await expect(requireServers(servers)).resolves.toBeUndefined();
  });
});
