import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { userProperties } from '../properties/user.ts';
import { simpleResource } from '../simple-resource.ts';

export const user: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/user:User',
  properties: userProperties,
  idProperty: 'fusionauthUserId',
  path: '/api/user',
  wrapper: 'user',
});
