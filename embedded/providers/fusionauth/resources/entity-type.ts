import { DATA } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { entityTypeProperties } from '../properties/entity-type.ts';

/** A type of entity, with the permissions that can be granted on entities of it. */
export const entityType = wireResource({
  token: 'fusionauth:index/entityType:EntityType',
  properties: entityTypeProperties,
  idProperty: 'fusionauthEntityTypeId',
  wrapper: 'entityType',
  path: '/api/entity/type',
  idInput: 'entityTypeId',
  codecs: { data: DATA },
  always: { permission: { isDefault: false } },
});
