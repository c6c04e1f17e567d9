import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { entityTypePermissionProperties } from '../properties/entity-type-permission.ts';
import { simpleResource } from '../simple-resource.ts';

export const entityTypePermission: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/entityTypePermission:EntityTypePermission',
  properties: entityTypePermissionProperties,
  idProperty: 'entityTypePermissionId',
  path: '/api/entity/type',
  wrapper: 'permission',
});
