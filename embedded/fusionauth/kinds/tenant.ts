import { TENANT_DEFAULTS } from '../defaults.ts';
import type { Tenant } from '../documents.ts';
import { isObject, text } from '../json.ts';
import { removeAll } from '../object.ts';
import type { ObjectKind } from '../object.ts';
import { JWT_RULES } from '../rules.ts';
import { defaultTenant, FUSIONAUTH_APPLICATION } from '../seed.ts';
import { APPLICATION } from './application.ts';
import { ENTITY } from './entity.ts';
import { USER } from './user.ts';

const KEY_FIELDS = ['accessTokenKeyId', 'idTokenKeyId'] as const;

/** Tenants: what everything else belongs to. */
export const TENANT: ObjectKind<Tenant> = {
  name: 'tenant',
  plural: 'tenants',
  path: '/api/tenant',
  scope: 'global',
  collection: (state) => state.tenants,
  defaults: TENANT_DEFAULTS,
  kept: ['id', 'insertInstant', 'lastUpdateInstant', 'state'],
  rules: [
    { path: 'name', required: true, unique: 'everywhere' },
    { path: 'issuer', required: true },
    ...JWT_RULES,
    { path: 'emailConfiguration.port', positive: true },
    { path: 'passwordValidationRules.minLength', positive: true },
    { path: 'passwordValidationRules.maxLength', positive: true },
    { path: 'httpSessionMaxInactiveInterval', positive: true },
  ],
  complete(draft, { state, body, existing }) {
    draft['state'] = 'Active';
    // A new tenant can be made as a copy: what the request leaves out comes from that tenant.
    const source = existing ? undefined : state.tenants.get(text(body['sourceTenantId']));
    const model = source ?? existing ?? defaultTenant(state);
    for (const field of KEY_FIELDS) {
      draft.jwtConfiguration[field] ||= model?.jwtConfiguration[field];
    }
    if (isObject(draft['data']) && existing) draft['configured'] = existing['configured'];
  },
  inUse(tenant, state, errors) {
    if (state.applications.get(FUSIONAUTH_APPLICATION)?.tenantId === tenant.id) {
      errors.field(
        'inUse',
        'tenantId',
        'The tenant of the FusionAuth application cannot be deleted.',
      );
    }
  },
  cascade: (tenant, state) => {
    removeAll(USER, state, tenant.id);
    removeAll(APPLICATION, state, tenant.id);
    removeAll(ENTITY, state, tenant.id);
    for (const key of state.apiKeys.all()) {
      if (key.tenantId === tenant.id) state.apiKeys.delete(key.id);
    }
  },
};
