import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthConnection } from '../connection.ts';
import { key } from './key.ts';
import { tenant } from './tenant.ts';
import { application } from './application.ts';
import { applicationOauthScope } from './application-oauth-scope.ts';
import { applicationRole } from './application-role.ts';
import { importedKey } from './imported-key.ts';
import { apiKey } from './api-key.ts';
import { lambda } from './lambda.ts';
import { user } from './user.ts';
import { registration } from './registration.ts';
import { entityType } from './entity-type.ts';
import { entityTypePermission } from './entity-type-permission.ts';
import { entity } from './entity.ts';
import { entityGrant } from './entity-grant.ts';

/** All resources of the package. */
export const resources: ResourceDefinition<FusionAuthConnection>[] = [
  key,
  tenant,
  application,
  applicationOauthScope,
  applicationRole,
  importedKey,
  apiKey,
  lambda,
  user,
  registration,
  entityType,
  entityTypePermission,
  entity,
  entityGrant,
];
