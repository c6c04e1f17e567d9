import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { entityGrantProperties } from '../properties/entity-grant.ts';
import { simpleResource } from '../simple-resource.ts';

export const entityGrant: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/entityGrant:EntityGrant',
  properties: entityGrantProperties,
  idProperty: 'entityGrantId',
  path: '/api/entity',
  wrapper: 'grant',
});
