import { randomUUID } from 'node:crypto';
import type { Database } from '../entities/database.ts';
import { refuse, schemaViolation } from '../schema/error.ts';
import { idOf, isUuid, reference, text, type Entity, type Value } from '../schema/value.ts';
import {
  created,
  idKey,
  noContent,
  ok,
  unescape,
  type Action,
  type Call,
  type Endpoint,
} from './endpoint.ts';

/**
 * Certificates list the server names that they are tostring for, though those are entities of their own,
 * and a server name can stand for its certificate's id.
 */
export function addCertificateEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
): void {
  const certificates = database.dao('certificates');
  const snis = database.dao('snis');
  const withNames = (row: Entity): Entity => ({ ...row, snis: namesOf(idOf(row)) });
  const namesOf = (id: string): string[] =>
    snis.table
      .children('certificate', id)
      .map((child) => text(snis.table.get(child)?.['name']) ?? '')
      .sort();

  /** Writes a certificate and then its names, or neither. */
  const write = (call: Call, own: string | undefined, save: (body: Entity) => Entity): Entity => {
    const { snis: given, ...body } = call.body;
    const names = nameList(given);
    for (const name of names ?? []) refuseTaken(name, own);
    return database.store.transaction(() => {
      const row = save(body);
      if (names) {
        for (const name of namesOf(idOf(row))) {
          if (!names.includes(name)) snis.delete({ field: 'name', value: name });
        }
        for (const name of names) {
          if (!snis.table.find('name', name)) {
            snis.insert({ name, certificate: { id: row['id'] } });
          }
        }
      }
      return withNames(row);
    });
  };

  const refuseTaken = (name: string, own: string | undefined) => {
    const holder = reference(snis.select({ field: 'name', value: name })?.['certificate']);
    if (holder !== undefined && holder !== own) {
      const taken = `${name} already associated with existing certificate '${holder}'`;
      throw schemaViolation({ snis: taken });
    }
  };

  const resolve = ({ params: [segment = ''] }: Call, otherwise?: string): string => {
    const named = unescape(segment);
    if (isUuid(named)) return named;
    const id =
      reference(snis.select({ field: 'name', value: named })?.['certificate']) ?? otherwise;
    if (id === undefined) throw refuse(404, 'SNI not found');
    return id;
  };

  const collection = endpoints.get('/certificates')!.actions;
  const { GET: page } = collection;
  collection['GET'] = (call) => {
    const { body } = page!(call) as { body: { data: Entity[] } };
    return ok({ ...body, data: body.data.map(withNames) });
  };
  collection['POST'] = (call) =>
    created(write(call, undefined, (body) => certificates.insert(body)));

  const put: Action = (call) => {
    const id = resolve(call, randomUUID());
    const name = unescape(call.params[0] ?? '');
    const list = nameList(call.body['snis']);
    const names = list && !isUuid(name) ? [...new Set([...list, name])] : (list ?? null);
    const body = { ...call.body, snis: names };
    return ok(write({ ...call, body }, id, (row) => certificates.upsert(idKey(id), row)));
  };
  endpoints.set('/certificates/:', {
    schema: certificates.schema,
    actions: {
      GET: (call) => {
        const row = certificates.select(idKey(resolve(call)));
        if (!row) throw refuse(404, 'Not found');
        return ok(withNames(row));
      },
      PUT: put,
      PATCH: (call) => {
        const id = resolve(call);
        return ok(write(call, id, (row) => certificates.update(idKey(id), row)));
      },
      DELETE: (call) => {
        certificates.delete(idKey(resolve(call)));
        return noContent;
      },
    },
  });
  for (const path of ['/certificates/:/snis', '/certificates/:/snis/:']) {
    const { actions } = endpoints.get(path)!;
    for (const [method, action] of Object.entries(actions)) {
      actions[method] = (call) =>
        action!({ ...call, params: [resolve(call), ...call.params.slice(1)] });
    }
  }
  endpoints.delete('/snis/:/certificate');
}

/** The names in order; undefined where they are not to be changed. */
function nameList(given: Value): string[] | undefined {
  if (given === undefined) return undefined;
  if (given === null) return [];
  const names = [given].flat().map((name) => text(name) ?? '');
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw schemaViolation({ snis: `${repeated} is duplicated` });
  return names.sort();
}
