import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { Database } from '../entities/database.ts';
import type { Plugin } from '../plugins/plugin.ts';
import type { Release } from '../releases.ts';
import { escapeUri, leavesRoot } from '../schema/uri.ts';
import { idOf, strings, type Entity } from '../schema/value.ts';
import { createBalancer, type Balancer } from './balancer.ts';
import { page } from './errors.ts';
import { Crash, Exchange, failure, serverFailure, type Reply } from './exchange.ts';
import { Forwarder } from './forward.ts';
import { Health } from './health.ts';
import { upstreamHeaders } from './headers.ts';
import { write, type Outcome } from './write.ts';
import { PluginsIterator } from './plugins-iterator.ts';
import { Router, upstreamPath, type Match } from './router.ts';

/** What follows from the configuration, worked out once after each change. */
interface Compiled {
  version: number;
  router: Router;
  iterator: PluginsIterator;
  balancers: Map<string, Balancer>;
}

/** The gateway itself: routes requests, runs plugins, calls services. */
export class Proxy {
  readonly health: Health;
  readonly #database: Database;
  readonly #plugins: readonly Plugin[];
  readonly #server: string;
  readonly #forwarder: Forwarder;
  #compiled: Compiled | undefined;

  constructor(database: Database, plugins: readonly Plugin[], { version }: Release) {
    this.#database = database;
    this.health = new Health(database);
    this.#plugins = plugins;
    this.#forwarder = new Forwarder(database, this.health);
    this.#server = `kong/${version}`;
  }

  close(): void {
    this.#forwarder.close();
  }

  listener: RequestListener = (request, response) => {
    const exchange = new Exchange(request, randomBytes(16).toString('hex'), this.#server);
    this.#handle(exchange)
      .catch((error: unknown): Outcome => {
        if (!(error instanceof Crash)) {
          process.emitWarning(error instanceof Error ? error : String(error));
        }
        return { reply: failure(500, 'An unexpected error occurred') };
      })
      .then((outcome) => {
        for (const step of exchange.steps) step(exchange)?.headers?.(exchange);
        write(exchange, response, outcome);
      })
      .catch(() => response.destroy());
  };

  #current(): Compiled {
    const { version: now } = this.#database;
    if (this.#compiled?.version !== now) {
      this.#compiled = {
        version: now,
        router: new Router(this.#database),
        iterator: new PluginsIterator(this.#database, this.#plugins),
        balancers: new Map(),
      };
    }
    return this.#compiled;
  }

  async #handle(exchange: Exchange): Promise<Outcome> {
    const { router, iterator, balancers } = this.#current();
    exchange.steps = iterator.everywhere;
    if (isMalformed(exchange)) return { reply: serverFailure(400, 'Bad request') };
    const match = router.find(exchange, exchange.request.socket.localPort ?? 80);
    if (!match) return { reply: failure(404, 'no Route matched with those values') };
    exchange.route = match.route;
    exchange.service = match.service;
    exchange.captures = match.captures;
    const refused = refusedByProtocol(exchange, match);
    if (refused) return { reply: refused };
    exchange.steps = iterator.stepsFor(match.route);
    const answer = await access(exchange);
    if (answer) return { reply: answer };
    if (!match.service) return { reply: failure(503, 'no Service found with those values') };
    const balancer = this.#balancerOf(balancers, match.service);
    const path = exchange.upstreamPath ?? upstreamPath(match, exchange.rawPath);
    const target = escapeUri(path) + exchange.search;
    const headers = upstreamHeaders(exchange, match);
    exchange.proxied = performance.now();
    const result = await this.#forwarder.send(exchange, balancer, target, headers);
    exchange.answered = performance.now();
    if (!('status' in result)) return { incoming: result };
    // Without a place to go to, the service was never called.
    if (!result.byServer) exchange.proxied = undefined;
    return { reply: result };
  }

  #balancerOf(balancers: Map<string, Balancer>, service: Entity): Balancer {
    const id = idOf(service);
    let balancer = balancers.get(id);
    if (!balancer) {
      balancer = createBalancer(this.#database, service, this.health);
      balancers.set(id, balancer);
    }
    return balancer;
  }
}

/** Runs the plugins in order until one answers; the others still learn of the request's end. */
async function access(exchange: Exchange): Promise<Reply | undefined> {
  for (const step of exchange.steps) {
    const result = step(exchange)?.access?.(exchange);
    const answer = result instanceof Promise ? await result : result;
    if (answer) return answer;
  }
  return undefined;
}

/** Headers that a request can have only once. */
const once = [
  ...['authorization', 'host', 'expect', 'if-match', 'if-modified-since'],
  ...['if-none-match', 'if-range', 'if-unmodified-since'],
];

/** What the web server refuses before it is a request for the gateway. */
function isMalformed(exchange: Exchange): boolean {
  const repeated = once.some((name) => exchange.headerValues(name).length > 1);
  return repeated || leavesRoot(exchange.rawPath);
}

/** A route for HTTPS alone, or for gRPC, turns plain HTTP away. */
function refusedByProtocol(exchange: Exchange, { route }: Match): Reply | undefined {
  const protocols = strings(route['protocols']);
  if (!exchange.secure && protocols.includes('https') && !protocols.includes('http')) {
    const status = route['https_redirect_status_code'];
    if (typeof status === 'number' && status !== 426) {
      const host = (exchange.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
      const location = `https://${host}${exchange.request.url ?? '/'}`;
      return {
        status,
        headers: { Location: location, ...page(status).headers },
        body: page(status).body,
      };
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
