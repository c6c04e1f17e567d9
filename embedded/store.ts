import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * Documents in one SQLite file, by collection and id. What a call has returned from survives a
 * restart and kill -9. Reads come from memory; every write goes through to the file first.
 */
export class Store {
  readonly #db: DatabaseSync;
  readonly #collections = new Map<string, Collection<object>>();
  #depth = 0;

  /**
   * Opens or creates `file`; `:memory:` keeps nothing.
   *
   * @throws UnusableStore if the file is damaged, none of these, or of a release that is not known here.
   */
  constructor(file: string) {
    try {
      this.#db = open(file);
    } catch (error) {
      throw error instanceof UnusableStore
        ? error
        : new UnusableStore(file, (error as Error).message);
    }
  }

  /** The collection of that name; the same object at every call. */
  collection<T extends object>(name: string): Collection<T> {
    let collection = this.#collections.get(name);
    if (!collection) {
      collection = new Collection<object>(this.#db, name);
      this.#collections.set(name, collection);
    }
    return collection as unknown as Collection<T>;
  }

  /** Runs `work` as one unit: if it throws, nothing it wrote remains. Nested calls join the outer one. */
  transaction<R>(work: () => R): R {
    if (this.#depth > 0) return work();
    this.#db.exec('BEGIN');
    this.#depth += 1;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      for (const collection of this.#collections.values()) collection.reload();
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  close(): void {
    this.#db.close();
  }
}

/** A file that cannot be used as it is, and the way on. */
export class UnusableStore extends Error {
  constructor(file: string, fault: string) {
    super(
      `What the embedded servers hold, ${file}, cannot be used: ${fault}.\n` +
        'Put a copy of it back that was made while they were stopped, or begin anew: npm run embedded -- reset',
    );
  }
}

/** Of the file's shape. Files from before there was a number have 0, and the same shape. */
const FORMAT = 1;

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    const [format, check] = ['user_version', 'quick_check(1)'].map((pragma) =>
      Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {}).at(0),
    );
    if (check !== 'ok') throw new UnusableStore(file, `it is damaged, ${String(check)}`);
    if (Number(format) > FORMAT) {
      const fault = `it has format ${String(format)}, of a later release than this one, which knows ${FORMAT}`;
      throw new UnusableStore(file, fault);
    }
    // Another program's file may have a table of that name: this throws then.
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'document'").get())
      db.prepare('SELECT position, collection, id, body FROM document');
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA user_version = ${FORMAT};
      CREATE TABLE IF NOT EXISTS document (
        position INTEGER PRIMARY KEY,
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (collection, id)
      ) STRICT;`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Documents of one kind, in the order in which they were first put. Treat what `get` returns as read-only. */
export class Collection<T extends object> {
  readonly #name: string;
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;
  readonly #delete: StatementSync;
  #documents = new Map<string, T>();

  /** Counts every change, so that what is derived from a collection knows when it is stale. */
  version = 0;

  constructor(db: DatabaseSync, name: string) {
    this.#name = name;
    this.#select = db.prepare(
      'SELECT id, body FROM document WHERE collection = ? ORDER BY position',
    );
    this.#upsert = db.prepare(
      `INSERT INTO document (collection, id, body) VALUES (?, ?, ?)
       ON CONFLICT (collection, id) DO UPDATE SET body = excluded.body`,
    );
    this.#delete = db.prepare('DELETE FROM document WHERE collection = ? AND id = ?');
    this.reload();
  }

  get size(): number {
    return this.#documents.size;
  }

  get(id: string): T | undefined {
    return this.#documents.get(id);
  }

  /** All documents, oldest first. */
  all(): T[] {
    return [...this.#documents.values()];
  }

  put(id: string, document: T): void {
    this.#upsert.run(this.#name, id, JSON.stringify(document));
    this.#documents.set(id, document);
    this.version += 1;
  }

  /** Whether there was something to delete. */
  delete(id: string): boolean {
    this.#delete.run(this.#name, id);
    this.version += 1;
    return this.#documents.delete(id);
  }

  /** Forgets what is in memory and reads the file again. */
  reload(): void {
    const rows = this.#select.all(this.#name);
    this.#documents = new Map(
      rows.map((row) => [String(row['id']), JSON.parse(String(row['body'])) as T]),
    );
    this.version += 1;
  }
}
