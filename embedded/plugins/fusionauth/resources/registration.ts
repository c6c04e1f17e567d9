import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { registrationProperties } from '../properties/registration.ts';
import { simpleResource } from '../simple-resource.ts';

export const registration: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/registration:Registration',
  properties: registrationProperties,
  idProperty: 'fusionauthRegistrationId',
  path: '/api/user/registration',
  wrapper: 'registration',
});
