import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a fake server answers to one request: `drop` closes the connection, `silence` does nothing. */
export type Reply =
  | { status: number; body?: unknown; text?: string; headers?: Record<string, string> }
  | 'drop'
  | 'silence';

/** A server that answers from a list, the last reply again and again, and keeps what it was sent. */
export class FakeServer {
  readonly #server: Server;
  readonly requests: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
  readonly url: string;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(...replies: [Reply, ...Reply[]]): Promise<FakeServer> {
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const server = createServer((request, response) => answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const fake = new FakeServer(server);
    answer = (request, response) => {
      const { method = '', url: path = '', headers } = request;
      fake.requests.push({ method, path, headers });
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      request.resume().on('end', () => {
        if (reply === 'silence') return;
        if (reply === 'drop' || reply === undefined) return void response.destroy();
        response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
        response.end(
          reply.text ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body)),
        );
      });
    };
    return fake;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The address of a port that nothing listens on. */
export async function unusedAddress(): Promise<string> {
  const server = await FakeServer.start({ status: 200 });
  server.stop();
  return server.url;
}
