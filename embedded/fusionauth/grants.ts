import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Grant, State } from './documents.ts';
import { Errors, notFound } from './errors.ts';
import { isObject, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { ENTITY } from './kinds/entity.ts';
import { find, pathId, shown } from './object.ts';
import { jsonBody } from './body.ts';
import { authorize } from './scope.ts';
import type { Scope } from './scope.ts';

/** Serves entity grants: what a recipient, an entity or a user, may do with an entity. */
export function serveGrants(app: Hono, state: State): void {
  const path = `${ENTITY.path}/:id/grant`;
  const open = (context: Context, scope: Scope) => {
    const entity = find(ENTITY, state, scope, pathId(context.req.param('id'), 'entityId') ?? '');
    const { recipientEntityId, userId } = context.req.query();
    const all = state.grants.all().filter((grant) => grant.entityId === entity.id);
    return { entity, all, recipientEntityId, userId };
  };
  const present = ({ entityId, ...grant }: Grant): JsonObject => {
    const entity = state.entities.get(entityId);
    return { ...grant, ...(entity ? { entity: shown(ENTITY, entity, state) } : {}) };
  };
  const matches = (
    grant: Grant,
    recipientEntityId: string | undefined,
    userId: string | undefined,
  ) =>
    recipientEntityId ? grant.recipientEntityId === recipientEntityId : grant.userId === userId;

  app.on(['POST', 'PUT'], path, async (context) => {
    const scope = authorize(context, state);
    const body = (await jsonBody(context))['grant'];
    const { entity, all } = open(context, scope);
    const given = isObject(body) ? body : {};
    const recipientEntityId = text(given['recipientEntityId']).toLowerCase() || undefined;
    const userId = text(given['userId']).toLowerCase() || undefined;
    const errors = new Errors();
    if (!recipientEntityId && !userId) {
      errors.field(
        'blank',
        'grant.recipientEntityId',
        'You must specify the [grant.recipientEntityId] or the [grant.userId] property.',
      );
    }
    const nobody = (field: string, id: string) =>
      errors.invalid(`grant.${field}`, `Nothing exists with Id [${id}].`);
    if (recipientEntityId && !state.entities.get(recipientEntityId))
      nobody('recipientEntityId', recipientEntityId);
    if (userId && !state.users.get(userId)) nobody('userId', userId);
    const known = state.entityTypes.get(entity.type.id)?.permissions ?? [];
    const permissions = Array.isArray(given['permissions']) ? given['permissions'].map(String) : [];
    for (const name of permissions) {
      if (!known.some((one) => one.name === name)) {
        errors.field(
          'invalid',
          'grant.permissions',
          `The [grant.permissions] property contains a permission [${name}] that does not exist.`,
        );
      }
    }
    errors.throwIfAny();
    const existing = all.find((grant) => matches(grant, recipientEntityId, userId));
    const now = Date.now();
    const grant: Grant = {
      data: isObject(given['data']) ? given['data'] : {},
      entityId: entity.id,
      id: existing?.id ?? randomUUID(),
      insertInstant: existing?.insertInstant ?? now,
      lastUpdateInstant: now,
      permissions,
      ...(recipientEntityId ? { recipientEntityId } : { userId: userId ?? '' }),
    };
    state.grants.put(grant.id, grant);
    return context.body(null, 200);
  });
  app.get(path, (context) => {
    const { all, recipientEntityId, userId } = open(context, authorize(context, state));
    if (!recipientEntityId && !userId) return context.json({ grants: all.map(present) });
    const grant = all.find((one) => matches(one, recipientEntityId, userId));
    if (!grant) throw notFound();
    return context.json({ grant: present(grant) });
  });
  app.delete(path, (context) => {
    const { all, recipientEntityId, userId } = open(context, authorize(context, state));
    const grant = all.find((one) => matches(one, recipientEntityId, userId));
    if (!grant) throw notFound();
    state.grants.delete(grant.id);
    return context.body(null, 200);
  });
}
