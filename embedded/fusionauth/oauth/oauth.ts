import type { Context, Hono } from 'hono';
import type { State } from '../documents.ts';
import type { JsonObject } from '../json.ts';
import { serveAuthorize } from './authorize.ts';
import { clientCredentialsGrant } from './client-credentials.ts';
import { serveDiscovery } from './discovery.ts';
import { formOf, oauthError } from './error.ts';
import { serveHostedBackend } from './hosted.ts';
import { serveIntrospection } from './introspection.ts';
import { serveLogout } from './logout.ts';
import { serveUserInfo } from './userinfo.ts';
import { codeGrant, passwordGrant, refreshGrant } from './user-grants.ts';

type Grant = (context: Context, form: URLSearchParams, state: State) => Promise<JsonObject>;

const GRANTS: Record<string, Grant> = {
  authorization_code: codeGrant,
  client_credentials: clientCredentialsGrant,
  password: passwordGrant,
  refresh_token: refreshGrant,
};

/** Serves OAuth 2, OpenID Connect and FusionAuth's hosted backend. */
export function serveOauth(app: Hono, state: State): void {
  app.post('/oauth2/token', async (context) => {
    const form = formOf(await context.req.text());
    const type = form.get('grant_type');
    if (!type) {
      const message = 'The parameter grant_type is needed.';
      throw oauthError(400, 'invalid_request', 'missing_grant_type', message);
    }
    const grant = Object.hasOwn(GRANTS, type) ? GRANTS[type] : undefined;
    if (!grant) {
      const message = `The grant type [${type}] is not supported.`;
      throw oauthError(400, 'unsupported_grant_type', 'invalid_grant_type', message);
    }
    context.header('cache-control', 'no-store');
    return context.json(await grant(context, form, state));
  });
  serveAuthorize(app, state);
  serveIntrospection(app, state);
  serveUserInfo(app, state);
  serveLogout(app, state);
  serveHostedBackend(app, state);
  serveDiscovery(app, state);
}
