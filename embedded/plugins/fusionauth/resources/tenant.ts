import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { tenantProperties } from '../properties/tenant.ts';
import { simpleResource } from '../simple-resource.ts';

export const tenant: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/tenant:Tenant',
  properties: tenantProperties,
  idProperty: 'fusionauthTenantId',
  path: '/api/tenant',
  wrapper: 'tenant',
});
