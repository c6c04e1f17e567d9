import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { Entity, State } from '../documents.ts';
import { signToken } from '../tokens.ts';
import { credentials, sameSecret } from './client.ts';
import { oauthError } from './error.ts';

/** The permissions asked for in `target-entity:ID:permission,…` that the recipient was granted. */
function permissionsFor(state: State, recipient: Entity, scope: string): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const part of scope.split(' ').filter((one) => one.startsWith('target-entity:'))) {
    const [, id = '', ...rest] = part.split(':');
    const names = rest.join(':');
    const grant = state.grants
      .all()
      .find((one) => one.entityId === id.toLowerCase() && one.recipientEntityId === recipient.id);
    const asked = names ? names.split(',') : (grant?.permissions ?? []);
    const missing = asked.filter((name) => !grant?.permissions.includes(name));
    if (!grant || missing.length > 0) {
      throw oauthError(
        400,
        'invalid_scope',
        grant ? 'invalid_entity_permission_scope' : 'invalid_target_entity_scope',
        `The entity [${recipient.id}] was not granted [${part}].`,
      );
    }
    result[grant.entityId] = asked;
  }
  return result;
}

/** The entity that those credentials belong to. */
export function entityOf(state: State, { id, secret }: { id: string; secret: string }) {
  const entity = state.entities.all().find((one) => one.clientId === id);
  return entity && sameSecret(secret, entity.clientSecret) ? entity : undefined;
}

/** A token for an entity: machines among themselves, without a user. */
export async function clientCredentialsGrant(
  context: Context,
  form: URLSearchParams,
  state: State,
) {
  const entity = entityOf(state, credentials(context, form));
  const tenant = entity && state.tenants.get(entity.tenantId);
  if (!tenant) {
    const message = 'Invalid client authentication credentials.';
    throw oauthError(401, 'invalid_client', 'invalid_client_authentication', message);
  }
  const scope = form.get('scope') ?? '';
  const permissions = permissionsFor(state, entity, scope);
  const targets = Object.keys(permissions);
  const own = state.entityTypes.get(entity.type.id)?.jwtConfiguration;
  const jwt = own?.enabled ? own : tenant.jwtConfiguration;
  const key = state.keys.get(jwt.accessTokenKeyId ?? '');
  if (!key) throw new Error(`the signing key [${jwt.accessTokenKeyId}] does not exist`);
  const now = Math.floor(Date.now() / 1000);
  const seconds = jwt.timeToLiveInSeconds ?? 3600;
  const gty = ['client_credentials'];
  const claims = {
    ...(targets.length > 0 ? { aud: targets.length === 1 ? targets[0] : targets } : {}),
    exp: now + seconds,
    iat: now,
    iss: tenant.issuer,
    sub: entity.id,
    jti: randomUUID(),
    ...(targets.length > 0 ? { permissions } : {}),
    ...(scope ? { scope } : {}),
    gty,
    tid: tenant.id,
    tty: 'at',
  };
  return {
    access_token: await signToken(key, claims, gty),
    expires_in: seconds,
    ...(scope ? { scope } : {}),
    token_type: 'Bearer',
  };
}
