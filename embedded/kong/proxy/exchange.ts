import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { tostring, type Entity, type Value } from '../schema/value.ts';
import { parseQuery, type Query } from './query.ts';

/** A response that the gateway gives itself. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** A ready body; or a message, to be wrapped in the error format that the client accepts. */
  body?: string | undefined;
  message?: string;
  /** Whether the error comes from the web server below the gateway's logic. */
  byServer?: boolean;
}

/** A request that makes the real gateway fail with an error of its own: answered with 500. */
export class Crash extends Error {}

/** A JSON body, as plugins that answer for themselves give it. */
export function json(status: number, body: Value, headers: Record<string, string> = {}): Reply {
  const type = { 'Content-Type': 'application/json; charset=utf-8' };
  return { status, body: JSON.stringify(body), headers: { ...type, ...headers } };
}

/** An error in the gateway's own format, with the request's id. */
export function failure(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return { status, message, headers };
}

/** Sets a header or removes it where the value is undefined; the other ways look at what is there. */
export interface HeaderChange {
  name: string;
  value: string | undefined;
  /** `replace` only one that is there, `default` only one that is not; `rename` to the value. */
  how: 'set' | 'add' | 'replace' | 'default' | 'rename';
}

/** An error that the web server reports, such as a service that does not answer. */
export function serverFailure(status: number, message: string): Reply {
  return { status, message, byServer: true };
}

/** What a configured plugin does to a request. */
export interface Handler {
  /** Before the request goes upstream; a reply ends it here. */
  access?: (exchange: Exchange) => Reply | undefined | Promise<Reply | undefined>;
  /** Before the response's headers go to the client. */
  headers?: (exchange: Exchange) => void;
}

/** One plugin as it applies to a route: who the consumer is decides among its configurations. */
export type Step = (exchange: Exchange) => Handler | undefined;

/** One request on its way through the gateway. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly id: string;
  /** How the gateway names itself: `kong/3.9.1`. */
  readonly server: string;
  method: string;
  /** The path as the client sent it, without the query. */
  readonly rawPath: string;
  /** The query as it goes upstream, with its question mark. */
  search: string;
  route: Entity = {};
  service: Entity | undefined;
  /** What the groups of the route's regular expression matched, by name and by number. */
  captures: Readonly<Record<string, string>> = {};
  consumer: Entity | undefined;
  credential: Entity | undefined;
  /** Headers to set upstream, and to remove where undefined; names in lower case. */
  readonly upstreamHeaders = new Map<string, string | readonly string[] | undefined>();
  /** What plugins make of the path at the service, without the query. */
  upstreamPath: string | undefined;
  /** What plugins do to the response's headers, in order. */
  readonly responseChanges: HeaderChange[] = [];
  /** What plugins do to the response's body, in order; each is told its media type. */
  readonly bodyChanges: ((body: Buffer, type: string) => Buffer)[] = [];
  /** The plugins that run for the request. */
  steps: readonly Step[] = [];
  readonly started = performance.now();
  /** When the service was called, and when it answered. */
  proxied: number | undefined;
  answered: number | undefined;
  /** A body that a plugin had to read, to be sent on in place of the stream. */
  body: Buffer | undefined;
  #query: Query | undefined;

  constructor(request: IncomingMessage, id: string, server: string) {
    this.request = request;
    this.id = id;
    this.server = server;
    this.method = request.method ?? 'GET';
    const url = request.url ?? '/';
    const at = url.indexOf('?', 1);
    this.rawPath = at < 0 ? url : url.slice(0, at);
    this.search = at < 0 ? '' : url.slice(at);
  }

  /** Whether the client speaks TLS, and the server name that it asked for. */
  get secure(): boolean {
    return this.request.socket instanceof TLSSocket;
  }

  get serverName(): string | undefined {
    const { socket } = this.request;
    return (socket instanceof TLSSocket && socket.servername) || undefined;
  }

  get query(): Query {
    this.#query ??= parseQuery(this.search.slice(1));
    return this.#query;
  }

  /** Every value of a request header. */
  headerValues(name: string): string[] {
    return this.request.headersDistinct[name.toLowerCase()] ?? [];
  }

  /** The first value of a request header. */
  header(name: string): string | undefined {
    const value = this.request.headers[name.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  }

  cookie(wanted: string): string | undefined {
    for (const part of (this.header('cookie') ?? '').split(/[;,]/)) {
      const at = part.indexOf('=');
      if (at > 0 && part.slice(0, at).trim().toLowerCase() === wanted.toLowerCase()) {
        return part.slice(at + 1).trim();
      }
    }
    return undefined;
  }

  /** The values of a header as it goes upstream now: the client's, or what plugins made of it. */
  upstreamValues(name: string): readonly string[] {
    const lower = name.toLowerCase();
    if (!this.upstreamHeaders.has(lower)) return this.headerValues(lower);
    return [this.upstreamHeaders.get(lower) ?? []].flat();
  }

  setUpstream(name: string, value: Value): void {
    const missing = value === undefined || value === null;
    this.upstreamHeaders.set(name.toLowerCase(), missing ? undefined : tostring(value));
  }

  /** Sets a header of the response, or removes it. */
  setResponse(name: string, value: string | undefined): void {
    this.responseChanges.push({ name, value, how: 'set' });
  }

  /** Adds a header to the response, beside those of the same name. */
  addResponse(name: string, value: string): void {
    this.responseChanges.push({ name, value, how: 'add' });
  }

  clientAddress(): string {
    const address = this.request.socket.remoteAddress ?? '127.0.0.1';
    return address.startsWith('::ffff:') ? address.slice(7) : address;
  }

  /** The whole body, read once. */
  async readBody(): Promise<Buffer> {
    if (this.body) return this.body;
    const chunks: Buffer[] = [];
    for await (const chunk of this.request) chunks.push(chunk as Buffer);
    this.body = Buffer.concat(chunks);
    return this.body;
  }
}
