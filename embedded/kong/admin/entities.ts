import { randomUUID } from 'node:crypto';
import type { Database } from '../entities/database.ts';
import type { Dao } from '../entities/dao.ts';
import { notFound, refuse } from '../schema/error.ts';
import { idOf, reference, type Entity } from '../schema/value.ts';
import {
  created,
  idKey,
  keyOf,
  nestedPathOf,
  noContent,
  ok,
  pathOf,
  type Action,
  type Call,
  type Endpoint,
} from './endpoint.ts';
import { list } from './listing.ts';

/** The endpoints that follow from the entities and their foreign fields alone, by path. */
export function entityEndpoints(database: Database): Map<string, Endpoint> {
  const endpoints = new Map<string, Endpoint>();
  for (const dao of database.daos.values()) {
    const path = pathOf(dao.schema);
    endpoints.set(`/${path}`, { schema: dao.schema, actions: collection(dao) });
    endpoints.set(`/${path}/:`, { schema: dao.schema, actions: single(dao) });
    for (const [field, { reference: parentName }] of Object.entries(dao.schema.fields)) {
      const parent = database.daos.get(parentName ?? '');
      if (!parent) continue;
      const nested = `/${pathOf(parent.schema)}/:/${nestedPathOf(dao.schema)}`;
      endpoints.set(`/${path}/:/${field}`, {
        schema: parent.schema,
        actions: parentOf(dao, parent, field),
      });
      endpoints.set(nested, { schema: dao.schema, actions: childrenOf(parent, dao, field) });
      endpoints.set(`${nested}/:`, { schema: dao.schema, actions: childOf(parent, dao, field) });
    }
  }
  return endpoints;
}

/** The row that the path's first open part means; without it the path leads nowhere. */
export function mustSelect(dao: Dao, call: Call, at = 0): Entity {
  const row = dao.select(keyOf(dao.schema, call.params[at]));
  if (!row) throw notFound();
  return row;
}

function collection(dao: Dao): Record<string, Action> {
  return {
    GET: (call) => list(call, dao),
    POST: ({ body }) => created(dao.insert(body)),
  };
}

function single(dao: Dao): Record<string, Action> {
  const key = (call: Call) => keyOf(dao.schema, call.params[0]);
  return {
    GET: (call) => ok(mustSelect(dao, call)),
    PUT: (call) => ok(dao.upsert(key(call), call.body)),
    PATCH: (call) => ok(dao.update(key(call), call.body)),
    DELETE: (call) => {
      dao.delete(key(call));
      return noContent;
    },
  };
}

/** `/services/a/routes`. */
function childrenOf(parent: Dao, dao: Dao, field: string): Record<string, Action> {
  return {
    GET: (call) => {
      const id = idOf(mustSelect(parent, call));
      return list(call, dao, { field, id, dao: parent, tostring: call.params[0] ?? id });
    },
    POST: (call) => {
      const id = idOf(mustSelect(parent, call));
      return created(dao.insert({ ...call.body, [field]: { id } }));
    },
  };
}

/** `/services/a/routes/b`: only if b belongs to a. */
function childOf(parent: Dao, dao: Dao, field: string): Record<string, Action> {
  const key = (call: Call) => keyOf(dao.schema, call.params[1]);
  const own = (call: Call): [Entity, Entity] => {
    const owner = mustSelect(parent, call);
    const row = mustSelect(dao, call, 1);
    if (reference(row[field]) !== idOf(owner)) throw notFound();
    return [owner, row];
  };
  return {
    GET: (call) => ok(own(call)[1]),
    PUT: (call) => {
      const id = idOf(mustSelect(parent, call));
      return ok(dao.upsert(key(call), { ...call.body, [field]: { id } }));
    },
    PATCH: (call) => {
      const [owner] = own(call);
      return ok(
        dao.update(key(call), { ...call.body, [field]: call.body[field] ?? { id: idOf(owner) } }),
      );
    },
    DELETE: (call) => {
      own(call);
      dao.delete(key(call));
      return noContent;
    },
  };
}

/** `/routes/b/service`: what a foreign field refers to. */
function parentOf(dao: Dao, parent: Dao, field: string): Record<string, Action> {
  const parentId = (call: Call): string => {
    const id = reference(mustSelect(dao, call)[field]);
    if (id === undefined) throw notFound();
    return id;
  };
  return {
    GET: (call) => {
      const row = parent.select(idKey(parentId(call)));
      if (!row) throw notFound();
      return ok(row);
    },
    PUT: (call) => {
      const row = mustSelect(dao, call);
      const id = reference(row[field]);
      const written = parent.upsert(idKey(id ?? randomUUID()), call.body);
      if (id === undefined) dao.update(idKey(idOf(row)), { [field]: { id: idOf(written) } });
      return ok(written);
    },
    PATCH: (call) => ok(parent.update(idKey(parentId(call)), call.body)),
    DELETE: (call) => {
      parentId(call);
      throw refuse(405, 'Method not allowed');
    },
  };
}
