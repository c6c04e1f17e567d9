import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';

/** One request of a recorded sequence, and what the real gateway answered. */
export interface Recorded {
  n: number;
  /** `admin` goes to the Admin API, `proxy` to the gateway, `tls` to the gateway over TLS. */
  group: 'admin' | 'proxy' | 'tls';
  case: string;
  request: {
    method: string;
    path: string;
    headers: [string, string][];
    body?: unknown;
    /** The server name that the client asks for; null for none. */
    sni?: string | null;
  };
  response: { status: number; body: unknown; certificate?: string };
}

export function readSequence(name: string): Recorded[] {
  const text = readFileSync(new URL(`../recorded/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

/** Where each group of requests goes. */
export type Addresses = Record<Recorded['group'], URL>;

interface Replayed {
  status: number;
  body: unknown;
  certificate?: string;
}

/**
 * Sends a sequence to a gateway. Ids that it makes take the place of the recorded ones in what follows, and
 * ports that of the recorded upstreams; `differences` compares as if they were the recorded ones.
 */
export class Sequence {
  readonly #addresses: Addresses;
  readonly #own: Map<string, string>;

  /** @param ports recorded ports of upstreams, and those that stand in for them. */
  constructor(addresses: Addresses, ports: Readonly<Record<string, string>>) {
    this.#addresses = addresses;
    const standing = Object.entries(ports).map(([from, to]) => [`:${from}`, `:${to}`] as const);
    this.#own = new Map([...standing, ['"port":18999', `"port":${ports['18999']}`]]);
  }

  /** Where the gateway's answer differs from the recorded one in status or body, in words. */
  async differences({ group, request, response }: Recorded): Promise<string[]> {
    const sent = this.#translate({ ...request, body: request.body ?? null });
    const came = await send(this.#addresses[group], sent, group === 'tls');
    this.#learn(response.body, came.body);
    const wanted = comparable(this.#translate(response.body));
    const actual = comparable(came.body);
    const found = came.status === response.status ? [] : [`${response.status} → ${came.status}`];
    if (JSON.stringify(wanted) !== JSON.stringify(actual))
      found.push(`${JSON.stringify(wanted)} → ${JSON.stringify(actual)}`);
    const subject = commonName(response.certificate);
    if (subject !== undefined && subject !== came.certificate)
      found.push(`certificate of ${subject} → ${came.certificate}`);
    return found;
  }

  #translate<T>(value: T): T {
    let text = JSON.stringify(value);
    for (const [recorded, own] of this.#own) text = text.replaceAll(recorded, own);
    return JSON.parse(text) as T;
  }

  /** Ids at the same place of both bodies are the same entity's; so are random keys. */
  #learn(recorded: unknown, own: unknown): void {
    if (typeof recorded === 'string' && typeof own === 'string') {
      if (MADE_UP.test(recorded) && MADE_UP.test(own) && !this.#own.has(recorded))
        this.#own.set(recorded, own);
    } else if (Array.isArray(recorded) && Array.isArray(own)) {
      for (const item of recorded) {
        const name = nameOf(item);
        if (name)
          this.#learn(
            item,
            own.find((other) => nameOf(other) === name),
          );
      }
    } else if (isTable(recorded) && isTable(own)) {
      for (const key of Object.keys(recorded)) this.#learn(recorded[key], own[key]);
    }
  }
}

function nameOf(entity: unknown): unknown {
  return isTable(entity) ? entity['name'] : undefined;
}

const MADE_UP = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[A-Za-z0-9]{32}$/;

/** Headers of the echo whose values differ at each request, or by where the gateway listens. */
const VARYING = new Set(['x-kong-request-id', 'x-forwarded-port', 'host']);

/** Without times, in a fixed order: lists by id, headers by name. */
function comparable(value: unknown, key = ''): unknown {
  if (typeof value === 'number' && /_at$/.test(key)) return Number.isInteger(value) ? 's' : 'ms';
  if (key === 'request_id' || key === 'node_id') return key;
  if (Array.isArray(value)) {
    const items: unknown[] = key === 'headers' ? value.map(echoed) : value;
    const done = items.map((item) => comparable(item));
    return key === 'data' || key === 'headers' ? sortedByText(done) : done;
  }
  if (!isTable(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, comparable(value[name], name)]));
}

function echoed(header: unknown): unknown {
  if (!Array.isArray(header)) return header;
  const [name, value] = header as [string, string];
  const lower = name.toLowerCase();
  return [lower, VARYING.has(lower) ? '' : value];
}

function sortedByText(items: unknown[]): unknown[] {
  return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function commonName(subject: string | undefined): string | undefined {
  return subject === undefined ? undefined : /CN ?= ?(\S+)$/.exec(subject)?.[1];
}

function send(
  base: URL,
  { method, path, headers, body, sni }: Recorded['request'],
  tls: boolean,
): Promise<Replayed> {
  const { promise, resolve, reject } = Promise.withResolvers<Replayed>();
  const text = body === null || body === undefined ? undefined : JSON.stringify(body);
  const options = {
    ...{ host: base.hostname, port: base.port, method, path, agent: false },
    headers: Object.fromEntries([['Host', sni ?? (tls ? 'localhost' : '127.0.0.1')], ...headers]),
    ...(tls && { rejectUnauthorized: false, servername: sni ?? '' }),
  };
  const receive = (response: IncomingMessage) => {
    const certificate = tls
      ? (response.socket as TLSSocket).getPeerCertificate().subject.CN
      : undefined;
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const parsed = parse(Buffer.concat(chunks).toString());
      resolve({
        status: response.statusCode ?? 0,
        body: parsed,
        ...(certificate !== undefined && { certificate: [certificate].flat()[0]! }),
      });
    });
  };
  const outgoing = tls ? httpsRequest(options, receive) : httpRequest(options, receive);
  outgoing.on('error', reject);
  outgoing.end(text);
  return promise;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
