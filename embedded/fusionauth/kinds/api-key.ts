import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../documents.ts';
import { at, isObject, shownAs } from '../json.ts';
import type { ObjectKind } from '../object.ts';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/** API keys. Only a key manager may see or make them, and none that it makes is a key manager. */
export const API_KEY: ObjectKind<ApiKey> = {
  name: 'apiKey',
  plural: 'apiKeys',
  path: '/api/api-key',
  scope: 'global',
  lacks: ['list'],
  collection: (state) => state.apiKeys,
  defaults: { metaData: { attributes: {} }, permissions: {}, retrievable: true },
  kept: ['id', 'insertInstant', 'lastUpdateInstant', 'keyManager'],
  carried: ['key', 'tenantId'],
  rules: [
    { path: 'key', unique: 'everywhere' },
    { path: 'tenantId', refersTo: 'tenants' },
  ],
  complete(draft, { existing, errors }) {
    draft.keyManager = existing?.keyManager ?? false;
    if (existing) {
      // Set once, at creation; an update cannot widen a key to another tenant or change its value.
      draft.key = existing.key;
      draft.retrievable = existing.retrievable;
      if (existing.tenantId) draft.tenantId = existing.tenantId;
      else delete draft.tenantId;
    }
    draft.key ||= randomBytes(48).toString('base64url');
    // An endpoint without methods stays listed: a key that lists nothing may do everything.
    const asked = at(draft, 'permissions.endpoints');
    const endpoints: Record<string, string[]> = {};
    for (const [endpoint, methods] of isObject(asked) ? Object.entries(asked) : []) {
      const names = Array.isArray(methods) ? methods.map(shownAs) : [];
      const wrong = names.filter((method) => !METHODS.includes(method));
      if (wrong.length > 0 || !endpoint.startsWith('/')) {
        const why = `The permission [${endpoint}] with methods [${wrong.join(', ')}] does not exist.`;
        errors.invalid('apiKey.permissions.endpoints', why);
      }
      endpoints[endpoint] = names;
    }
    draft.permissions = Object.keys(endpoints).length > 0 ? { endpoints } : {};
  },
  presentNew: (apiKey) => apiKey,
  present({ key, ...rest }) {
    return rest.retrievable ? { ...rest, key } : rest;
  },
};
