import { mkdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createFusionAuth } from './fusionauth/fusionauth.ts';
import { createKong, type KongOptions } from './kong/kong.ts';
import { loopbackOnly } from './loopback.ts';
import { Store } from './store.ts';
import { createUpstream } from './upstream.ts';

/** Where each part of the platform listens; 0 takes any free port. */
export interface Ports {
  kongAdmin: number;
  kongProxy: number;
  fusionAuth: number;
  upstream: number;
}

/** The ports of the guide, and of Pulumi.yaml's and Pulumi.dev.yaml's URLs. */
export const DEFAULT_PORTS: Ports = {
  kongAdmin: 8001,
  kongProxy: 8000,
  fusionAuth: 9011,
  upstream: 8088,
};

/** A running platform. */
export interface Platform {
  ports: Ports;
  /** Ends every connection and closes the store. */
  stop(): Promise<void>;
}

/** A port that something else listens on. */
export class PortInUse extends Error {
  readonly part: keyof Ports;
  readonly port: number;

  constructor(part: keyof Ports, port: number) {
    super(`Port ${port} is in use.`);
    this.part = part;
    this.port = port;
  }
}

/**
 * Starts Kong, FusionAuth and the example upstream in this process, on 127.0.0.1 only.
 *
 * @param directory holds the platform's state; made if it is not there. `:memory:` keeps none.
 * @param apiKey the key that FusionAuth accepts from the start, for everything.
 * @param options.release the release that Kong plays; 3.9 if left out.
 * @throws PortInUse, with nothing left running.
 */
export async function startPlatform(
  directory: string,
  ports: Ports,
  apiKey: string,
  options: KongOptions = {},
): Promise<Platform> {
  const store = openStore(directory);
  const kong = createKong(store, options);
  const parts: Record<keyof Ports, http.RequestListener> = {
    kongAdmin: loopbackOnly(kong.admin, { pages: false }),
    kongProxy: kong.proxy,
    // Web applications in the browser call it, as its CORS settings allow.
    fusionAuth: loopbackOnly(createFusionAuth(store, { apiKey }), { pages: true }),
    upstream: createUpstream(),
  };
  const servers: http.Server[] = [];
  const stop = async () => {
    await Promise.all(servers.map(close));
    kong.close();
    store.close();
  };
  try {
    const bound = { ...ports };
    for (const part of Object.keys(parts) as (keyof Ports)[]) {
      const server = http.createServer(parts[part]);
      bound[part] = await listen(server, part, ports[part]);
      servers.push(server);
    }
    return { ports: bound, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openStore(directory: string): Store {
  if (directory === ':memory:') return new Store(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return new Store(join(directory, 'platform.sqlite'));
}

function listen(server: http.Server, part: keyof Ports, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'EADDRINUSE' ? new PortInUse(part, port) : error),
  );
  server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  return promise;
}

function close(server: http.Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
