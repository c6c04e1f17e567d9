import type { Store } from '../../store.ts';
import type { EntitySchema, Schema } from '../schema/field.ts';
import { caCertificates, certificates, snis } from './certificate.ts';
import { acls, consumers, jwtSecrets, keyAuths } from './consumer.ts';
import { Dao, type Tables } from './dao.ts';
import { pluginsSchema } from './plugin.ts';
import { routes } from './route.ts';
import { services } from './service.ts';
import { Table } from './table.ts';
import { targets, upstreams } from './upstream.ts';

/** Every entity of the gateway, over one store. */
export class Database implements Tables {
  readonly store: Store;
  readonly daos = new Map<string, Dao>();
  readonly #tables = new Map<string, Table>();

  constructor(store: Store, plugins: Record<string, Schema>) {
    this.store = store;
    const schemas: EntitySchema[] = [
      certificates,
      snis,
      caCertificates,
      services,
      routes,
      consumers,
      pluginsSchema(plugins),
      jwtSecrets,
      acls,
      keyAuths,
      upstreams,
      targets,
    ];
    for (const schema of schemas) {
      const table = new Table(store, schema, this.#tables);
      this.#tables.set(schema.name, table);
      this.daos.set(schema.name, new Dao(this, table));
    }
  }

  dao(name: string): Dao {
    const dao = this.daos.get(name);
    if (!dao) throw new Error(`There is no entity '${name}'.`);
    return dao;
  }

  table(name: string): Table {
    return this.dao(name).table;
  }

  schemaOf = (name: string): EntitySchema | undefined => this.#tables.get(name)?.schema;

  /** A number that changes whenever anything does. */
  get version(): number {
    let sum = 0;
    for (const table of this.#tables.values()) sum += table.version;
    return sum;
  }
}
