import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { version } from '../admin/special.ts';
import type { Database } from '../entities/database.ts';
import type { Handler, Plugin } from '../plugins/plugin.ts';
import { escapeUri } from '../schema/uri.ts';
import { idOf, strings, type Entity } from '../schema/value.ts';
import { createBalancer, type Balancer } from './balancer.ts';
import { render } from './errors.ts';
import { Exchange, failure, type Reply } from './exchange.ts';
import { Forwarder, upstreamTarget } from './forward.ts';
import { upstreamHeaders, responseHeaders } from './headers.ts';
import { Plan } from './plan.ts';
import { Router, upstreamPath, type Match } from './router.ts';

const server = `kong/${version}`;

/** What follows from the configuration, worked out once after each change. */
interface Compiled {
  version: number;
  router: Router;
  plan: Plan;
  balancers: Map<string, Balancer>;
}

/** The gateway itself: routes requests, runs plugins, calls services. */
export class Proxy {
  readonly #database: Database;
  readonly #plugins: readonly Plugin[];
  readonly #forwarder = new Forwarder();
  readonly #handlers = new Map<string, Handler>();
  #compiled: Compiled | undefined;

  constructor(database: Database, plugins: readonly Plugin[]) {
    this.#database = database;
    this.#plugins = plugins;
  }

  close(): void {
    this.#forwarder.close();
  }

  listener: RequestListener = (request, response) => {
    const start = performance.now();
    const exchange = new Exchange(request, randomBytes(16).toString('hex'));
    this.#handle(exchange, response, start).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
      reply(exchange, response, failure(500, 'An unexpected error occurred'), start);
    });
  };

  #current(): Compiled {
    const { version: now } = this.#database;
    if (this.#compiled?.version !== now) {
      this.#compiled = {
        version: now,
        router: new Router(this.#database),
        plan: new Plan(this.#database, this.#plugins, this.#handlers),
        balancers: new Map(),
      };
    }
    return this.#compiled;
  }

  async #handle(exchange: Exchange, response: ServerResponse, start: number): Promise<void> {
    const { router, plan, balancers } = this.#current();
    if (
      exchange.headerValues('authorization').length > 1 ||
      exchange.headerValues('host').length > 1
    ) {
      reply(exchange, response, failure(400, 'Bad request'), start);
      return;
    }
    const match = router.find(exchange, exchange.request.socket.localPort ?? 80);
    if (!match) {
      reply(exchange, response, failure(404, 'no Route matched with those values'), start);
      return;
    }
    exchange.route = match.route;
    exchange.service = match.service;
    const refused = refusedByProtocol(exchange, match);
    if (refused) {
      reply(exchange, response, refused, start);
      return;
    }
    const steps = plan.stepsFor(match.route);
    let answer: Reply | undefined;
    for (const step of steps) {
      const handler = step(exchange);
      if (answer || !handler?.access) continue;
      const result = handler.access(exchange);
      answer = result instanceof Promise ? await result : result;
    }
    const finish = () => {
      for (const step of steps) step(exchange)?.headers?.(exchange);
    };
    if (!answer && !match.service) answer = failure(503, 'no Service found with those values');
    if (answer || !match.service) {
      finish();
      reply(exchange, response, answer ?? failure(503, ''), start);
      return;
    }
    const balancer = balancerOf(this.#database, balancers, match.service);
    const target = upstreamTarget(exchange, escapeUri(upstreamPath(match, exchange.rawPath)));
    const proxied = performance.now();
    const headers = upstreamHeaders(exchange, match);
    const result = await this.#forwarder.send(exchange, balancer, target, headers);
    finish();
    if ('status' in result) {
      reply(exchange, response, result, start);
      return;
    }
    const latency = { upstream: performance.now() - proxied, proxy: proxied - start };
    relay(exchange, response, result, latency);
  }
}

function balancerOf(
  database: Database,
  balancers: Map<string, Balancer>,
  service: Entity,
): Balancer {
  const id = idOf(service);
  let balancer = balancers.get(id);
  if (!balancer) {
    balancer = createBalancer(database, service);
    balancers.set(id, balancer);
  }
  return balancer;
}

/** A route for HTTPS alone, or for gRPC, turns plain HTTP away. */
function refusedByProtocol(exchange: Exchange, { route }: Match): Reply | undefined {
  const protocols = strings(route['protocols']);
  if (protocols.includes('https') && !protocols.includes('http')) {
    const status = route['https_redirect_status_code'];
    if (typeof status === 'number' && status !== 426) {
      const host = (exchange.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
      const location = `https://${host}${exchange.request.url ?? '/'}`;
      return { status, headers: { Location: location }, body: '' };
    }
    return failure(426, 'Please use HTTPS protocol', {
      Connection: 'Upgrade',
      Upgrade: 'TLS/1.2, HTTP/1.1',
    });
  }
  if (protocols.includes('grpc') || protocols.includes('grpcs')) {
    return failure(415, 'Non-gRPC request matched gRPC route');
  }
  return undefined;
}

function addPluginHeaders(exchange: Exchange, response: ServerResponse): void {
  for (const { name, value, add } of exchange.responseChanges) {
    if (value === undefined) response.removeHeader(name);
    else if (add) response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
}

/** Sends an answer of the gateway's own. */
function reply(exchange: Exchange, response: ServerResponse, answer: Reply, start: number): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const {
    status,
    headers = {},
    body = '',
  } = render(answer, exchange.id, exchange.header('accept') ?? '*/*');
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  addPluginHeaders(exchange, response);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.setHeader('X-Kong-Response-Latency', Math.round(performance.now() - start));
  response.setHeader('Server', server);
  response.setHeader('X-Kong-Request-Id', exchange.id);
  exchange.request.resume();
  response.end(exchange.method === 'HEAD' ? undefined : body);
}

/** Passes the service's answer on. */
function relay(
  exchange: Exchange,
  response: ServerResponse,
  incoming: IncomingMessage,
  latency: { upstream: number; proxy: number },
): void {
  response.statusCode = incoming.statusCode ?? 502;
  if (incoming.statusMessage) response.statusMessage = incoming.statusMessage;
  for (const [name, value] of responseHeaders(incoming)) response.appendHeader(name, value);
  addPluginHeaders(exchange, response);
  response.setHeader('X-Kong-Upstream-Latency', Math.round(latency.upstream));
  response.setHeader('X-Kong-Proxy-Latency', Math.round(latency.proxy));
  const via = incoming.headers['via'];
  response.setHeader('Via', via === undefined ? `1.1 ${server}` : `${via}, 1.1 ${server}`);
  if (!response.hasHeader('Server')) response.setHeader('Server', server);
  response.setHeader('X-Kong-Request-Id', exchange.id);
  incoming.on('error', () => response.destroy());
  response.on('close', () => incoming.destroy());
  incoming.pipe(response);
}
