import type { Collection, Store } from '../../store.ts';
import {
  invalidReference,
  primaryKeyViolation,
  stillReferenced,
  uniqueViolation,
} from '../schema/error.ts';
import type { EntitySchema, Field } from '../schema/field.ts';
import { tostring, idOf, reference, type Entity, type Value } from '../schema/value.ts';

type Index = Map<string, string>;

/** The rows of one entity, with the constraints that a database would keep. */
export class Table {
  readonly schema: EntitySchema;
  readonly #rows: Collection<Entity>;
  readonly #tables: Map<string, Table>;
  readonly #unique: [string, Index][];
  readonly #together: Index = new Map();
  readonly #foreign: [string, Field, Map<string, Set<string>>][];
  #sorted: string[] | undefined;
  #seen = -1;

  constructor(store: Store, schema: EntitySchema, tables: Map<string, Table>) {
    this.schema = schema;
    this.#rows = store.collection<Entity>(`kong/${schema.name}`);
    this.#tables = tables;
    const fields = Object.entries(schema.fields);
    this.#unique = fields
      .filter(([name, field]) => field.unique ?? name === schema.endpointKey)
      .map(([name]) => [name, new Map<string, string>()]);
    this.#foreign = fields
      .filter(([, field]) => field.type === 'foreign')
      .map(([name, field]) => [name, field, new Map<string, Set<string>>()]);
  }

  /** Changes whenever a row does. */
  get version(): number {
    return this.#rows.version;
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): Entity[] {
    return this.#rows.all();
  }

  get(id: string): Entity | undefined {
    return this.#rows.get(id.toLowerCase());
  }

  /** The row whose unique `field` has that value. */
  find(field: string, value: Value): Entity | undefined {
    this.#refresh();
    const index = this.#unique.find(([name]) => name === field)?.[1];
    const id = index?.get(tostring(value));
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** The row with the same values in the fields that are unique together. */
  findTogether(row: Entity): Entity | undefined {
    this.#refresh();
    const id = this.#together.get(this.#togetherKey(row) ?? '');
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** All ids, sorted. */
  ids(): string[] {
    this.#refresh();
    this.#sorted ??= this.#rows
      .all()
      .map((row) => idOf(row))
      .sort();
    return this.#sorted;
  }

  /** The ids, sorted, of the rows whose foreign `field` is `parent`. */
  children(field: string, parent: string): string[] {
    this.#refresh();
    const ids = this.#foreign.find(([name]) => name === field)?.[2].get(parent);
    return ids ? [...ids].sort() : [];
  }

  /** Up to `size` of the rows `ids` that come after `after`, and whether there are more. */
  page(
    ids: string[],
    size: number,
    after: string | undefined,
    keep?: (row: Entity) => boolean,
  ): [Entity[], boolean] {
    const rows: Entity[] = [];
    for (let at = after === undefined ? 0 : firstAfter(ids, after); at < ids.length; at += 1) {
      const row = this.#rows.get(ids[at] ?? '');
      if (!row || (keep && !keep(row))) continue;
      if (rows.length === size) return [rows, true];
      rows.push(row);
    }
    return [rows, false];
  }

  /** Returns the row as it is kept. */
  insert(row: Entity): Entity {
    const id = idOf(row).toLowerCase();
    if (this.#rows.get(id)) throw this.#duplicateId(row);
    this.#check(row, undefined);
    return this.#put(id, row);
  }

  replace(id: string, row: Entity): Entity {
    this.#check(row, id);
    return this.#put(id, row);
  }

  /** Deletes a row and whatever belongs to it; refuses while something else refers to it. */
  delete(id: string): void {
    for (const [field, child] of this.#referrers()) {
      if (child.schema.fields[field]?.onDelete === 'cascade') continue;
      if (child.children(field, id).length > 0) {
        throw stillReferenced(this.schema.name, child.schema.name);
      }
    }
    for (const [field, child] of this.#referrers()) {
      for (const childId of child.children(field, id)) child.delete(childId);
    }
    const row = this.#rows.get(id);
    if (!row) return;
    this.#refresh();
    this.#unindex(id, row);
    this.#rows.delete(id);
    this.#sorted = undefined;
    this.#seen = this.#rows.version;
  }

  *#referrers(): Generator<[string, Table]> {
    for (const table of this.#tables.values()) {
      for (const [name, field] of table.#foreign) {
        if (field.reference === this.schema.name) yield [name, table];
      }
    }
  }

  /** Kong mistakes a duplicate id for a duplicate of a unique field whose name is in the constraint's. */
  #duplicateId(row: Entity): Error {
    const mistaken = this.#unique.find(([name]) => `${this.schema.name}_pkey`.includes(name))?.[0];
    const unique = mistaken !== undefined && this.schema.fields[mistaken]?.unique;
    return unique
      ? uniqueViolation({ [mistaken]: row[mistaken] })
      : primaryKeyViolation({ id: row['id'] });
  }

  #check(row: Entity, own: string | undefined): void {
    this.#refresh();
    const holder = this.#together.get(this.#togetherKey(row) ?? '');
    if (holder !== undefined && holder !== own) {
      const names = this.schema.uniqueTogether ?? [];
      throw uniqueViolation(Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
    }
    for (const [name, index] of this.#unique) {
      const value = row[name];
      const taken = value === null || value === undefined ? undefined : index.get(tostring(value));
      if (this.schema.fields[name]?.unique && taken !== undefined && taken !== own) {
        throw uniqueViolation({ [name]: value });
      }
    }
    for (const [name, field] of this.#foreign) {
      const id = reference(row[name]);
      if (id !== undefined && !this.#tables.get(field.reference ?? '')?.get(id)) {
        throw invalidReference(name, { id }, field.reference ?? '');
      }
    }
  }

  #put(id: string, given: Entity): Entity {
    this.#refresh();
    const before = this.#rows.get(id);
    if (before) this.#unindex(id, before);
    else this.#sorted = undefined;
    const row: Entity = { ...given, id };
    for (const [name] of this.#foreign) {
      const parent = reference(row[name]);
      row[name] = parent === undefined ? null : { id: parent.toLowerCase() };
    }
    this.#rows.put(id, row);
    this.#index(id, row);
    this.#seen = this.#rows.version;
    return row;
  }

  #togetherKey(row: Entity): string | undefined {
    const names = this.schema.uniqueTogether;
    if (!names) return undefined;
    return JSON.stringify(names.map((name) => reference(row[name]) ?? row[name] ?? null));
  }

  #refresh(): void {
    if (this.#seen === this.#rows.version) return;
    for (const [, index] of this.#unique) index.clear();
    for (const [, , index] of this.#foreign) index.clear();
    this.#together.clear();
    this.#sorted = undefined;
    for (const row of this.#rows.all()) this.#index(idOf(row), row);
    this.#seen = this.#rows.version;
  }

  #index(id: string, row: Entity): void {
    for (const [name, index] of this.#unique) {
      const value = row[name];
      if (value !== null && value !== undefined) index.set(tostring(value), id);
    }
    const key = this.#togetherKey(row);
    if (key !== undefined) this.#together.set(key, id);
    for (const [name, , index] of this.#foreign) {
      const parent = reference(row[name]);
      if (parent === undefined) continue;
      const ids = index.get(parent) ?? new Set();
      index.set(parent, ids.add(id));
    }
  }

  #unindex(id: string, row: Entity): void {
    for (const [name, index] of this.#unique) {
      if (index.get(tostring(row[name])) === id) index.delete(tostring(row[name]));
    }
    const key = this.#togetherKey(row);
    if (key !== undefined) this.#together.delete(key);
    for (const [name, , index] of this.#foreign) {
      const parent = reference(row[name]);
      if (parent !== undefined) index.get(parent)?.delete(id);
    }
  }
}

function firstAfter(sorted: string[], id: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
