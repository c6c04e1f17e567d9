import { DATA } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { entityProperties } from '../properties/entity.ts';

/** An entity: a machine, a service, anything that has or is granted permissions. */
export const entity = wireResource({
  token: 'fusionauth:index/entity:Entity',
  properties: entityProperties,
  idProperty: 'fusionauthEntityId',
  wrapper: 'entity',
  path: '/api/entity',
  idInput: 'entityId',
  codecs: { data: DATA },
  always: { entity: { type: { jwtConfiguration: { enabled: false } } } },
  tenantHeader: ['create', 'read', 'update', 'delete'],
  importId(id) {
    const [tenantId, own] = id.split(':');
    if (!tenantId || !own)
      throw new Error(`an entity is imported as TENANT_ID:ENTITY_ID, got ${id}`);
    return { id: own, state: { tenantId } };
  },
});
