import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Application, State } from '../documents.ts';
import { Refusal } from '../errors.ts';
import { issueOnce, redeem } from '../one-time.ts';
import { renew, session } from '../tokens.ts';
import { applicationOf, checkGrant } from './client.ts';
import { digestOf, randomValue, redeemCode } from './codes.ts';
import { baseUrl, drop, keep } from './cookies.ts';
import { formOf, oauthError } from './error.ts';
import { errorPage } from './page.ts';
import { authorizedUrls, isAuthorized } from './redirect-uri.ts';
import { tokensAnswer } from './tokens-answer.ts';
import { userInfo } from './userinfo.ts';

/** The browser in which a login began: a code that somebody else fetched is of no use here. */
const BROWSER = 'app.login';
const COOKIES = { access: 'app.at', refresh: 'app.rt', id: 'app.idt', expiry: 'app.at_exp' };

const MINUTES_TO_LOG_IN = 30;

type Parameters = { application: Application; form: URLSearchParams };

/** The client id is a part of the path, or a parameter as the SDKs send it. */
function parametersOf(context: Context, state: State): Parameters {
  const form = formOf(new URL(context.req.url).search);
  const id = context.req.param('clientId') ?? form.get('client_id') ?? '';
  return { application: applicationOf(state, id), form };
}

/** Shows what is wrong on a page: these are addresses that browsers are sent to. */
const onPage =
  (work: (context: Context) => Promise<Response> | Response) => async (context: Context) => {
    try {
      return await work(context);
    } catch (error) {
      if (error instanceof Refusal && error.body) return errorPage(context, error.body);
      throw error;
    }
  };

/**
 * FusionAuth's hosted backend: it does the code grant with PKCE for front ends that have no server
 * of their own, and keeps the tokens in cookies that Kong can read.
 */
export function serveHostedBackend(app: Hono, state: State): void {
  const on = (name: string) => [`/app/${name}`, `/app/${name}/:clientId`];

  app.on(
    'GET',
    on('login'),
    onPage((context) => begin(context, state)),
  );
  // Nobody can register alone here, and FusionAuth then leads to the login.
  app.on(
    'GET',
    on('register'),
    onPage((context) => begin(context, state)),
  );
  app.get(
    '/app/callback',
    onPage((context) => finish(context, state)),
  );
  app.on(
    'GET',
    on('logout'),
    onPage((context) => end(context, state)),
  );

  app.on('POST', on('refresh'), async (context) => {
    const { application } = parametersOf(context, state);
    checkGrant(application, 'refresh_token');
    const found = session(state, getCookie(context, COOKIES.refresh) ?? '');
    if (found?.application.id !== application.id) {
      const message = 'The refresh token was not found, has expired or was revoked.';
      throw oauthError(400, 'invalid_grant', 'refresh_token_not_found', message);
    }
    keepTokens(context, await tokensAnswer(state, renew(state, found)));
    return context.body(null, 200);
  });

  app.get('/app/me', async (context) => {
    context.header('cache-control', 'no-store');
    return context.json(await userInfo(state, getCookie(context, COOKIES.access) ?? ''));
  });
}

function begin(context: Context, state: State): Response {
  const { application, form } = parametersOf(context, state);
  const target = form.get('redirect_uri') ?? authorizedUrls(application)[0] ?? '';
  if (!isAuthorized(application, target)) {
    const message = `Invalid redirect_uri [${target}].`;
    throw oauthError(400, 'invalid_request', 'invalid_redirect_uri', message);
  }
  const browser = getCookie(context, BROWSER) ?? randomValue();
  keep(context, BROWSER, browser, { seconds: MINUTES_TO_LOG_IN * 60 });
  const verifier = randomValue();
  const id = issueOnce(state, MINUTES_TO_LOG_IN * 60, {
    use: 'hosted',
    data: {
      applicationId: application.id,
      browser: digestOf(browser),
      state: form.get('state') ?? '',
      target,
      verifier,
    },
  });
  const parameters = new URLSearchParams({
    client_id: application.id,
    code_challenge: digestOf(verifier),
    code_challenge_method: 'S256',
    redirect_uri: `${baseUrl(context)}/app/callback`,
    response_type: 'code',
    scope: form.get('scope') ?? 'openid offline_access',
    state: id,
    tenantId: application.tenantId,
  });
  return context.redirect(`/oauth2/authorize?${parameters.toString()}`);
}

async function finish(context: Context, state: State): Promise<Response> {
  const form = formOf(new URL(context.req.url).search);
  const begun = redeem(state, 'hosted', form.get('state') ?? '');
  const browser = digestOf(getCookie(context, BROWSER) ?? '');
  if (!begun || begun.data['browser'] !== browser) {
    const message = 'This login was not begun in this browser, or too long ago.';
    throw oauthError(400, 'invalid_request', 'unknown', message);
  }
  const { applicationId = '', target = '', state: sent = '', verifier = '' } = begun.data;
  const application = applicationOf(state, applicationId);
  const answer = (more: Record<string, string>) => {
    const all = new URLSearchParams({ ...more, ...(sent ? { state: sent } : {}) }).toString();
    return context.redirect(all ? `${target}${target.includes('?') ? '&' : '?'}${all}` : target);
  };
  const error = form.get('error');
  if (error) {
    return answer({
      error,
      error_reason: form.get('error_reason') ?? 'unknown',
      error_description: form.get('error_description') ?? '',
    });
  }
  const code = redeemCode(state, application, {
    code: form.get('code') ?? '',
    redirectUri: `${baseUrl(context)}/app/callback`,
    verifier,
    // FusionAuth itself is the client here.
    secret: undefined,
  });
  const user = state.users.get(code.userId);
  const tenant = state.tenants.get(application.tenantId);
  if (!user?.active || !tenant) {
    throw oauthError(400, 'invalid_grant', 'user_not_found', 'The user does not exist any more.');
  }
  const tokens = await tokensAnswer(state, {
    user,
    tenant,
    application,
    authenticationType: code.authenticationType,
    grants: ['authorization_code'],
    authTime: code.authTime,
    scope: code.scope,
    pkce: true,
  });
  drop(context, BROWSER);
  keepTokens(context, tokens);
  return answer({ locale: 'en', userState: form.get('userState') ?? 'Authenticated' });
}

function end(context: Context, state: State): Response {
  const { application, form } = parametersOf(context, state);
  const found = session(state, getCookie(context, COOKIES.refresh) ?? '');
  if (found?.application.id === application.id) state.refreshTokens.delete(found.token.id);
  for (const name of Object.values(COOKIES)) drop(context, name);
  const target = form.get('post_logout_redirect_uri') ?? form.get('redirect_uri');
  const parameters = new URLSearchParams({
    client_id: application.id,
    ...(target === null ? {} : { post_logout_redirect_uri: target }),
  });
  return context.redirect(`/oauth2/logout?${parameters.toString()}`);
}

/** What scripts may read is who is logged in and until when, never what opens a door. */
function keepTokens(context: Context, tokens: Awaited<ReturnType<typeof tokensAnswer>>): void {
  const { access_token, expires_in, id_token, refresh_token } = tokens;
  const expiry = Math.floor(Date.now() / 1000) + expires_in;
  keep(context, COOKIES.access, access_token, { seconds: expires_in });
  keep(context, COOKIES.expiry, String(expiry), { seconds: expires_in, readable: true });
  if (typeof id_token === 'string') keep(context, COOKIES.id, id_token, { readable: true });
  if (typeof refresh_token === 'string') {
    keep(context, COOKIES.refresh, refresh_token, { seconds: 43_200 * 60 });
  }
}
