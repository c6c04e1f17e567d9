import type { Failure, Found, ResourceDefinition } from '../framework/package.ts';
import type { Properties } from '../framework/properties.ts';
import { isGiven, isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';
import type { FusionAuthConnection } from './connection.ts';
import { fromJson, toJson } from './json.ts';
import type { Wire } from './json.ts';

/** A resource that is one object of FusionAuth's API. */
export interface WireResource extends Wire {
  token: string;
  idProperty: string;
  schemaVersion?: number;
  /** Where the object is; its id follows. */
  path: string;
  /** Where it is made, if elsewhere. */
  createPath?: string;
  /** The property in which a program chooses the id. */
  idInput: string;
  /** The official provider does not read that property back. */
  idUnread?: true;
  /** What is sent although no property says it. */
  always?: Values;
  /** The same, at updates only. */
  alwaysAtUpdate?: Values;
  /** Requests that name the tenant in their header. */
  tenantHeader?: readonly ('create' | 'read' | 'update' | 'delete')[];
  deleteQuery?: string;
  /** The official provider does not read the answer to an update: state is what was planned. */
  updateUnread?: true;
  /** Adjusts what is planned before it is sent. */
  prepare?: (planned: Values) => Values;
  /** Adjusts what was read; `before` is what is planned or what state had. */
  adjust?: (found: Values, before: Values) => Values;
  /** Reads the id of an import. */
  importId?: (id: string) => { id: string; state: Values };
  check?: (inputs: Values, resource: string) => Failure[];
}

/** POST, GET, PUT of the whole object, DELETE. */
export function wireResource(wire: WireResource): ResourceDefinition<FusionAuthConnection> {
  const { path, properties, wrapper } = wire;
  const tenantOf = (values: Values, request: 'create' | 'read' | 'update' | 'delete') =>
    wire.tenantHeader?.includes(request) ? text(values['tenantId']) : undefined;
  const bodyOf = (planned: Values, extra: Values = {}): Values =>
    merged(merged(toJson(wire, wire.prepare?.(planned) ?? planned), wire.always ?? {}), extra);
  const found = (answer: Values, before: Values): Values => {
    const object = isObject(answer[wrapper]) ? answer[wrapper] : {};
    const values = fromJson(wire, answer);
    if (!wire.idUnread) values[wire.idInput] = text(object['id']);
    return wire.adjust?.(values, before) ?? values;
  };
  const applied = (answer: Values, planned: Values): Values => ({
    ...planned,
    ...quiet(properties, found(answer, planned), planned),
  });
  const read = async (
    connection: FusionAuthConnection,
    id: string,
    before: Values,
  ): Promise<Found | undefined> => {
    const answer = await connection.get(`${path}/${id}`, wrapper, tenantOf(before, 'read'));
    return answer && { id, state: { ...before, ...found(answer, before) } };
  };
  return {
    token: wire.token,
    properties,
    idProperty: wire.idProperty,
    ...(wire.schemaVersion ? { schemaVersion: wire.schemaVersion } : {}),
    ...(wire.check ? { check: wire.check } : {}),
    async create(connection, planned) {
      const wanted = text(planned[wire.idInput]);
      const where = [wire.createPath ?? path, ...(wanted ? [wanted] : [])].join('/');
      const answer = await connection.post(where, bodyOf(planned), tenantOf(planned, 'create'));
      const made = isObject(answer[wrapper]) ? text(answer[wrapper]['id']) : '';
      if (!made) throw new Error(`POST ${where}: FusionAuth's answer has no ${wrapper}.id`);
      return { id: made, state: applied(answer, planned) };
    },
    read(connection, id, state) {
      const isImport = Object.keys(state).length === 0;
      const named = isImport && wire.importId ? wire.importId(id) : { id, state };
      return read(connection, named.id, named.state);
    },
    async update(connection, id, planned, state) {
      const body = bodyOf(planned, wire.alwaysAtUpdate);
      const answer = await connection.put(`${path}/${id}`, body, tenantOf(planned, 'update'));
      return wire.updateUnread ? emptied(properties, planned, state) : applied(answer, planned);
    },
    delete: (connection, id, state) =>
      connection.delete(`${path}/${id}${wire.deleteQuery ?? ''}`, tenantOf(state, 'delete')),
  };
}

/** An empty list that nobody asked for is the same as none, until the next read. */
export function quiet(properties: Properties, found: Values, planned: Values): Values {
  const result = { ...found };
  for (const [name, value] of Object.entries(found)) {
    const property = properties[name];
    const decided = isGiven(planned[name]) || property?.computed || property?.outputOnly;
    if (isEmptyCollection(value) && !decided) result[name] = null;
  }
  return result;
}

/** Text that was there and is no longer planned leaves empty text behind. */
export function emptied(properties: Properties, planned: Values, state: Values): Values {
  const result = { ...planned };
  for (const [name, property] of Object.entries(properties)) {
    const [before, after] = [state[name], planned[name]];
    const nested = property.properties ?? property.items?.properties;
    if (nested && isGiven(after)) result[name] = emptiedBlock(nested, after, before);
    else if (isGiven(before) && !isGiven(after) && property.type === 'string') result[name] = '';
  }
  return result;
}

function emptiedBlock(nested: Properties, planned: Value, state: Value | undefined): Value {
  if (isObject(planned)) return isObject(state) ? emptied(nested, planned, state) : planned;
  if (!Array.isArray(planned) || !Array.isArray(state)) return planned;
  return planned.map((item, index) => emptiedBlock(nested, item, state[index]));
}

const isEmptyCollection = (value: Value): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;

/** `extra` where the body says nothing. */
export function merged(body: Values, extra: Values): Values {
  const result = { ...body };
  for (const [name, value] of Object.entries(extra)) {
    const old = result[name];
    if (old === undefined) result[name] = value;
    else if (isObject(old) && isObject(value)) result[name] = merged(old, value);
  }
  return result;
}
