import { once } from 'node:events';
import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exchange } from '../../servers/exchange.ts';
import { proxyFor } from '../../servers/proxy.ts';

const PROXY = 'http://proxy.example:3128/';

describe('the proxy of a server, as a Go program chooses it', () => {
  it.each([
    ['http://kong.internal:8001', '', PROXY],
    ['http://localhost:8001', '', undefined],
    ['http://127.0.0.1:8001', '', undefined],
    ['http://[::1]:8001', '', undefined],
    ['http://kong.internal:8001', '*', undefined],
    ['http://kong.internal:8001', 'kong.internal', undefined],
    ['http://kong.internal:8001', ' example.com , INTERNAL', undefined],
    ['http://kong.internal:8001', '.internal', undefined],
    ['http://kong.internal:8001', '*.internal', undefined],
    ['http://kong.internal:8001', '.kong.internal', PROXY],
    ['http://kong.internal:8001', 'ong.internal', PROXY],
    ['http://kong.internal:8001', 'kong.internal:8001', undefined],
    ['http://kong.internal:8001', 'kong.internal:443', PROXY],
    ['http://kong.internal', 'kong.internal:80', undefined],
    ['http://10.1.2.3:8001', '10.0.0.0/8', undefined],
    ['http://11.1.2.3:8001', '10.0.0.0/8', PROXY],
    ['http://10.1.2.3:8001', '10.1.2.3', undefined],
    ['http://10.1.2.3:8001', '10.1.2.3:8001', undefined],
    ['http://[fd00::1]:8001', 'fd00::/8', undefined],
    ['http://[fd00::1]:8001', '[fd00::1]:8001', undefined],
    ['https://kong.internal', '', undefined],
  ])('%s with NO_PROXY=%j: %s', (url, noProxy, proxy) => {
    expect(proxyFor(new URL(url), { HTTP_PROXY: PROXY, NO_PROXY: noProxy })).toBe(proxy);
  });

  it('is named in small letters, or without a scheme, too', () => {
    const url = new URL('https://kong.internal');
    expect(proxyFor(url, { https_proxy: 'proxy.example:3128' })).toBe(PROXY);
  });

  it('is refused if it is no proxy of HTTP', () => {
    const env = { HTTP_PROXY: 'socks5://proxy.example' };
    expect(() => proxyFor(new URL('http://kong.internal'), env)).toThrow(
      'HTTP_PROXY is "socks5://proxy.example"; give it an http or https URL, or name kong.internal in NO_PROXY.',
    );
  });
});

describe('pulumi/actions#949: servers that are reached through a proxy only', () => {
  const asked: string[] = [];
  const server = http.createServer((_, response) => response.end('by proxy'));
  const proxy = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { port } = server.address() as AddressInfo;
    http.get({ port, host: '127.0.0.1' }, (answer) => answer.pipe(response));
  });
  proxy.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url}`);
    const { port } = server.address() as AddressInfo;
    const tunnel = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      tunnel.pipe(client).pipe(tunnel);
    });
    for (const socket of [tunnel, client]) socket.on('error', () => tunnel.destroy());
  });

  beforeAll(async () => {
    for (const one of [server, proxy]) one.listen(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(proxy, 'listening')]);
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    vi.stubEnv('HTTP_PROXY', url);
    vi.stubEnv('HTTPS_PROXY', url);
    vi.stubEnv('NO_PROXY', '');
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    for (const one of [server, proxy]) {
      one.close();
      one.closeAllConnections();
    }
  });

  it('are asked in full by http, and through a tunnel by https', async () => {
    expect((await exchange('http://kong.invalid:8001/services')).text).toBe('by proxy');
    await expect(exchange('https://kong.invalid:8444/services')).rejects.toThrow('TLS');
    expect(asked).toEqual(['GET http://kong.invalid:8001/services', 'CONNECT kong.invalid:8444']);
  });
});
