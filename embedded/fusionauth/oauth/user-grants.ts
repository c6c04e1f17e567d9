import type { Context } from 'hono';
import type { Application, State, Tenant, User } from '../documents.ts';
import { Refusal } from '../errors.ts';
import { changePasswordId, changeReason, obstacle } from '../gates.ts';
import { authenticate } from '../login.ts';
import { renew, session } from '../tokens.ts';
import { applicationOf, checkGrant, checkSecret, client, credentials } from './client.ts';
import { redeemCode } from './codes.ts';
import { oauthError, problem } from './error.ts';
import { grantedScope, scopesOf } from './scopes.ts';
import { tokensAnswer } from './tokens-answer.ts';

const REASONS: Record<number, [reason: string, description: string]> = {
  404: ['invalid_user_credentials', 'The user credentials are invalid.'],
  409: ['login_prevented', 'The user is in an action that prevents login.'],
  410: ['user_expired', 'The user has expired.'],
  423: ['user_locked', 'The user is locked and cannot login.'],
};

/** Why FusionAuth's Login API refused, in OAuth's words; anything else is no refusal of a user. */
export function loginProblem(error: unknown): [reason: string, description: string] {
  const known = error instanceof Refusal ? REASONS[error.status] : undefined;
  if (!known) throw error;
  return known;
}

const required = (form: URLSearchParams, name: string, reason: string): string => {
  const value = form.get(name);
  if (value) return value;
  throw oauthError(400, 'invalid_request', reason, `The parameter ${name} is needed.`);
};

function tenantOf(state: State, application: Application): Tenant {
  const tenant = state.tenants.get(application.tenantId);
  if (!tenant) throw new Error(`the tenant of application [${application.id}] does not exist`);
  return tenant;
}

/** Ends the request if the user may not go on to the application. */
function admit(tenant: Tenant, user: User, application: Application): void {
  const found = obstacle(tenant, user, application);
  if (found) throw oauthError(400, 'invalid_grant', ...found);
}

/** RFC 6749, section 4.1.3, with RFC 7636. */
export async function codeGrant(context: Context, form: URLSearchParams, state: State) {
  const { id, secret } = credentials(context, form);
  const application = applicationOf(state, id);
  checkGrant(application, 'authorization_code');
  const code = redeemCode(state, application, {
    code: required(form, 'code', 'missing_code'),
    redirectUri: required(form, 'redirect_uri', 'missing_redirect_uri'),
    verifier: form.get('code_verifier') ?? '',
    secret,
  });
  const user = state.users.get(code.userId);
  if (!user?.active) throw oauthError(400, 'invalid_grant', ...REASONS[423]!);
  return tokensAnswer(state, {
    user,
    tenant: tenantOf(state, application),
    application,
    authenticationType: code.authenticationType,
    grants: ['authorization_code'],
    authTime: code.authTime,
    scope: code.scope,
    pkce: code.codeChallenge !== undefined,
    ...(code.nonce === undefined ? {} : { nonce: code.nonce }),
  });
}

/** RFC 6749, section 4.3. */
export async function passwordGrant(context: Context, form: URLSearchParams, state: State) {
  const application = client(context, form, state, 'password');
  const tenant = tenantOf(state, application);
  const password = form.get('password') ?? '';
  let user;
  try {
    user = authenticate(state, tenant, form.get('username') ?? '', password);
  } catch (error) {
    throw oauthError(400, 'invalid_grant', ...loginProblem(error));
  }
  const reason = changeReason(tenant, user, password);
  if (reason) {
    throw new Refusal(400, {
      change_password_id: changePasswordId(state, tenant, user),
      ...problem(
        'change_password_required',
        `change_password_${reason.toLowerCase()}`,
        'The user must change the password.',
      ),
    });
  }
  admit(tenant, user, application);
  return tokensAnswer(state, {
    user,
    tenant,
    application,
    authenticationType: 'PASSWORD',
    grants: ['password'],
    scope: grantedScope(application, form.get('scope') ?? ''),
  });
}

/** The scope of a renewed token: that of the session, or less (RFC 6749, section 6). */
function narrowed(asked: string | null, granted: string | undefined): string | undefined {
  if (asked === null) return granted;
  const wider = scopesOf(asked).filter((name) => !scopesOf(granted).includes(name));
  if (wider.length === 0) return scopesOf(asked).join(' ');
  const message = `The scope [${wider.join(' ')}] was not granted.`;
  throw oauthError(400, 'invalid_scope', 'unknown_scope', message);
}

function lifetime(asked: string | null): { timeToLive?: number } {
  if (asked === null) return {};
  const seconds = Number(asked);
  if (Number.isInteger(seconds) && seconds > 0) return { timeToLive: seconds };
  const message = `Invalid expires_in [${asked}].`;
  throw oauthError(400, 'invalid_request', 'invalid_expires_in', message);
}

/** RFC 6749, section 6. */
export async function refreshGrant(context: Context, form: URLSearchParams, state: State) {
  const { id, secret } = credentials(context, form);
  const application = applicationOf(state, id);
  const value = form.get('refresh_token') ?? '';
  const found = session(state, value);
  // For a token that nobody has, no secret is asked for: the answer is no anyway.
  checkSecret(application, secret, found?.token.pkce ?? found === undefined);
  checkGrant(application, 'refresh_token');
  required(form, 'refresh_token', 'missing_refresh_token');
  if (found?.application.id !== application.id) {
    throw oauthError(
      400,
      'invalid_grant',
      'refresh_token_not_found',
      'The refresh token was not found, has expired or was revoked.',
    );
  }
  const scope = narrowed(form.get('scope'), found.token.scope);
  const life = lifetime(form.get('expires_in'));
  return tokensAnswer(state, { ...renew(state, found), scope, ...life });
}
