import type { Key, State } from '../documents.ts';
import { without } from '../json.ts';
import { generateKey, importKey } from '../keys.ts';
import type { ObjectKind } from '../object.ts';
import { defaultTenant } from '../seed.ts';

/** What names a key, for the refusal to delete it. */
function users(key: Key, state: State): string[] {
  const named = (what: string, items: { name?: string; jwtConfiguration: object }[]) =>
    items
      .filter((item) => Object.values(item.jwtConfiguration).includes(key.id))
      .map((item) => `the ${what} [${item.name}]`);
  return [
    ...named('tenant', state.tenants.all()),
    ...named('application', state.applications.all()),
    ...named('entity type', state.entityTypes.all()),
  ];
}

const kept = ['id', 'insertInstant', 'lastUpdateInstant'];
const material = [
  'algorithm',
  'certificate',
  'expirationInstant',
  'hasPrivateKey',
  'issuer',
  'kid',
  'length',
  'privateKey',
  'publicKey',
  'secret',
  'type',
];

/** Keys as they are read, renamed and deleted. */
export const KEY: ObjectKind<Key> = {
  name: 'key',
  plural: 'keys',
  path: '/api/key',
  scope: 'global',
  collection: (state) => state.keys,
  defaults: {},
  lacks: ['patch'],
  kept: [...kept, ...material],
  rules: [{ path: 'name', required: true, unique: 'everywhere' }],
  present: (key) => without(key, 'privateKey', 'secret'),
  inUse(key, state, errors) {
    const names = users(key, state);
    if (names.length > 0) {
      errors.field(
        'inUse',
        'keyId',
        `The key with Id [${key.id}] cannot be deleted because it is used by ${names.join(', ')}.`,
      );
    }
  },
};

/** Keys as `POST /api/key/generate` makes them. */
export const GENERATED_KEY: ObjectKind<Key> = {
  ...KEY,
  path: '/api/key/generate',
  kept,
  complete(draft, { state, request, errors }) {
    errors.throwIfAny();
    for (const field of material) delete draft[field];
    Object.assign(draft, generateKey(request, defaultTenant(state)?.issuer ?? ''));
  },
};

/** Keys as `POST /api/key/import` makes them; the same pair may be there twice under two names. */
export const IMPORTED_KEY: ObjectKind<Key> = {
  ...KEY,
  path: '/api/key/import',
  kept,
  complete(draft, { request, errors }) {
    errors.throwIfAny();
    for (const field of material) delete draft[field];
    Object.assign(draft, importKey(request));
  },
};
