import type { Hono } from 'hono';
import type { State } from '../documents.ts';
import { session, verifyToken } from '../tokens.ts';
import { applicationOf, checkSecret, credentials } from './client.ts';
import { entityOf } from './client-credentials.ts';
import { formOf, oauthError } from './error.ts';

const foreign = () =>
  oauthError(
    401,
    'invalid_client',
    'client_id_mismatch',
    'The token was not issued to this client.',
  );

/** RFC 7662, for the client that the token was issued to. */
export function serveIntrospection(app: Hono, state: State): void {
  app.post('/oauth2/introspect', async (context) => {
    const form = formOf(await context.req.text());
    const given = credentials(context, form);
    // A machine may look at its own tokens, with its own credentials.
    const entity = entityOf(state, given);
    if (!entity) checkSecret(applicationOf(state, given.id), given.secret);
    const token = form.get('token');
    if (!token) {
      const message = 'The parameter token is needed.';
      throw oauthError(400, 'invalid_request', 'missing_token', message);
    }
    const refresh = session(state, token);
    if (refresh && refresh.application.id !== given.id.toLowerCase()) throw foreign();
    // FusionAuth shows when a refresh token expires in milliseconds, and nothing else of it.
    if (refresh) return context.json({ active: true, exp: refresh.token.expiresInstant });
    const claims = await verifyToken(token, state);
    if (!claims) return context.json({ active: false });
    if (entity ? claims.sub !== entity.id : claims.aud !== given.id.toLowerCase()) {
      throw foreign();
    }
    return context.json({ ...claims, active: true });
  });
}
