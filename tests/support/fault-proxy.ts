import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request instead of its being passed on; undefined passes it on. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

/** A reverse proxy before a server, which misbehaves as it is told to. */
export class FaultProxy {
  readonly #server: http.Server;
  readonly #target: string;
  readonly url: string;
  /** Which fault a request meets. */
  fault: (request: IncomingMessage) => Fault | undefined = () => undefined;

  private constructor(server: http.Server, target: string) {
    this.#server = server;
    this.#target = target;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async before(target: string): Promise<FaultProxy> {
    let answer: http.RequestListener = () => undefined;
    const server = http.createServer((request, response) => answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new FaultProxy(server, target);
    answer = (request, response) => (proxy.fault(request) ?? proxy.passOn)(request, response);
    return proxy;
  }

  /** Passes a request and its answer on, as they are. */
  readonly passOn: Fault = (request, response) => {
    this.#ask(request, response, (reply) => {
      response.writeHead(reply.statusCode ?? 0, reply.headers);
      reply.pipe(response);
    });
  };

  /** The server does what it is asked for, and its answer is lost on the way. */
  readonly loseAnswer: Fault = (request, response) => {
    this.#ask(request, response, (reply) => {
      reply.resume().on('end', () => response.destroy());
    });
  };

  /** The server is not reached any more. */
  readonly refuse: Fault = (_, response) => void response.destroy();

  #ask(
    incoming: IncomingMessage,
    response: ServerResponse,
    done: (reply: IncomingMessage) => void,
  ) {
    const { method, headers, url = '/' } = incoming;
    const outgoing = http.request(new URL(url, this.#target), { method, headers }, done);
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Answers that are none of the server's. */
export const NO_ANSWERS: Readonly<Record<string, Fault>> = {
  'a page': (_, response) => void response.end('<!doctype html><title>Portal</title>'),
  'half an answer': (_, response) => void response.end('{"id":"5'),
  'an empty body': (_, response) => void response.end(),
  'a redirect': (_, response) =>
    void response.writeHead(302, { location: 'http://elsewhere.example/' }).end(),
  'a path that is lost': (_, response) => void response.writeHead(404).end('<h1>404</h1>'),
};

/** What a server, or what stands before it, does in bad times. */
export const BAD_TIMES: Readonly<Record<string, Fault>> = {
  'cut before an answer': (request, response) =>
    void request.resume().on('end', () => response.destroy()),
  'overloaded without end': (_, response) =>
    void response.writeHead(503).end('{"message":"try later"}'),
  'another API': (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
};
