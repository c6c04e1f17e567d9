import { isGiven, isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';
import type { Failure, ResourceDefinition } from '../framework/package.ts';
import type { Properties } from '../framework/properties.ts';
import { readBack } from './connection.ts';
import type { KongConnection } from './connection.ts';

/** How one property is kept in a Kong entity. */
export interface Field {
  /** Its place in the entity, dotted: `client_certificate.id`. */
  json: string;
  /**
   * When it is sent. The official provider leaves out empty text, empty lists and most zeros
   * (`filled`), some fields only if they are not given (`given`), and sends others even then, as
   * empty text (`always`).
   */
  send?: 'filled' | 'given' | 'always';
  /** What is sent at an update where the program no longer gives what it gave before. */
  removedAs?: Value;
  /** What a null of the server becomes; without it, the value in state stays. */
  nullAs?: Value;
  /** Emptied by the program, it counts as empty until a refresh, though Kong keeps what it had. */
  emptied?: boolean;
  /** A list that is empty on the server is none where the program gave none, until a refresh. */
  emptyIsNone?: boolean;
  /** Only read, never sent. */
  readOnly?: boolean;
  /** Only sent, never read. */
  writeOnly?: boolean;
  toKong?: (value: Value) => Value;
  fromKong?: (value: Value) => Value;
}

export type Fields = Record<string, Field>;

/** Tags are on every entity. */
export const TAGS: Field = { json: 'tags', emptyIsNone: true };

/** The JSON body that has what is planned, given what there was before. */
export function body(fields: Fields, planned: Values, state: Values = {}): Values {
  const result: Values = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.readOnly) continue;
    const value = planned[name];
    const send = field.send ?? 'filled';
    if (send === 'always') put(result, field.json, value ?? '');
    else if (isGiven(value)) {
      const sent = field.toKong ? field.toKong(value) : value;
      if (send === 'given' || isFilled(sent)) put(result, field.json, sent);
    } else if (field.removedAs !== undefined && isGiven(state[name])) {
      put(result, field.json, field.removedAs);
    }
  }
  return result;
}

/** What the server tells, on top of what was planned or known before. */
export function merge(fields: Fields, entity: Values, base: Values, refresh: boolean): Values {
  const state = { ...base };
  for (const [name, field] of Object.entries(fields)) {
    if (field.writeOnly || (field.emptied && !refresh && isEmptyList(base[name]))) continue;
    const value = take(entity, field.json);
    if (field.emptyIsNone) {
      const list = Array.isArray(value) ? value : [];
      if (refresh || list.length > 0 || isGiven(base[name])) state[name] = list;
    } else if (isGiven(value)) {
      state[name] = field.fromKong ? field.fromKong(value) : value;
    } else if (field.nullAs !== undefined) {
      state[name] = field.nullAs;
    }
  }
  return state;
}

const isFilled = (value: Value): boolean =>
  value !== '' &&
  value !== 0 &&
  (typeof value !== 'object' || value === null || Object.keys(value).length > 0);

const isEmptyList = (value: Value | undefined): boolean =>
  Array.isArray(value) && value.length === 0;

function put(target: Values, path: string, value: Value): void {
  const [first = path, ...rest] = path.split('.');
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const object = isObject(inner) ? inner : {};
  put(object, rest.join('.'), value);
  target[first] = object;
}

function take(source: Values, path: string): Value | undefined {
  const [first = path, ...rest] = path.split('.');
  const value = source[first];
  return rest.length === 0 ? value : isObject(value) ? take(value, rest.join('.')) : undefined;
}

/** What a resource kept as a Kong entity consists of. */
export interface Entity {
  token: string;
  /** What messages call it. */
  kind: string;
  /** The collection: `/services`, or `/consumers/{consumerId}/jwt` for what belongs to a consumer. */
  path: string;
  properties: Properties;
  fields: Fields;
  /** Properties sent at every update, also when they are empty. */
  sentAtUpdate?: readonly string[];
  check?: (inputs: Values) => Failure[];
  /** Adjusts what was read, where the fields alone cannot say it. */
  received?(entity: Values, state: Values, connection: KongConnection): Values;
}

/** Turns the description into a resource: POST, GET, PATCH, DELETE, and a GET after each write. */
export function entityResource(entity: Entity): ResourceDefinition<KongConnection> {
  const owned = entity.path.includes('{consumerId}');
  const collection = (consumer: string): string => entity.path.replace('{consumerId}', consumer);
  const split = (id: string): [string, string] => {
    const [own = id, consumer = ''] = id.split('|');
    if (owned && !consumer) {
      throw new Error(`the id of a ${entity.kind} must be ID|CONSUMER_ID, but is ${id}`);
    }
    return [own, consumer];
  };
  const load = async (connection: KongConnection, id: string, base: Values, refresh: boolean) => {
    const [own, consumer] = split(id);
    const found = await connection.get(`${collection(consumer)}/${encodeURIComponent(own)}`);
    if (!found) return undefined;
    const merged = merge(entity.fields, found, base, refresh);
    return { id, state: entity.received?.(found, merged, connection) ?? merged };
  };
  return {
    token: entity.token,
    properties: entity.properties,
    ...(entity.check ? { check: entity.check } : {}),
    async create(connection, planned) {
      const consumer = text(planned['consumerId']);
      const made = await connection.post(
        collection(consumer),
        body(entity.fields, planned),
        entity.kind,
      );
      const own = text(made['id']);
      const id = owned ? `${own}|${consumer}` : own;
      return readBack(id, () => load(connection, id, planned, false));
    },
    read: (connection, id, state) => load(connection, id, state, true),
    async update(connection, id, planned, state) {
      const [own] = split(id);
      const path = `${collection(text(planned['consumerId']))}/${own}`;
      const sent: Values = { id: own, ...body(entity.fields, planned, state) };
      for (const name of entity.sentAtUpdate ?? []) {
        const json = entity.fields[name]?.json ?? name;
        sent[json] = planned[name] ?? '';
      }
      await connection.patch(path, sent, entity.kind);
      const after = await load(connection, id, planned, false);
      if (!after) throw new Error(`kong ${entity.kind} ${own} was removed while it was updated`);
      return after.state;
    },
    async delete(connection, id) {
      const [own, consumer] = split(id);
      await connection.delete(`${collection(consumer)}/${own}`, entity.kind);
    },
  };
}
