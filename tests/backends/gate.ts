import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in front of another that holds back one kind of request until it is told to let it pass. */
export class Gate {
  readonly url: string;
  /** Resolves when a request waits. */
  readonly held: Promise<void>;
  readonly #server: http.Server;
  readonly #release: () => void;

  private constructor(server: http.Server, held: Promise<void>, release: () => void) {
    this.#server = server;
    this.held = held;
    this.#release = release;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** @param stops whether a request has to wait, by its method and path. */
  static async open(target: string, stops: (request: string) => boolean): Promise<Gate> {
    const held = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const server = http.createServer((request, response) => {
      const { method = '', url = '', headers } = request;
      const pass = () => {
        const onward = http.request(target + url, { method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        onward.on('error', (error) => response.destroy(error));
        request.pipe(onward);
      };
      if (!stops(`${method} ${url}`)) return pass();
      held.resolve();
      void released.promise.then(pass);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new Gate(server, held.promise, released.resolve);
  }

  release(): void {
    this.#release();
  }

  close(): void {
    this.#release();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
