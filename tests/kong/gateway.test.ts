import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createKong } from '../../embedded/kong/kong.ts';
import { Store } from '../../embedded/store.ts';

// What the recorded cases cannot show: streams, connections, restarts.

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

async function listen(listener: RequestListener): Promise<{ url: string; sockets: Set<Socket> }> {
  const server = createServer(listener);
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

async function gateway(store: Store) {
  const kong = createKong(store);
  closers.push(() => kong.close());
  const admin = await listen(kong.admin);
  const proxy = await listen(kong.proxy);
  const post = async (path: string, body: unknown): Promise<number> => {
    const response = await fetch(admin.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  return { admin: admin.url, proxy: proxy.url, post };
}

async function gatewayTo(upstream: string) {
  const gate = await gateway(new Store(':memory:'));
  await gate.post('/services', { name: 'svc', url: upstream });
  await gate.post('/services/svc/routes', { paths: ['/'] });
  return gate;
}

test('bodies flow in both directions before either has ended', async () => {
  const upstream = await listen((incoming, response) => incoming.pipe(response));
  const { proxy } = await gatewayTo(upstream.url);
  const outgoing = request(`${proxy}/echo`, { method: 'POST' });
  outgoing.write('first');
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const [chunk] = (await once(response, 'data')) as [Buffer];
  expect(chunk.toString()).toBe('first');
  outgoing.end('last');
  const rest: Buffer[] = [];
  for await (const more of response) rest.push(more as Buffer);
  expect(Buffer.concat(rest).toString()).toBe('last');
});

test('a large body arrives whole', async () => {
  const upstream = await listen((incoming, response) => incoming.pipe(response));
  const { proxy } = await gatewayTo(upstream.url);
  const body = Buffer.alloc(8_000_000, 'abcdefgh');
  const response = await fetch(`${proxy}/echo`, { method: 'POST', body });
  expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
});

test('connections to the service are kept and used again', async () => {
  const upstream = await listen((_, response) => response.end('ok'));
  const { proxy } = await gatewayTo(upstream.url);
  for (let at = 0; at < 5; at += 1) expect(await (await fetch(proxy)).text()).toBe('ok');
  expect(upstream.sockets.size).toBe(1);
});

test('a client that gives up does not leave its upload hanging at the service', async () => {
  let aborted: (() => void) | undefined;
  const seen = new Promise<void>((resolve) => (aborted = resolve));
  let arrived: (() => void) | undefined;
  const started = new Promise<void>((resolve) => (arrived = resolve));
  const upstream = await listen((incoming) => {
    incoming.once('data', () => arrived?.());
    incoming.once('error', () => aborted?.());
  });
  const { proxy } = await gatewayTo(upstream.url);
  const outgoing = request(proxy, { method: 'POST' });
  outgoing.on('error', () => undefined);
  outgoing.write('part');
  await started;
  outgoing.destroy();
  await seen;
});

test('requests are shared among targets by their weight', async () => {
  const counts = [0, 0];
  const targets = await Promise.all(
    counts.map((_, index) =>
      listen((__, response) => {
        counts[index] = (counts[index] ?? 0) + 1;
        response.end();
      }),
    ),
  );
  const { post, proxy } = await gatewayTo('http://shared');
  await post('/upstreams', { name: 'shared' });
  for (const [index, { url }] of targets.entries()) {
    await post('/upstreams/shared/targets', {
      target: new URL(url).host,
      weight: index === 0 ? 30 : 10,
    });
  }
  for (let at = 0; at < 40; at += 1) await fetch(proxy);
  expect(counts).toEqual([30, 10]);
});

test('what was acknowledged survives a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kong-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state.db');
  const first = new Store(file);
  const before = await gateway(first);
  await before.post('/services', { name: 'kept', host: 'example.com' });
  await before.post('/services', { name: 'gone', host: 'example.com' });
  await fetch(`${before.admin}/services/gone`, { method: 'DELETE' });
  const expected: unknown = await (await fetch(`${before.admin}/services/kept`)).json();
  // The first store is not closed: a killed process does not close it either.
  const after = await gateway(new Store(file));
  expect(await (await fetch(`${after.admin}/services/kept`)).json()).toEqual(expected);
  expect((await fetch(`${after.admin}/services/gone`)).status).toBe(404);
  expect(await after.post('/services', { name: 'kept', host: 'example.com' })).toBe(409);
  expect(await after.post('/services', { name: 'gone', host: 'example.com' })).toBe(201);
  first.close();
});

test('a refused change leaves nothing behind', async () => {
  const { admin, post } = await gateway(new Store(':memory:'));
  await post('/services', { name: 'svc', host: 'example.com' });
  await post('/services/svc/routes', { name: 'r', paths: ['/a'] });
  await post('/services/svc/plugins', { name: 'jwt' });
  expect((await fetch(`${admin}/services/svc`, { method: 'DELETE' })).status).toBe(400);
  const { data } = (await (await fetch(`${admin}/plugins`)).json()) as { data: unknown[] };
  expect(data).toHaveLength(1);
});
