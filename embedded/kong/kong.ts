import type { RequestListener } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import type { Store } from '../store.ts';
import { createAdmin } from './admin/server.ts';
import { Database } from './entities/database.ts';
import { plugins } from './plugins/index.ts';
import { certificateFor } from './proxy/certificates.ts';
import { Proxy } from './proxy/server.ts';
import { releaseOf, type ReleaseName } from './releases.ts';
import { readSchema } from './schema/from-kong.ts';

/** A gateway that answers as Kong Gateway does, with its state in a store. */
export interface Kong {
  admin: RequestListener;
  proxy: RequestListener;
  /** The certificate and key for a TLS connection to that server name, as the SNIs say. */
  certificateFor: (serverName: string | undefined) => SecureContextOptions;
  close(): void;
}

export interface KongOptions {
  /** Default: 3.9. */
  release?: ReleaseName;
}

/** Makes a gateway over `store`; the caller puts servers around its two listeners. */
export function createKong(store: Store, options: KongOptions = {}): Kong {
  const release = releaseOf(options.release ?? '3.9');
  const rules = new Map(plugins.map((plugin) => [plugin.name, plugin.rules]));
  const schemas = Object.fromEntries(
    Object.entries(release.plugins).map(([name, schema]) => [
      name,
      readSchema({ ...schema }, rules.get(name)),
    ]),
  );
  const database = new Database(store, schemas);
  const proxy = new Proxy(database, plugins, release);
  return {
    admin: createAdmin(database, plugins, release, proxy.health),
    proxy: proxy.listener,
    certificateFor: (serverName) => certificateFor(database, serverName),
    close: () => proxy.close(),
  };
}
