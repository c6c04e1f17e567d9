import type { ResourceDefinition } from '../framework/package.ts';
import { isObject, text, type Value, type Values } from '../framework/values.ts';
import type { FusionAuthConnection } from './connection.ts';
import { fromJson, toJson, type Wire } from './json.ts';
import { emptied, merged } from './wire-resource.ts';

/** An object that FusionAuth has only as part of another: a role of an application, say. */
export interface Member {
  token: string;
  schemaVersion?: number;
  wire: Wire;
  idProperty: string;
  /** The property that holds a wanted id, if there is one. */
  wantedIdProperty?: string;
  /** The official provider does not read the answers to its changes: state is what was planned. */
  changesUnread?: true;
  /** What Go sends along with the member. */
  always: Values;
  /** What it is part of. */
  owner: {
    /** The member's property that holds the owner's id. */
    property: string;
    path: string;
    /** What holds the owner in an answer, and in it the members. Left out, a member is read by itself. */
    within?: { wrapper: string; members: string };
  };
  /** How an import id is written, in the provider's words. */
  importFormat: string;
}

/** The resource that such a member is; it can be read only as part of its owner. */
export function memberResource(member: Member): ResourceDefinition<FusionAuthConnection> {
  const { token, wire, idProperty, wantedIdProperty, always, owner, importFormat } = member;
  const { wrapper: name, properties } = wire;
  const pathOf = (values: Values): string => `${owner.path}/${text(values[owner.property])}`;
  const bodyOf = (planned: Values): Values => merged(toJson(wire, planned), always);
  const stateOf = (answer: Value | undefined, before: Values): Values => ({
    ...before,
    ...fromJson(wire, { [name]: answer ?? {} }),
  });
  const memberOf = async (connection: FusionAuthConnection, before: Values, id: string) => {
    const { within } = owner;
    if (!within) return (await connection.get(`${pathOf(before)}/${name}/${id}`, name))?.[name];
    const whole = (await connection.get(pathOf(before), within.wrapper))?.[within.wrapper];
    const all = isObject(whole) ? whole[within.members] : undefined;
    return Array.isArray(all) ? all.find((one) => isObject(one) && one['id'] === id) : undefined;
  };
  return {
    token,
    properties,
    idProperty,
    ...(member.schemaVersion ? { schemaVersion: member.schemaVersion } : {}),
    async create(connection, planned) {
      const wanted = wantedIdProperty ? text(planned[wantedIdProperty]) : '';
      const path = `${pathOf(planned)}/${name}${wanted ? `/${wanted}` : ''}`;
      const made = (await connection.post(path, bodyOf(planned)))[name];
      const id = isObject(made) ? text(made['id']) : '';
      if (!id) throw new Error(`POST ${path}: the answer has no ${name}.id`);
      return { id, state: member.changesUnread ? planned : stateOf(made, planned) };
    },
    async read(connection, id, state) {
      const isImport = Object.keys(state).length === 0;
      const [ownerId = '', own = ''] = isImport ? id.split(':') : [];
      if (isImport && (!ownerId || !own)) {
        throw new Error(`invalid import format, expected '${importFormat}', got ${id}`);
      }
      const before = isImport ? { [owner.property]: ownerId } : state;
      const wanted = isImport ? own : id;
      const found = await memberOf(connection, before, wanted);
      return found === undefined ? undefined : { id: wanted, state: stateOf(found, before) };
    },
    async update(connection, id, planned, state) {
      const answer = await connection.put(`${pathOf(planned)}/${name}/${id}`, bodyOf(planned));
      if (member.changesUnread) return emptied(properties, planned, state);
      return stateOf(answer[name], planned);
    },
    delete: (connection, id, state) => connection.delete(`${pathOf(state)}/${name}/${id}`),
  };
}
