import { once } from 'node:events';
import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Identity } from './authority.ts';

/** A reverse proxy before a server: it speaks TLS, and asks for credentials. */
export class TlsGuard {
  readonly #server: https.Server;
  /** By the name that the certificate is for. */
  readonly url: string;

  private constructor(server: https.Server) {
    this.#server = server;
    this.url = `https://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** @param admits whether a request with these headers may pass; all may, if it is left out. */
  static async before(
    target: string,
    identity: Identity,
    admits: (headers: IncomingHttpHeaders) => boolean = () => true,
  ): Promise<TlsGuard> {
    const server = https.createServer(identity, (incoming, response) => {
      const { method, headers, url = '/' } = incoming;
      if (!admits(headers)) return void response.writeHead(401).end('{"message":"Unauthorized"}');
      const outgoing = http.request(new URL(url, target), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      outgoing.on('error', () => response.destroy());
      incoming.pipe(outgoing);
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return new TlsGuard(server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
