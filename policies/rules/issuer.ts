import { UNKNOWN, isObject, valueAt } from '../declared.ts';
import { TYPES, type ResourceRule } from '../rule.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** FusionAuth takes a key without endpoints for one that may do everything, in every tenant if it has none. */
export const limitedApiKeys: ResourceRule = {
  name: 'limited-api-keys',
  description: 'Every FusionAuth API key names its endpoints, their methods and its tenant.',
  faults({ type, name, props }) {
    if (type !== TYPES.apiKey) return [];
    const faults: string[] = [];
    const endpoints = props['permissionsEndpoints'];
    if (endpoints !== UNKNOWN && !(Array.isArray(endpoints) && endpoints.length > 0)) {
      faults.push(
        `${name}: permissionsEndpoints is empty, so the key may do everything; name them.`,
      );
    }
    for (const item of Array.isArray(endpoints) ? endpoints.filter(isObject) : []) {
      const endpoint = item['endpoint'];
      if (METHODS.some((method) => item[method] === true || item[method] === UNKNOWN)) continue;
      faults.push(
        `${name}: endpoint ${String(endpoint)} names no method; set one of ${METHODS.join(', ')} to true.`,
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
    const path = {
      [TYPES.application]: 'jwtConfiguration.ttlSeconds',
      [TYPES.tenant]: 'jwtConfigurations.timeToLiveInSeconds',
      [TYPES.entityType]: 'jwtConfiguration.timeToLiveInSeconds',
    }[type];
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
    if (type !== TYPES.tenant && type !== TYPES.application) return [];
    const path = 'loginConfiguration.requireAuthentication';
    const value = valueAt(props, path);
    if (value === true || value === UNKNOWN) return [];
    return [
      `${name}: ${path} is ${JSON.stringify(value) ?? 'not set'}, so anybody may log users in; set it to true.`,
    ];
  },
};

/** Whoever registers, on a page that is open to all perhaps, gets the default roles. */
export const noSuperRoleByDefault: ResourceRule = {
  name: 'no-super-role-by-default',
  description: 'A role that every new registration gets is no super role.',
  faults({ type, name, props }) {
    if (type !== TYPES.role || props['isDefault'] !== true || props['isSuperRole'] !== true)
      return [];
    return [
      `${name}: every new registration gets this super role; turn isDefault or isSuperRole off.`,
    ];
  },
};
