import { DATA } from '../codecs.ts';
import { memberResource } from '../member-resource.ts';
import { entityTypePermissionProperties } from '../properties/entity-type-permission.ts';

/** A permission of an entity type. */
export const entityTypePermission = memberResource({
  token: 'fusionauth:index/entityTypePermission:EntityTypePermission',
  wire: {
    wrapper: 'permission',
    properties: entityTypePermissionProperties,
    codecs: { data: DATA },
  },
  idProperty: 'entityTypePermissionId',
  wantedIdProperty: 'permissionId',
  always: { entityType: { jwtConfiguration: { enabled: false } } },
  owner: {
    property: 'entityTypeId',
    path: '/api/entity/type',
    within: { wrapper: 'entityType', members: 'permissions' },
  },
  importFormat: 'entity_type_id:permission_id',
});
