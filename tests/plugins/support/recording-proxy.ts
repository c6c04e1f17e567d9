import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that a plugin sent, and the status of the answer. */
export interface Sent {
  method: string;
  path: string;
  body: unknown;
  status: number;
}

/** Passes requests on to a server and keeps what was sent. */
export class RecordingProxy {
  readonly #server: Server;
  readonly url: string;
  #sent: Sent[] = [];

  private constructor(server: Server, sent: (entry: (one: Sent) => void) => void) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    sent((one) => this.#sent.push(one));
  }

  static async start(target: string | URL): Promise<RecordingProxy> {
    let keep: (one: Sent) => void = () => undefined;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const { method = 'GET', url: path = '/' } = request;
        const init = body ? { body, headers: { 'content-type': 'application/json' } } : {};
        fetch(new URL(path, target), { method, ...init })
          .then(async (answer) => {
            const text = await answer.text();
            keep({ method, path, body: body ? JSON.parse(body) : null, status: answer.status });
            response.writeHead(answer.status, { 'content-type': 'application/json' });
            response.end(text || undefined);
          })
          .catch(() => response.destroy());
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RecordingProxy(server, (push) => (keep = push));
  }

  /** What was sent since the last call. */
  take(): Sent[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
