import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoAnswer, exchange } from '../../servers/exchange.ts';

describe('an exchange', () => {
  const served = new WeakMap<Socket, number>();
  const server = createServer((request, response) => {
    const count = (served.get(request.socket) ?? 0) + 1;
    served.set(request.socket, count);
    if (request.url === '/never') return;
    if (request.url === '/once' && count > 1) return void request.socket.destroy();
    response.end(`${request.method} ${count}`);
  });
  let url: string;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('keeps the connection, and makes another where the server has closed it', async () => {
    expect((await exchange(`${url}/`)).text).toBe('GET 1');
    expect((await exchange(`${url}/`)).text).toBe('GET 2');
    expect((await exchange(`${url}/once`)).text).toBe('GET 1');
  });

  it('sends nothing twice that may have had its effect', async () => {
    await exchange(`${url}/`);
    await expect(exchange(`${url}/once`, { method: 'DELETE' })).rejects.toThrow('ECONNRESET');
  });

  it('says that nobody listens, and that nobody answers', async () => {
    await expect(exchange('http://127.0.0.1:9/')).rejects.toThrow('ECONNREFUSED');
    const silent = exchange(`${url}/never`, { timeoutMs: 50 });
    await expect(silent).rejects.toBeInstanceOf(NoAnswer);
    await expect(silent).rejects.toThrow('no answer in 0.05 s');
  });
});
