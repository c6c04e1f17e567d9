import { randomBytes } from 'node:crypto';
import type { Entity, EntityType, Permission } from '../documents.ts';
import type { Errors } from '../errors.ts';
import { isObject, text } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { ObjectKind } from '../object.ts';
import { child } from './child.ts';

/** A permission as it is stored. */
export const permission = (
  given: JsonObject,
  id: string | undefined,
  others: Permission[],
  errors: Errors,
): Permission => ({
  ...child('permission', given, id, others, errors),
  data: isObject(given['data']) ? given['data'] : {},
});

/** Entity types: what entities can be allowed to do. */
export const ENTITY_TYPE: ObjectKind<EntityType> = {
  name: 'entityType',
  plural: 'entityTypes',
  path: '/api/entity/type',
  scope: 'global',
  collection: (state) => state.entityTypes,
  defaults: { data: {}, jwtConfiguration: { enabled: false, timeToLiveInSeconds: 0 } },
  kept: ['id', 'insertInstant', 'lastUpdateInstant', 'permissions'],
  rules: [
    { path: 'name', required: true, unique: 'everywhere' },
    { path: 'jwtConfiguration.accessTokenKeyId', refersTo: 'keys' },
  ],
  complete(draft, { existing, request, errors }) {
    draft.permissions = existing?.permissions ?? [];
    const given = request['permissions'];
    if (!existing && Array.isArray(given)) {
      for (const one of given.filter(isObject)) {
        draft.permissions.push(
          permission(one, text(one['id']) || undefined, draft.permissions, errors),
        );
      }
    }
    if (draft.jwtConfiguration.enabled) {
      if (!draft.jwtConfiguration.accessTokenKeyId) {
        errors.blank('entityType.jwtConfiguration.accessTokenKeyId');
      }
      if (!(Number(draft.jwtConfiguration.timeToLiveInSeconds) > 0)) {
        errors.field(
          'invalid',
          'entityType.jwtConfiguration.timeToLiveInSeconds',
          'The [entityType.jwtConfiguration.timeToLiveInSeconds] property must be greater than [0].',
        );
      }
    }
  },
  inUse(type, state, errors) {
    if (state.entities.all().some((entity) => entity.type.id === type.id)) {
      errors.field(
        'inUse',
        'entityTypeId',
        `The entity type with Id [${type.id}] cannot be deleted because entities of this type exist.`,
      );
    }
  },
};

/** Entities: machines, services and whatever else is granted permissions or grants them. */
export const ENTITY: ObjectKind<Entity> = {
  name: 'entity',
  plural: 'entities',
  path: '/api/entity',
  scope: 'tenant',
  collection: (state) => state.entities,
  defaults: { data: {} },
  kept: ['id', 'insertInstant', 'lastUpdateInstant', 'tenantId'],
  carried: ['clientId', 'clientSecret', 'type'],
  rules: [
    { path: 'name', required: true },
    { path: 'type.id', required: true, refersTo: 'entityTypes' },
    { path: 'clientId', unique: 'everywhere' },
  ],
  complete(draft) {
    draft.clientId ||= draft.id;
    draft.clientSecret ||= randomBytes(32).toString('base64url');
    draft.type = { id: draft.type?.id };
  },
  present(entity, state) {
    return { ...entity, type: state.entityTypes.get(entity.type.id) ?? entity.type };
  },
  cascade(entity, state) {
    for (const grant of state.grants.all()) {
      if (grant.entityId === entity.id || grant.recipientEntityId === entity.id) {
        state.grants.delete(grant.id);
      }
    }
  },
};
