import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoAnswer, exchange } from '../../servers/exchange.ts';

describe('an exchange', () => {
  const cut: string[] = [];
  const served = new WeakMap<Socket, number>();
  const server = createServer((request, response) => {
    const count = (served.get(request.socket) ?? 0) + 1;
    served.set(request.socket, count);
    if (request.url === '/never') return;
    if (request.url === '/cut') {
      cut.push(request.method!);
      return void request.socket.destroy();
    }
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
    const texts = [];
    for (let n = 0; n < 5; n += 1) texts.push((await exchange(`${url}/`)).text);
    expect(texts).toContain('GET 2');
    expect((await exchange(`${url}/once`)).text).toBe('GET 1');
  });

  it('sends nothing twice that may have had its effect', async () => {
    await expect(exchange(`${url}/cut`, { method: 'DELETE' })).rejects.toThrow('ECONNRESET');
    expect(cut).toEqual(['DELETE']);
  });

  it('says that a connection was cut, and of TLS only where a handshake proves it', async () => {
    await expect(exchange(`${url}/cut`)).rejects.toThrow(/^ECONNRESET$/);
  });

  it('says that nobody listens, and that nobody answers', async () => {
    await expect(exchange('http://127.0.0.1:9/')).rejects.toThrow('ECONNREFUSED');
    const silent = exchange(`${url}/never`, { timeoutMs: 50 });
    await expect(silent).rejects.toBeInstanceOf(NoAnswer);
    await expect(silent).rejects.toThrow('no answer in 0.05 s');
  });
});
