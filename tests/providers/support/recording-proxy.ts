import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

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
    const agent = new Agent({ keepAlive: true });
    const server = createServer((incoming, response) => {
      const { method = 'GET', url: path = '/' } = incoming;
      void buffer(incoming).then((body) => {
        const headers = body.length ? { 'content-type': 'application/json' } : {};
        const outgoing = request(new URL(path, target), { method, agent, headers }, (answer) => {
          const status = answer.statusCode ?? 0;
          keep({ method, path, body: body.length ? JSON.parse(body.toString()) : null, status });
          response.writeHead(status, { 'content-type': 'application/json' });
          answer.pipe(response);
        });
        outgoing.on('error', () => response.destroy());
        outgoing.end(body);
      });
    });
    server.on('close', () => agent.destroy());
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
