import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { entityProperties } from '../properties/entity.ts';
import { simpleResource } from '../simple-resource.ts';

export const entity: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/entity:Entity',
  properties: entityProperties,
  idProperty: 'fusionauthEntityId',
  path: '/api/entity',
  wrapper: 'entity',
});
