import { afterEach, describe, expect, test } from 'vitest';
import { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { KongAdmin } from '../../servers/kong-admin.ts';
import type { Method } from '../../servers/server-api.ts';
import { FakeServer, unusedAddress } from '../support/fake-server.ts';
import type { Reply } from '../support/fake-server.ts';

const HINT =
  'Its address is set by `pulumi config set kong:kongAdminUri URL` or in KONG_ADMIN_ADDR.';
let server: FakeServer | undefined;

afterEach(() => server?.stop());

function client(url: string): KongAdmin {
  return new KongAdmin({ url, headers: { apikey: 'hidden' }, backOffMs: 1 });
}

describe('what is repeated until it succeeds', () => {
  test.each<[Method, Reply]>([
    ['GET', { status: 429 }],
    ['GET', { status: 502 }],
    ['GET', { status: 503 }],
    ['GET', { status: 504 }],
    ['GET', 'drop'],
    ['PATCH', { status: 502 }],
    ['PUT', 'drop'],
    ['DELETE', { status: 504 }],
    ['POST', { status: 429, headers: { 'retry-after': '0' } }],
    ['POST', { status: 503 }],
  ])('%s after %j', async (method, reply) => {
    server = await FakeServer.start(reply, reply, { status: 200, body: { ok: true } });
    const answer = await client(server.url).send(method, '/x', { body: {} });
    expect(answer).toEqual({ ok: true });
    expect(server.requests.map((request) => request.method)).toEqual([method, method, method]);
  });
});

describe('what is not repeated', () => {
  test.each<[Method, Reply]>([
    ['POST', 'drop'],
    ['POST', { status: 502 }],
    ['POST', { status: 504 }],
    ['GET', { status: 500 }],
    ['GET', { status: 400 }],
    ['PATCH', { status: 409 }],
  ])('%s after %j, which may have had its effect or never will', async (method, reply) => {
    server = await FakeServer.start(reply, { status: 200 });
    await expect(client(server.url).send(method, '/x', { body: {} })).rejects.toThrow(
      `${method} ${server.url}/x`,
    );
    expect(server.requests).toHaveLength(1);
  });
});

test('says nothing again that was sent in confidence, where the answer repeats it', async () => {
  const body = { user: { password: 'a "secret" word' }, apiKey: { key: 'of-its-own' }, key: 'kid' };
  const echo = { apikey: 'hidden', sent: JSON.stringify(body), ...body };
  server = await FakeServer.start({ status: 400, body: echo });
  const error = (await client(server.url)
    .send('POST', '/x', { body })
    .catch((reason: unknown) => reason)) as Error;
  expect(error.message).toContain('"kid"');
  expect(error.message).not.toMatch(/hidden|secret\W* word|of-its-own/);
});

test('gives up after five tries, with the last answer', async () => {
  server = await FakeServer.start({ status: 503, body: { message: 'down' } });
  await expect(client(server.url).send('GET', '/x')).rejects.toThrow(
    `Kong answers 503 to GET ${server.url}/x, the last of 5 times. ` +
      'It is busy or starting: run this again later: {"message"',
  );
  expect(server.requests).toHaveLength(5);
});

test.each<Method>(['GET', 'POST'])(
  'an unreachable server is named with what to set, for %s',
  async (method) => {
    const url = await unusedAddress();
    await expect(client(url).send(method, '/x')).rejects.toThrow(
      `${method} ${url}/x: Kong does not answer (ECONNREFUSED). Is it running at that address? ${HINT}`,
    );
  },
);

test('cancelling ends the waiting between tries', async () => {
  server = await FakeServer.start({ status: 503 });
  const cancel = new AbortController();
  const options = { url: server.url, headers: {}, signal: cancel.signal, backOffMs: 1_000_000 };
  const slow = new KongAdmin(options);
  const sent = slow.send('GET', '/x');
  await expect.poll(() => server?.requests.length).toBe(1);
  cancel.abort();
  await expect(sent).rejects.toThrow('aborted');
});

test.each<Method>(['GET', 'POST'])(
  'a server that keeps silent is not asked again, for %s',
  async (method) => {
    server = await FakeServer.start('silence');
    const impatient = new KongAdmin({ url: server.url, headers: {}, timeoutMs: 50 });
    await expect(impatient.send(method, '/x')).rejects.toThrow('(no answer in 0.05 s)');
    expect(server.requests).toHaveLength(1);
  },
);

test('an answer without end is cut off, and not asked for again', async () => {
  server = await FakeServer.start({ status: 200, text: 'x'.repeat(65 * 1024 * 1024) });
  await expect(client(server.url).send('GET', '/x')).rejects.toThrow(
    'Kong does not answer (an answer of more than 64 MiB)',
  );
  expect(server.requests).toHaveLength(1);
});

test.each(['localhost:8001', 'kong', 'ftp://kong', ''])('%j is refused as an address', (url) => {
  expect(() => client(url)).toThrow(`${JSON.stringify(url)} is no http or https URL. ${HINT}`);
});

test('errors never show headers', async () => {
  server = await FakeServer.start({ status: 400, body: 'no' });
  await expect(client(server.url).send('GET', '/x')).rejects.not.toThrow('hidden');
  expect(server.requests[0]?.headers['apikey']).toBe('hidden');
});

describe('only the server itself says that an object is not there', () => {
  const html = '<!doctype html><title>Not Found</title>';

  test('Kong, by its own message; FusionAuth, by an answer of 404 without a body', async () => {
    server = await FakeServer.start({ status: 404, body: { message: 'Not found' } });
    await expect(client(server.url).get('/services/x')).resolves.toBeUndefined();
    server.stop();
    server = await FakeServer.start({ status: 404 });
    const fusionAuth = new FusionAuthApi({ url: server.url, headers: {} });
    await expect(fusionAuth.get('/api/tenant/x', 'tenant')).resolves.toBeUndefined();
  });

  test.each<[string, Reply]>([
    ['a page', { status: 200, text: html }],
    ['half an answer', { status: 200, text: '{"id":"5' }],
    ['nothing', { status: 200 }],
    ['a list', { status: 200, body: [] }],
    ['an object of another kind', { status: 200, body: { hello: 1 } }],
    ['a page that is not found', { status: 404, text: html }],
    [
      "another server's words",
      { status: 404, body: { message: 'no Route matched with those values' } },
    ],
    ['a redirect', { status: 302, headers: { location: 'http://elsewhere.example/' } }],
  ])('not %s', async (_, reply) => {
    server = await FakeServer.start(reply);
    const fusionAuth = new FusionAuthApi({ url: server.url, headers: {} });
    const words =
      /GET http\S+: this is not (Kong|FusionAuth)'s answer, but status \d+ with .*config set/;
    await expect(client(server.url).get('/services/x')).rejects.toThrow(words);
    await expect(fusionAuth.get('/api/tenant/x', 'tenant')).rejects.toThrow(words);
    expect(server.requests).toHaveLength(2);
  });

  test('and a change of what is not there is refused', async () => {
    server = await FakeServer.start({ status: 404, body: { message: 'Not found' } });
    await expect(client(server.url).patch('/services/x', {})).rejects.toThrow(
      'Kong answers 404 to PATCH',
    );
    await expect(client(server.url).remove('/services/x')).resolves.toBeUndefined();
  });
});
