import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKong, type KongOptions } from '../../../embedded/kong/kong.ts';
import { Store } from '../../../embedded/store.ts';

/** An answer of the gateway or its Admin API; `body` is parsed where it is JSON. */
export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

/** An embedded gateway on free ports, with an upstream that answers with the request that it got. */
export class Gateway implements AsyncDisposable {
  readonly admin: string;
  readonly proxy: string;
  readonly upstream: string;
  readonly #close: () => void;

  private constructor(urls: string[], close: () => void) {
    [this.admin = '', this.proxy = '', this.upstream = ''] = urls;
    this.#close = close;
  }

  static async start(options: KongOptions = {}): Promise<Gateway> {
    const kong = createKong(new Store(':memory:'), options);
    const servers: Server[] = [];
    const urls: string[] = [];
    for (const listener of [kong.admin, kong.proxy, echo]) {
      const server = createServer(listener).listen(0, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
      urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    }
    return new Gateway(urls, () => {
      kong.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    });
  }

  /** One call of the Admin API, which must not be refused. */
  async make(path: string, body: object, method = 'POST'): Promise<Record<string, unknown>> {
    const answer = await this.ask(`${this.admin}${path}`, { method, body: JSON.stringify(body) });
    if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown>;
  }

  async ask(url: string, init: RequestInit = {}): Promise<Answered> {
    const headers = { 'content-type': 'application/json', ...(init.headers as object) };
    const response = await fetch(url, { ...init, headers });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    return Promise.resolve();
  }
}

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-upstream', 'yes');
    if (url?.includes('fail')) response.statusCode = 500;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
