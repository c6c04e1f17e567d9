import { randomBytes } from 'node:crypto';
import type { ApiKey } from '../documents.ts';
import { isObject } from '../json.ts';
import type { ObjectKind } from '../object.ts';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

/** API keys. Only a key manager may see or make them, and none that it makes is a key manager. */
export const API_KEY: ObjectKind<ApiKey> = {
  name: 'apiKey',
  plural: 'apiKeys',
  path: '/api/api-key',
  scope: 'global',
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
    const endpoints = draft.permissions?.endpoints;
    for (const [endpoint, methods] of isObject(endpoints) ? Object.entries(endpoints) : []) {
      const wrong = Array.isArray(methods)
        ? methods.filter((m) => !METHODS.includes(m))
        : [methods];
      if (wrong.length > 0 || !endpoint.startsWith('/')) {
        errors.field(
          'invalid',
          'apiKey.permissions.endpoints',
          `The permission [${endpoint}] with methods [${wrong.join(', ')}] is not valid.`,
        );
      }
    }
  },
  presentNew: (apiKey) => apiKey,
  present({ key, ...rest }) {
    return rest.retrievable ? { ...rest, key } : rest;
  },
};
