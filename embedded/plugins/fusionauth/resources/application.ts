import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { applicationProperties } from '../properties/application.ts';
import { simpleResource } from '../simple-resource.ts';

export const application: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/application:Application',
  properties: applicationProperties,
  idProperty: 'fusionauthApplicationId',
  path: '/api/application',
  wrapper: 'application',
});
