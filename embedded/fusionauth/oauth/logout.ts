import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { decodeJwt } from 'jose';
import type { Application, State } from '../documents.ts';
import { text } from '../json.ts';
import { jsonBody } from '../body.ts';
import { defaultTenant } from '../seed.ts';
import { verifyToken } from '../tokens.ts';
import { endSession } from './browser-session.ts';
import { applicationOf } from './client.ts';
import { formOf, oauthError } from './error.ts';
import { errorPage } from './page.ts';
import { authorizedUrls, isOneOf } from './redirect-uri.ts';
import { Refusal } from '../errors.ts';

/** The application whose id token the client sends along; an expired one will do. */
async function hinted(state: State, hint: string): Promise<Application> {
  if (await verifyToken(hint, state, { expired: true })) {
    const { aud, tty } = decodeJwt(hint);
    if (tty === 'id' && typeof aud === 'string') return applicationOf(state, aud);
  }
  const message = 'The parameter id_token_hint is no id token of this server.';
  throw oauthError(400, 'invalid_request', 'invalid_id_token_hint', message);
}

/** Where an application may have browsers sent after a logout. */
function targetOf(application: Application | undefined, asked: string | null): string | undefined {
  const logoutUrl = text(application?.oauthConfiguration['logoutURL']);
  if (asked === null) return logoutUrl || undefined;
  const allowed = application && [...authorizedUrls(application), logoutUrl].filter(Boolean);
  if (application && allowed && isOneOf(application, allowed, asked)) return asked;
  const message = `Invalid post_logout_redirect_uri [${asked}].`;
  throw oauthError(400, 'invalid_request', 'invalid_post_logout_redirect_uri', message);
}

/**
 * OpenID Connect RP-Initiated Logout. The session is ended whatever the request says; what may be
 * wrong is only where the browser wants to go.
 */
async function logOut(context: Context, state: State, form: URLSearchParams) {
  endSession(context, state);
  const hint = form.get('id_token_hint');
  const id = form.get('client_id');
  const application = hint ? await hinted(state, hint) : id ? applicationOf(state, id) : undefined;
  if (hint && id && application?.id !== id.toLowerCase()) {
    throw oauthError(
      400,
      'invalid_request',
      'client_id_mismatch',
      'The id token is not for that client.',
    );
  }
  const tenant = application ? state.tenants.get(application.tenantId) : defaultTenant(state);
  const asked = targetOf(application, form.get('post_logout_redirect_uri'));
  const target = asked ?? (text(tenant?.['logoutURL']) || '/');
  const sent = form.get('state');
  const parameters = sent === null ? '' : new URLSearchParams({ state: sent }).toString();
  const separator = target.includes('?') ? '&' : '?';
  return context.redirect(parameters ? `${target}${separator}${parameters}` : target);
}

/** Serves `/oauth2/logout` for browsers and `/api/logout` for clients. */
export function serveLogout(app: Hono, state: State): void {
  app.on(['GET', 'POST'], '/oauth2/logout', async (context) => {
    try {
      const search = new URL(context.req.url).search;
      return await logOut(
        context,
        state,
        formOf(context.req.method === 'POST' ? await context.req.text() : search),
      );
    } catch (error) {
      if (error instanceof Refusal && error.body) return errorPage(context, error.body);
      throw error;
    }
  });

  app.post('/api/logout', async (context) => {
    const body = await jsonBody(context);
    const value =
      getCookie(context, 'refresh_token') ||
      text(body['refreshToken']) ||
      (context.req.query('refreshToken') ?? '');
    const everywhere = body['global'] === true || context.req.query('global') === 'true';
    const found = state.refreshTokens.all().find(({ token }) => token === value);
    for (const token of state.refreshTokens.all()) {
      if (found && (token.id === found.id || (everywhere && token.userId === found.userId))) {
        state.refreshTokens.delete(token.id);
      }
    }
    for (const name of ['access_token', 'refresh_token']) deleteCookie(context, name);
    return context.body(null, 200);
  });
}
