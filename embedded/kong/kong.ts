import type { RequestListener } from 'node:http';
import type { Store } from '../store.ts';
import { createAdmin } from './admin/server.ts';
import { Database } from './entities/database.ts';
import { plugins } from './plugins/index.ts';
import { Proxy } from './proxy/server.ts';

/** A gateway that answers as Kong Gateway 3.9 does, with its state in a store. */
export interface Kong {
  admin: RequestListener;
  proxy: RequestListener;
  close(): void;
}

/** Makes a gateway over `store`; the caller puts servers around its two listeners. */
export function createKong(store: Store): Kong {
  const schemas = Object.fromEntries(plugins.map(({ name, schema }) => [name, schema]));
  const database = new Database(store, schemas);
  const proxy = new Proxy(database, plugins);
  return {
    admin: createAdmin(database, plugins),
    proxy: proxy.listener,
    close: () => proxy.close(),
  };
}
