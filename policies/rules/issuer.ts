import { kindOf } from '../../catalogue/catalogue.ts';
import { HTTP_METHODS, apiKey } from '../../catalogue/fusionauth/api-key.ts';
import { LOGIN_GUARD } from '../../catalogue/fusionauth/fusionauth.ts';
import { applicationRole } from '../../catalogue/fusionauth/users.ts';
import { isObject } from '../../catalogue/values.ts';
import { UNKNOWN, valueAt } from '../declared.ts';
import type { ResourceRule } from '../rule.ts';

/** FusionAuth takes a key without endpoints for one that may do everything, in every tenant if it has none. */
export const limitedApiKeys: ResourceRule = {
  name: 'limited-api-keys',
  description: 'Every FusionAuth API key names its endpoints, their methods and its tenant.',
  faults({ type, name, props }) {
    if (type !== apiKey.type) return [];
    const faults: string[] = [];
    const endpoints = props['permissionsEndpoints'];
    if (endpoints !== UNKNOWN && !(Array.isArray(endpoints) && endpoints.length > 0)) {
      faults.push(
        `${name}: permissionsEndpoints is empty, so the key may do everything; name them.`,
      );
    }
    for (const item of Array.isArray(endpoints) ? endpoints.filter(isObject) : []) {
      const endpoint = item['endpoint'];
      if (HTTP_METHODS.some((method) => item[method] === true || item[method] === UNKNOWN))
        continue;
      faults.push(
        `${name}: endpoint ${String(endpoint)} names no method; set one of ${HTTP_METHODS.join(', ')} to true.`,
      );
    }
    if (!props['tenantId'])
      faults.push(`${name}: tenantId is not set, so the key opens every tenant; set it.`);
    return faults;
  },
};

/** A token is good until it expires: nothing recalls it from Kong. */
export const tokenLifetime: ResourceRule = {
  name: 'token-lifetime',
  description: 'Access tokens live no longer than maxSeconds.',
  setting: 'maxSeconds',
  faults({ type, name, props }, { maxSeconds }) {
    const path = kindOf(type)?.lifetime;
    const seconds = path ? valueAt(props, path) : undefined;
    if (typeof seconds !== 'number' || seconds <= maxSeconds) return [];
    return [
      `${name}: ${path} is ${seconds}; set it to ${maxSeconds} or less, or raise maxSeconds of this policy.`,
    ];
  },
};

/** The provider sends requireAuthentication false where it is left out, and the login API is then open. */
export const loginNeedsApiKey: ResourceRule = {
  name: 'login-needs-api-key',
  description: 'Tenants and applications require authentication at the login API.',
  faults({ type, name, props }) {
    if (!(LOGIN_GUARD in (kindOf(type)?.properties ?? {}))) return [];
    const value = valueAt(props, LOGIN_GUARD);
    if (value === true || value === UNKNOWN) return [];
    return [
      `${name}: ${LOGIN_GUARD} is ${JSON.stringify(value) ?? 'not set'}, so anybody may log users in; set it to true.`,
    ];
  },
};

/** Whoever registers, on a page that is open to all perhaps, gets the default roles. */
export const noSuperRoleByDefault: ResourceRule = {
  name: 'no-super-role-by-default',
  description: 'A role that every new registration gets is no super role.',
  faults({ type, name, props }) {
    if (
      type !== applicationRole.type ||
      props['isDefault'] !== true ||
      props['isSuperRole'] !== true
    )
      return [];
    return [
      `${name}: every new registration gets this super role; turn isDefault or isSuperRole off.`,
    ];
  },
};
