import type { Hono } from 'hono';
import type { State } from '../documents.ts';
import { isBlank } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { bearer } from '../bearer.ts';
import { verifyToken } from '../tokens.ts';
import { oauthError } from './error.ts';
import { claimsByScope, isStrict, scopesOf } from './scopes.ts';

const invalid = (reason: string, description: string) =>
  oauthError(401, 'invalid_token', reason, description);

/** What the access token allows to be told of its user. */
export async function userInfo(state: State, token: string): Promise<JsonObject> {
  if (!token) throw invalid('access_token_required', 'An access token is needed.');
  const claims = await verifyToken(token, state);
  const user = state.users.get(claims?.sub ?? '');
  if (!claims || !user?.active) {
    throw invalid('access_token_invalid', 'The access token is expired or invalid.');
  }
  const application = state.applications.get(String(claims.aud));
  const scope = typeof claims['scope'] === 'string' ? claims['scope'] : undefined;
  if (isStrict(application)) {
    if (claims['tty'] !== 'at' || !scopesOf(scope).includes('openid')) {
      const message = 'The token is no access token with the scope openid.';
      throw oauthError(403, 'insufficient_scope', 'missing_required_scope', message);
    }
    return { ...claimsByScope(user, scope), sub: user.id };
  }
  const registration = user.registrations.find(({ applicationId }) => applicationId === claims.aud);
  const all: JsonObject = {
    ...claimsByScope(user, 'email phone profile'),
    ...(registration
      ? { applicationId: registration.applicationId, roles: registration.roles ?? [] }
      : {}),
    sub: user.id,
    tid: user.tenantId,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isBlank(value)));
}

/** OpenID Connect Core, section 5.3. */
export function serveUserInfo(app: Hono, state: State): void {
  app.on(['GET', 'POST'], '/oauth2/userinfo', async (context) =>
    context.json(await userInfo(state, bearer(context))),
  );
}
