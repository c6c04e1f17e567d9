import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKong } from '../../embedded/kong/kong.ts';
import { Store } from '../../embedded/store.ts';
import { readSequence, Sequence, type Addresses } from './suite/sequence.ts';

const page = readFileSync(new URL('../../docs/parity-kong.md', import.meta.url), 'utf8');

/** Requests to which the embedded gateway answers otherwise, by file and number, and why. */
const EXPLAINED: Readonly<Record<string, Readonly<Record<number, string>>>> = {};

const servers: Server[] = [];
const store = new Store(':memory:');
let kong = createKong(store);

async function listen(server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** Answers as the upstream of the recording did: with what it got. */
const echo: RequestListener = (request, response) => {
  const { method, url: path, rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [[name, rawHeaders[at + 1]]]));
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ method, path, headers, body: '' }));
};

async function gateway(): Promise<{ addresses: Addresses; ports: Record<string, string> }> {
  kong = createKong(new Store(':memory:'));
  const { admin, proxy, certificateFor } = kong;
  const tls = createTlsServer(
    {
      SNICallback: (name, done) => done(null, createSecureContext(certificateFor(name))),
      ...certificateFor(undefined),
    },
    proxy,
  );
  const addresses = {
    admin: await listen(createServer(admin)),
    proxy: await listen(createServer(proxy)),
    tls: await listen(tls),
  };
  const [one, other] = [await listen(createServer(echo)), await listen(createServer(echo))];
  return { addresses, ports: { '18999': one.port, '18998': other.port } };
}

afterAll(() => {
  kong.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe.each(['gateway-admin', 'gateway-proxy'])('%s', (name) => {
  const recorded = readSequence(name);
  const found = new Map<number, string[]>();

  beforeAll(async () => {
    const { addresses, ports } = await gateway();
    const sequence = new Sequence(addresses, ports);
    for (const one of recorded) {
      const differences = await sequence.differences(one);
      if (differences.length > 0) found.set(one.n, differences);
    }
  });

  test('95 of 100 requests and more are answered as the real gateway did', () => {
    expect(1 - found.size / recorded.length).toBeGreaterThan(0.95);
  });

  test('the others are explained in the documentation', () => {
    const reasons = EXPLAINED[name] ?? {};
    const unexplained = [...found].filter(([n]) => reasons[n] === undefined);
    expect(unexplained).toEqual([]);
    expect([...found.keys()]).toEqual(Object.keys(reasons).map(Number));
    for (const reason of Object.values(reasons)) expect(page).toContain(reason);
  });
});
