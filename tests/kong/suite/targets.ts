import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKong, type Kong } from '../../../embedded/kong/kong.ts';
import { Store } from '../../../embedded/store.ts';
import { createUpstream } from '../../../embedded/upstream.ts';
import type { Target } from './case.ts';

/** A server on a free port of 127.0.0.1. */
async function listen(listener: RequestListener): Promise<{ server: Server; url: URL }> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: new URL(`http://127.0.0.1:${port}`) };
}

/** The example API, for cases that call through the gateway. */
export async function startUpstream(): Promise<{ url: URL; close: () => void }> {
  const { server, url } = await listen(createUpstream());
  return { url, close: () => server.close() };
}

/** The emulator on free ports; `reset` gives it a new, empty state. */
export class Emulator implements AsyncDisposable {
  #kong: Kong;
  #store: Store;
  readonly #servers: Server[] = [];
  target!: Target;

  private constructor() {
    this.#store = new Store(':memory:');
    this.#kong = createKong(this.#store);
  }

  static async start(upstream: URL): Promise<Emulator> {
    const emulator = new Emulator();
    const admin = await listen((request, response) => emulator.#kong.admin(request, response));
    const proxy = await listen((request, response) => emulator.#kong.proxy(request, response));
    emulator.#servers.push(admin.server, proxy.server);
    emulator.target = { admin: admin.url, proxy: proxy.url, upstream };
    return emulator;
  }

  reset(): void {
    this.#kong.close();
    this.#store.close();
    this.#store = new Store(':memory:');
    this.#kong = createKong(this.#store);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#kong.close();
    this.#store.close();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    return Promise.resolve();
  }
}
