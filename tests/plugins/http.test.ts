import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient } from '../../embedded/plugins/framework/http.ts';
import { FakeServer, unusedAddress } from './support/fake-server.ts';
import type { Reply } from './support/fake-server.ts';

type Method = Parameters<HttpClient['send']>[0];

const HINT = 'Set it with `pulumi config set kong:kongAdminUri URL`.';
let server: FakeServer | undefined;

afterEach(() => server?.stop());

function client(url: string, cancelled = new AbortController().signal): HttpClient {
  return new HttpClient({
    url,
    headers: { apikey: 'hidden' },
    hint: HINT,
    cancelled,
    backOffMs: 1,
  });
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
    expect(answer).toEqual({ status: 200, body: { ok: true } });
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

test('gives up after five tries, with the last answer', async () => {
  server = await FakeServer.start({ status: 503, body: { message: 'down' } });
  await expect(client(server.url).send('GET', '/x')).rejects.toThrow('HTTP status 503 {"message"');
  expect(server.requests).toHaveLength(5);
});

test.each<Method>(['GET', 'POST'])(
  'an unreachable server is named with what to set, for %s',
  async (method) => {
    const url = await unusedAddress();
    await expect(client(url).send(method, '/x')).rejects.toThrow(
      `${method} ${url}/x: the server cannot be reached (ECONNREFUSED). ` +
        `Is it running at that address? ${HINT}`,
    );
  },
);

test('cancelling ends the waiting between tries', async () => {
  server = await FakeServer.start({ status: 503 });
  const cancel = new AbortController();
  const slow = new HttpClient({
    url: server.url,
    headers: {},
    hint: '',
    cancelled: cancel.signal,
    backOffMs: 1_000_000,
  });
  const sent = slow.send('GET', '/x');
  await expect.poll(() => server?.requests.length).toBe(1);
  cancel.abort();
  await expect(sent).rejects.toThrow('aborted');
});

test.each<Method>(['GET', 'POST'])(
  'a server that keeps silent is not asked again, for %s',
  async (method) => {
    server = await FakeServer.start('silence');
    const impatient = new HttpClient({
      url: server.url,
      headers: {},
      hint: HINT,
      cancelled: new AbortController().signal,
      timeoutMs: 50,
    });
    await expect(impatient.send(method, '/x')).rejects.toThrow('(no answer within 50 ms)');
    expect(server.requests).toHaveLength(1);
  },
);

test.each(['localhost:8001', 'kong', 'ftp://kong', ''])('%j is refused as an address', (url) => {
  expect(() => client(url)).toThrow(`${JSON.stringify(url)} is no http or https URL. ${HINT}`);
});

test('accepted statuses are answers; errors never show headers', async () => {
  server = await FakeServer.start({ status: 404 }, { status: 400, body: 'no' });
  expect((await client(server.url).send('GET', '/x', { accepted: [404] })).status).toBe(404);
  await expect(client(server.url).send('GET', '/x')).rejects.not.toThrow('hidden');
  expect(server.requests[0]?.headers['apikey']).toBe('hidden');
});
