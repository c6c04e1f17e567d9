import { Agent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Database } from '../entities/database.ts';
import { number } from '../schema/value.ts';
import type { Balancer, Destination } from './balancer.ts';
import { failure, serverFailure, type Exchange, type Reply } from './exchange.ts';
import type { Health, Outcome } from './health.ts';
import { Trust } from './trust.ts';

/** Connections to the services, kept open between requests. */
export class Forwarder {
  readonly #plain = new Agent({ keepAlive: true, maxFreeSockets: 512 });
  readonly #trust: Trust;
  readonly #health: Health;

  constructor(database: Database, health: Health) {
    this.#trust = new Trust(database);
    this.#health = health;
  }

  /** Calls the service; after a failure that it cannot have seen, again, as often as it allows. */
  async send(
    exchange: Exchange,
    balancer: Balancer,
    path: string,
    headers: string[],
  ): Promise<IncomingMessage | Reply> {
    const retries = number(exchange.service?.['retries'], 5);
    for (let attempt = 0; ; attempt += 1) {
      const destination = balancer(exchange);
      if (!destination) return failure(503, 'failure to get a peer from the ring-balancer');
      const result = await this.#attempt(exchange, destination, path, headers);
      if (destination.target) this.#health.report(destination.target, outcomeOf(result));
      if (!('retry' in result)) return result;
      if (!result.retry || attempt >= retries) return result.reply;
    }
  }

  close(): void {
    this.#plain.destroy();
    this.#trust.close();
  }

  #attempt(
    exchange: Exchange,
    destination: Destination,
    path: string,
    headers: string[],
  ): Promise<IncomingMessage | Failed> {
    const service = exchange.service ?? {};
    const tls = service['protocol'] === 'https';
    return new Promise((resolve) => {
      const outgoing = (tls ? httpsRequest : httpRequest)({
        host: destination.host,
        port: destination.port,
        method: exchange.method,
        path,
        headers: ['Host', hostHeader(exchange, destination, tls), ...headers],
        agent: tls ? this.#trust.agentFor(service) : this.#plain,
        ...(tls && !isIP(destination.host) && { servername: destination.host }),
        setHost: false,
      });
      const progress = { sent: false, failed: undefined as Failed | undefined };
      limitTime(outgoing, exchange, progress);
      outgoing.once('response', resolve);
      outgoing.once('error', (error: NodeJS.ErrnoException) => {
        resolve(progress.failed ?? failedBy(error, progress.sent));
      });
      sendBody(outgoing, exchange, progress);
    });
  }
}

function outcomeOf(result: IncomingMessage | Failed): Outcome {
  if (!('retry' in result)) return result.statusCode ?? 0;
  return result.reply.status === 504 ? 'timeout' : 'tcp';
}

interface Failed {
  reply: Reply;
  retry: boolean;
}

function failedBy(error: NodeJS.ErrnoException, sent: boolean): Failed {
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return { reply: failure(503, 'name resolution failed'), retry: false };
  }
  const reply = serverFailure(502, 'An invalid response was received from the upstream server');
  return { reply, retry: !sent };
}

function hostHeader(exchange: Exchange, destination: Destination, tls: boolean): string {
  const preserved = exchange.route['preserve_host'] === true ? exchange.header('host') : undefined;
  if (preserved !== undefined) return preserved;
  const { port } = destination;
  const host = destination.hostHeader ?? destination.host;
  return port === (tls ? 443 : 80) ? host : `${host}:${port}`;
}

/** Gives up on a connection, or on an answer, that takes longer than the service allows. */
function limitTime(
  outgoing: ClientRequest,
  exchange: Exchange,
  progress: { failed: Failed | undefined },
): void {
  const service = exchange.service ?? {};
  const fail = (retry: boolean) => {
    progress.failed = { reply: serverFailure(504, 'The upstream server is timing out'), retry };
    outgoing.destroy(new Error('timeout'));
  };
  outgoing.once('socket', (socket) => {
    const read = () =>
      outgoing.setTimeout(number(service['read_timeout'], 60000), () => fail(true));
    if (!socket.connecting) {
      read();
      return;
    }
    const timer = setTimeout(() => fail(true), number(service['connect_timeout'], 60000));
    socket.once('connect', () => {
      clearTimeout(timer);
      read();
    });
    socket.once('close', () => clearTimeout(timer));
  });
}

/** Streams the body once there is a connection, so that a failed one costs nothing of it. */
function sendBody(outgoing: ClientRequest, exchange: Exchange, progress: { sent: boolean }): void {
  const { request, body } = exchange;
  const { headers } = request;
  const hasBody =
    headers['transfer-encoding'] !== undefined || number(Number(headers['content-length']), 0) > 0;
  if (body !== undefined || !hasBody) {
    outgoing.end(body);
    return;
  }
  outgoing.once('socket', (socket) => {
    const start = () => {
      progress.sent = true;
      request.pipe(outgoing);
      request.once('close', () => {
        if (!request.complete) outgoing.destroy();
      });
    };
    if (socket.connecting) socket.once('connect', start);
    else start();
  });
}
