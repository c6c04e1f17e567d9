import type { ResourceDefinition } from '../../framework/package.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Value, Values } from '../../framework/values.ts';
import type { FusionAuthClient } from '../client.ts';
import { fromJson, toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { applicationRoleProperties } from '../properties/application-role.ts';
import { merged } from '../wire-resource.ts';
import { EMPTY_REQUEST } from './application.ts';

const wire: Wire = { wrapper: 'role', properties: applicationRoleProperties };

const pathOf = (values: Values): string => `/api/application/${text(values['applicationId'])}`;
/** Go sends a whole application along with the role. */
const bodyOf = (planned: Values): Values => merged(toJson(wire, planned), EMPTY_REQUEST);

const stateOf = (role: Value | undefined, before: Values): Values => ({
  ...before,
  ...fromJson(wire, { role: role ?? {} }),
});

/** A role of an application; it can be read only as part of it. */
export const applicationRole: ResourceDefinition<FusionAuthClient> = {
  token: 'fusionauth:index/applicationRole:ApplicationRole',
  properties: applicationRoleProperties,
  idProperty: 'applicationRoleId',
  async create(client, planned) {
    const path = `${pathOf(planned)}/role`;
    const { role } = await client.post(path, bodyOf(planned));
    const id = isObject(role) ? text(role['id']) : '';
    if (!id) throw new Error(`POST ${path}: the answer has no role.id`);
    return { id, state: stateOf(role, planned) };
  },
  async read(client, id, state) {
    const isImport = Object.keys(state).length === 0;
    const [applicationId = '', own = ''] = isImport ? id.split(':') : [];
    if (isImport && (!applicationId || !own)) {
      throw new Error(`invalid import format, expected 'application_id:role_id', got ${id}`);
    }
    const before = isImport ? { applicationId } : state;
    const wanted = isImport ? own : id;
    const found = (await client.get(pathOf(before)))?.['application'];
    const roles = isObject(found) && Array.isArray(found['roles']) ? found['roles'] : [];
    const role = roles.find((one) => isObject(one) && one['id'] === wanted);
    return role === undefined ? undefined : { id: wanted, state: stateOf(role, before) };
  },
  async update(client, id, planned) {
    const answer = await client.put(`${pathOf(planned)}/role/${id}`, bodyOf(planned));
    return stateOf(answer['role'], planned);
  },
  delete: (client, id, state) => client.delete(`${pathOf(state)}/role/${id}`),
};
