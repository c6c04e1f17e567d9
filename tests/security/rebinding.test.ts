import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, startTestPlatform } from '../support/stack.ts';

describe('the embedded servers, asked from elsewhere', () => {
  let platform: Platform;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });

  afterAll(() => platform?.stop());

  /** fetch does not send a Host of one's own. */
  const ask = (port: number, method: string, path: string, headers: Record<string, string>) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const options = { host: '127.0.0.1', port, method, path, headers };
    request(options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', reject)
      .end();
    return promise;
  };
  const services = async () => {
    const url = `http://127.0.0.1:${platform.ports.kongAdmin}/services`;
    return ((await (await fetch(url)).json()) as { data: unknown[] }).data.length;
  };

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:8001',
    '10.0.0.1',
    '0',
    'a b',
  ])('by a page whose name is made to resolve to this machine: Host %s', async (host) => {
    const { kongAdmin, fusionAuth } = platform.ports;
    expect(await ask(kongAdmin, 'GET', '/services', { host })).toBe(421);
    const headers = { host, authorization: API_KEY };
    expect(await ask(fusionAuth, 'GET', '/api/tenant', headers)).toBe(421);
  });

  it.each(['https://evil.example', 'http://127.0.0.1.evil.example', 'null'])(
    "by a page that sends requests to Kong's Admin API across sites: Origin %s",
    async (origin) => {
      const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
      const path = '/services?name=x&host=evil.example';
      expect(await ask(platform.ports.kongAdmin, 'POST', path, headers)).toBe(403);
      expect(await services()).toBe(0);
    },
  );

  it.each(['localhost', '127.0.0.1', '[::1]', 'kong.localhost:1'])('answer to %s', async (host) => {
    const { kongAdmin, fusionAuth } = platform.ports;
    const headers = { host, origin: `http://${host}` };
    expect(await ask(kongAdmin, 'GET', '/services', headers)).toBe(200);
    expect(await ask(fusionAuth, 'GET', '/api/status', headers)).toBe(200);
  });

  const outside = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');

  it.skipIf(!outside)('do not listen for other machines (skipped without a network)', async () => {
    for (const port of Object.values(platform.ports) as number[]) {
      const { promise, resolve } = Promise.withResolvers<string>();
      const socket = connect(port, outside!.address);
      socket.on('connect', () => resolve('connected'));
      socket.on('error', ({ message }) => resolve(message));
      expect(await promise).toContain('ECONNREFUSED');
      socket.destroy();
    }
  });
});
