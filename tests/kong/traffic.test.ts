import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { Gateway, type Answered } from './suite/gateway.ts';

interface Echoed {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A gateway with one service and a route to it, and these plugins on the service. */
async function withPlugins(plugins: Record<string, object>): Promise<Gateway> {
  const gateway = await Gateway.start();
  await gateway.make('/services', { name: 'api', url: gateway.upstream });
  await gateway.make('/services/api/routes', { paths: ['/api'] });
  for (const [name, config] of Object.entries(plugins))
    await gateway.make('/services/api/plugins', { name, config });
  return gateway;
}

const echoed = ({ body }: Answered) => body as Echoed;

describe('request-transformer', () => {
  test('removes, renames, replaces, adds and appends headers, in this order', async () => {
    await using gateway = await withPlugins({
      'request-transformer': {
        remove: { headers: ['x-gone', 'cookie'] },
        rename: { headers: ['x-old:x-new'] },
        replace: { headers: ['x-there:new', 'x-absent:new'] },
        add: { headers: ['x-there:added', 'x-added:added'] },
        append: { headers: ['x-list:two'] },
      },
    });
    const { headers } = echoed(
      await gateway.ask(`${gateway.proxy}/api`, {
        headers: { 'x-gone': '1', 'x-old': 'o', 'x-there': 't', 'x-list': 'one' },
      }),
    );
    expect(headers).toMatchObject({ 'x-new': 'o', 'x-there': 'new', 'x-added': 'added' });
    expect(headers['x-list']).toBe('one, two');
    for (const gone of ['x-gone', 'x-old', 'x-absent']) expect(headers).not.toHaveProperty(gone);
  });

  test('changes query, body, method and path, with templates', async () => {
    await using gateway = await withPlugins({
      'request-transformer': {
        http_method: 'PUT',
        remove: { querystring: ['secret'], body: ['password'] },
        add: { querystring: ['by:$(headers["x-who"])'], body: ['team:orders'] },
        replace: { uri: '/fixed' },
      },
    });
    const answer = await gateway.ask(`${gateway.proxy}/api/deep?secret=1&page=2`, {
      method: 'POST',
      headers: { 'x-who': 'ann' },
      body: JSON.stringify({ password: 'p', item: 1 }),
    });
    const { method, url, body } = echoed(answer);
    expect([method, url]).toEqual(['PUT', '/fixed?page=2&by=ann']);
    expect(JSON.parse(body)).toEqual({ item: 1, team: 'orders' });
  });
});

test('response-transformer changes headers and JSON bodies', async () => {
  await using gateway = await withPlugins({
    'response-transformer': {
      remove: { headers: ['x-upstream'], json: ['headers'] },
      add: { headers: ['x-frame-options:DENY'], json: ['count:3'], json_types: ['number'] },
    },
  });
  const answer = await gateway.ask(`${gateway.proxy}/api`);
  expect(answer.headers.get('x-upstream')).toBeNull();
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.body).toMatchObject({ method: 'GET', count: 3 });
  expect(answer.body).not.toHaveProperty('headers');
});

describe('identity headers', () => {
  const caller = async (plugins: Record<string, object>, headers: Record<string, string>) => {
    await using gateway = await withPlugins({ 'key-auth': {}, ...plugins });
    await gateway.make('/consumers', { username: 'ann', custom_id: 'a1' });
    await gateway.make('/consumers/ann/key-auth', { key: 'k' });
    const answer = await gateway.ask(`${gateway.proxy}/api`, {
      headers: { apikey: 'k', ...headers },
    });
    return echoed(answer).headers;
  };

  test('reach the service as Kong sets them, and others as the client sent them', async () => {
    const headers = await caller({}, { 'x-consumer-id': 'forged', 'x-consumer-groups': 'admins' });
    expect(headers).toMatchObject({ 'x-consumer-username': 'ann', 'x-consumer-groups': 'admins' });
    expect(headers['x-consumer-id']).not.toBe('forged');
  });

  test.each(['x-consumer-id, x-consumer-username', 'close, X-Consumer-ID, X-Consumer-Username'])(
    'are dropped where the client lists them in Connection: %s',
    async (connection) => {
      const headers = await rawCall(connection, {});
      expect(headers).not.toHaveProperty('x-consumer-id');
      expect(headers).not.toHaveProperty('x-consumer-username');
      expect(headers).toHaveProperty('x-consumer-custom-id');
    },
  );

  test('stay where a plugin takes the Connection header away', async () => {
    const plugin = { 'request-transformer': { remove: { headers: ['connection'] } } };
    const headers = await rawCall('close, x-consumer-id', plugin);
    expect(headers).toHaveProperty('x-consumer-id');
  });

  /** fetch does not send a Connection header of one's own. */
  async function rawCall(connection: string, plugins: Record<string, object>) {
    await using gateway = await withPlugins({ 'key-auth': {}, ...plugins });
    await gateway.make('/consumers', { username: 'ann', custom_id: 'a1' });
    await gateway.make('/consumers/ann/key-auth', { key: 'k' });
    const answer = Promise.withResolvers<Record<string, string>>();
    const headers = { apikey: 'k', connection };
    request(`${gateway.proxy}/api`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        answer.resolve((JSON.parse(Buffer.concat(chunks).toString()) as Echoed).headers),
      );
    }).end();
    return await answer.promise;
  }
});

describe('upstreams', () => {
  const balanced = async (upstream: object) => {
    const gateway = await Gateway.start();
    await gateway.make('/upstreams', { name: 'pool', ...upstream });
    const target = new URL(gateway.upstream).host;
    await gateway.make('/upstreams/pool/targets', { target });
    await gateway.make('/services', { name: 'api', host: 'pool' });
    await gateway.make('/services/api/routes', { paths: ['/'] });
    return { gateway, target, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
  };

  test('take a target out after its failures, until it is said to be healthy', async () => {
    const passive = { unhealthy: { http_failures: 2, http_statuses: [500] } };
    await using pool = await balanced({ healthchecks: { passive } });
    const { gateway, target } = pool;
    const call = async (path: string) => (await gateway.ask(gateway.proxy + path)).status;
    expect([await call('/fail'), await call('/fail'), await call('/')]).toEqual([500, 500, 503]);
    const health = await gateway.ask(`${gateway.admin}/upstreams/pool/health`);
    expect(health.body).toMatchObject({ data: [{ health: 'UNHEALTHY' }] });
    await gateway.ask(`${gateway.admin}/upstreams/pool/targets/${target}/healthy`, {
      method: 'PUT',
      body: '{}',
    });
    expect(await call('/')).toBe(200);
  });

  test('keep a caller on its target where they hash', async () => {
    await using pool = await balanced({ hash_on: 'header', hash_on_header: 'x-user' });
    const { gateway } = pool;
    await gateway.make('/upstreams/pool/targets', { target: 'localhost:1', weight: 1000 });
    const statusOf = async (user: string) =>
      (await gateway.ask(gateway.proxy, { headers: { 'x-user': user } })).status;
    const users = Array.from({ length: 40 }, (_, index) => `user ${index}`);
    const first = await Promise.all(users.map(statusOf));
    expect(await Promise.all(users.map(statusOf))).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 502]));
  });
});

test('a plugin that is not run is said once, and requests pass as without it', async () => {
  const warnings: string[] = [];
  const hear = ({ message }: Error) => warnings.push(message);
  process.on('warning', hear);
  await using gateway = await withPlugins({ 'bot-detection': { deny: ['node'] } });
  for (const path of ['/api', '/api/again']) {
    expect((await gateway.ask(gateway.proxy + path)).status).toBe(200);
    await gateway.make('/consumers', { username: path.slice(1).replace('/', '-') });
  }
  process.off('warning', hear);
  expect(warnings.filter((text) => text.includes('bot-detection'))).toHaveLength(1);
});
