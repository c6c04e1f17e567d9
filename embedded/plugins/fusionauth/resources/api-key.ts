import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { apiKeyProperties } from '../properties/api-key.ts';
import { simpleResource } from '../simple-resource.ts';

export const apiKey: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/apiKey:ApiKey',
  properties: apiKeyProperties,
  idProperty: 'apiKeyId',
  path: '/api/api-key',
  wrapper: 'apiKey',
});
