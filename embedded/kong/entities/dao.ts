import type { Store } from '../../store.ts';
import {
  invalidOffset,
  invalidPrimaryKey,
  invalidSize,
  invalidUnique,
  notFoundBy,
  schemaViolation,
  unexpected,
  unresolvedReferences,
  type Problems,
} from '../schema/error.ts';
import type { EntitySchema } from '../schema/field.ts';
import { complete, mergeValues, present, process } from '../schema/process.ts';
import { primaryKeyProblems, validate, validateField, type SchemaOf } from '../schema/validate.ts';
import {
  tostring,
  idOf,
  isEntity,
  reference,
  strings,
  type Entity,
  type Value,
} from '../schema/value.ts';
import { expiryField, isExpired, showExpiry, splitExpiry } from './expiry.ts';
import type { Table } from './table.ts';

/** Which row is meant: by id, or by the value of a unique field. */
export interface Key {
  field: string;
  value: Value;
}

/** A part of a list. */
export interface Page {
  data: Entity[];
  offset: string | undefined;
}

export interface PageOptions {
  size?: number | undefined;
  offset?: string | undefined;
  keep?: ((row: Entity) => boolean) | undefined;
  parent?: { field: string; id: string } | undefined;
}

/** The other entities of the gateway, which rows refer to. */
export interface Tables {
  store: Store;
  table: (name: string) => Table;
  schemaOf: SchemaOf;
}

/** Reads and writes one entity by the rules of its schema. */
export class Dao {
  readonly table: Table;
  readonly schema: EntitySchema;
  readonly #tables: Tables;

  constructor(tables: Tables, table: Table) {
    this.#tables = tables;
    this.table = table;
    this.schema = table.schema;
  }

  select(key: Key): Entity | undefined {
    const row = this.#find(key);
    return row && this.#show(row);
  }

  /** Part of all rows, or of those whose foreign field is `parent`, by id. */
  page({ size = 100, offset, keep, parent }: PageOptions): Page {
    if (!Number.isInteger(size) || size < 1 || size > 1000) {
      throw invalidSize('size must be an integer between 1 and 1000');
    }
    const after = offset === undefined ? undefined : decodeOffset(offset);
    const ids = parent ? this.table.children(parent.field, parent.id) : this.table.ids();
    const [rows, more] = this.table.page(
      ids,
      size,
      after,
      (row) => !isExpired(row) && (keep?.(row) ?? true),
    );
    const last = rows.at(-1);
    return {
      data: rows.map((row) => this.#show(row)),
      offset: more && last ? encodeOffset(idOf(last)) : undefined,
    };
  }

  insert(given: Entity): Entity {
    const [input, expiry] = splitExpiry(this.schema, this.schema.prepare?.(given) ?? given);
    this.#protocolsMatch(input);
    const entity = process(this.schema, input, 'insert');
    this.#resolve(entity);
    this.#validate(entity, true);
    return this.#show(this.table.insert(this.#derived({ ...entity, ...expiry })));
  }

  update(key: Key, given: Entity): Entity {
    const [input, expiry] = splitExpiry(this.schema, given);
    this.#checkKey(key);
    this.#protocolsMatch(this.#completeScope(key, input));
    const changes = process(this.schema, input, 'update');
    const before = this.#find(key);
    if (!before) throw notFoundBy({ [key.field]: key.value }, key.field === 'id');
    const { [expiryField]: expires, ...current } = before;
    const entity = mergeValues(this.schema, changes, current);
    this.#resolve(entity);
    this.#validate(entity, false);
    const row = this.#derived({ ...entity, [expiryField]: expires, ...expiry });
    return this.#show(this.table.replace(idOf(before), row));
  }

  upsert(key: Key, given: Entity): Entity {
    const [input, expiry] = splitExpiry(this.schema, given);
    this.#checkKey(key);
    if (key.field === 'id') this.#protocolsMatch(input);
    const entity = process(this.schema, input, 'upsert');
    const before = this.#find(key);
    if (key.field !== 'id') entity[key.field] = key.value;
    this.#resolve(entity);
    this.#validate(entity, true);
    entity[key.field] = key.value;
    const row = this.#derived({ ...entity, ...expiry });
    return this.#show(before ? this.table.replace(idOf(before), row) : this.table.insert(row));
  }

  delete(key: Key): void {
    const row = this.#find(key);
    if (row) this.#tables.store.transaction(() => this.table.delete(idOf(row)));
  }

  #find(key: Key): Entity | undefined {
    this.#checkKey(key);
    const row =
      key.field === 'id'
        ? this.table.get(tostring(key.value))
        : this.table.find(key.field, key.value);
    return row && !isExpired(row) ? row : undefined;
  }

  #checkKey(key: Key): void {
    if (key.field === 'id') {
      const problems = primaryKeyProblems({ id: key.value });
      if (problems) throw invalidPrimaryKey(problems);
      return;
    }
    const field = this.schema.fields[key.field];
    const problem = field && validateField(field, key.value, this.#options(true));
    if (problem !== undefined) throw invalidUnique(key.field, tostring(problem));
  }

  #show(row: Entity): Entity {
    return present(this.schema, this.schema.ttl ? showExpiry(row) : row);
  }

  #derived(row: Entity): Entity {
    return this.schema.derive?.(row) ?? row;
  }

  #options(full: boolean) {
    return { full, updating: !full, schemaOf: this.#tables.schemaOf, complete };
  }

  /** What would be wrong with a new row, without writing it. */
  problems(input: Entity): Problems | undefined {
    let entity: Entity;
    try {
      entity = process(this.schema, input, 'insert');
    } catch {
      // The real gateway goes on with nothing, and fails.
      throw unexpected();
    }
    return validate(this.schema, entity, this.#options(true));
  }

  #validate(entity: Entity, full: boolean): void {
    const problems = validate(this.schema, entity, this.#options(full));
    if (problems) throw schemaViolation(problems);
  }

  /** Replaces references by a unique field, such as a service's name, by references by id. */
  #resolve(entity: Entity): void {
    const failed: Parameters<typeof unresolvedReferences>[0] = {};
    for (const [name, field] of Object.entries(this.schema.fields)) {
      const value = entity[name];
      const parent = this.#tables.schemaOf(field.reference ?? '');
      if (!parent || !isEntity(value) || !primaryKeyProblems(value)) continue;
      const wrong: Entity = {};
      for (const [unique, definition] of Object.entries(parent.fields)) {
        const given = value[unique];
        if (!definition.unique || given === undefined || given === null) continue;
        if (validateField(definition, given, this.#options(true)) !== undefined) continue;
        const row = this.#tables.table(parent.name).find(unique, given);
        if (row) {
          entity[name] = { id: row['id'] };
          break;
        }
        wrong[unique] = given;
      }
      if (Object.keys(wrong).length > 0) failed[name] = { parent: parent.name, values: wrong };
    }
    if (Object.keys(failed).length > 0) throw unresolvedReferences(failed);
  }

  /** What an update leaves as it is, where the match of protocols depends on it. */
  #completeScope(key: Key, input: Entity): Entity {
    const { protocols, service, route } = input;
    if (this.schema.name !== 'plugins' || !(protocols ?? service ?? route)) return {};
    const before = this.#find(key) ?? {};
    return {
      protocols: protocols ?? before['protocols'],
      service: service ?? before['service'],
      route: route ?? before['route'],
    };
  }

  /** A plugin must share a protocol with its route, or with a route of its service. */
  #protocolsMatch(plugin: Entity): void {
    if (this.schema.name !== 'plugins' || !Array.isArray(plugin['protocols'])) return;
    const own = strings(plugin['protocols']);
    const shares = (route: Entity) =>
      strings(route['protocols']).some((name) => own.includes(name));
    const routeId = reference(plugin['route']);
    const serviceId = reference(plugin['service']);
    if (isEntity(plugin['route'])) {
      const route = routeId === undefined ? undefined : this.#tables.table('routes').get(routeId);
      if (route && !shares(route)) {
        throw schemaViolation({ protocols: "must match the associated route's protocols" });
      }
    } else if (serviceId !== undefined) {
      const table = this.#tables.table('routes');
      const routes = table.children('service', serviceId).map((id) => table.get(id) ?? {});
      if (routes.length > 0 && !routes.some(shares)) {
        throw schemaViolation({
          protocols:
            "must match the protocols of at least one route pointing to this Plugin's service",
        });
      }
    }
  }
}

function encodeOffset(id: string): string {
  return Buffer.from(JSON.stringify([id]))
    .toString('base64')
    .replace(/=+$/, '');
}

function decodeOffset(offset: string): string | undefined {
  const bare = offset.replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(bare) || bare.length % 4 === 1) {
    throw invalidOffset(offset, 'bad base64 encoding');
  }
  try {
    const key: unknown = JSON.parse(Buffer.from(bare, 'base64').toString());
    return Array.isArray(key) ? String(key[0]) : undefined;
  } catch {
    throw invalidOffset(offset, 'bad json encoding');
  }
}
