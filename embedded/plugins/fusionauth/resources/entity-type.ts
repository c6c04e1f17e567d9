import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { entityTypeProperties } from '../properties/entity-type.ts';
import { simpleResource } from '../simple-resource.ts';

export const entityType: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/entityType:EntityType',
  properties: entityTypeProperties,
  idProperty: 'fusionauthEntityTypeId',
  path: '/api/entity/type',
  wrapper: 'entityType',
});
