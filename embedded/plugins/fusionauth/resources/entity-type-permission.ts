import type { ResourceDefinition } from '../../framework/package.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Value, Values } from '../../framework/values.ts';
import type { FusionAuthClient } from '../client.ts';
import { DATA } from '../codecs.ts';
import { fromJson, toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { entityTypePermissionProperties } from '../properties/entity-type-permission.ts';
import { merged } from '../wire-resource.ts';

const wire: Wire = {
  wrapper: 'permission',
  properties: entityTypePermissionProperties,
  codecs: { data: DATA },
};

const typePath = (values: Values): string => `/api/entity/type/${text(values['entityTypeId'])}`;
const ALWAYS = { entityType: { jwtConfiguration: { enabled: false } } };
const bodyOf = (planned: Values): Values => merged(toJson(wire, planned), ALWAYS);

const stateOf = (permission: Value | undefined, before: Values): Values => ({
  ...before,
  ...fromJson(wire, { permission: permission ?? {} }),
});

/** A permission of an entity type; it can be read only as part of its type. */
export const entityTypePermission: ResourceDefinition<FusionAuthClient> = {
  token: 'fusionauth:index/entityTypePermission:EntityTypePermission',
  properties: entityTypePermissionProperties,
  idProperty: 'entityTypePermissionId',
  async create(client, planned) {
    const wanted = text(planned['permissionId']);
    const path = `${typePath(planned)}/permission${wanted ? `/${wanted}` : ''}`;
    const { permission } = await client.post(path, bodyOf(planned));
    const id = isObject(permission) ? text(permission['id']) : '';
    if (!id) throw new Error(`POST ${path}: the answer has no permission.id`);
    return { id, state: stateOf(permission, planned) };
  },
  async read(client, id, state) {
    const isImport = Object.keys(state).length === 0;
    const [entityTypeId = '', own = ''] = isImport ? id.split(':') : [];
    if (isImport && (!entityTypeId || !own)) {
      throw new Error(`invalid import format, expected 'entity_type_id:permission_id', got ${id}`);
    }
    const before = isImport ? { entityTypeId } : state;
    const wanted = isImport ? own : id;
    const type = (await client.get(typePath(before)))?.['entityType'];
    const all = isObject(type) && Array.isArray(type['permissions']) ? type['permissions'] : [];
    const found = all.find((one) => isObject(one) && one['id'] === wanted);
    return found === undefined ? undefined : { id: wanted, state: stateOf(found, before) };
  },
  async update(client, id, planned) {
    const answer = await client.put(`${typePath(planned)}/permission/${id}`, bodyOf(planned));
    return stateOf(answer['permission'], planned);
  },
  delete: (client, id, state) => client.delete(`${typePath(state)}/permission/${id}`),
};
