import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { Application, Entity, State } from './documents.ts';
import { Refusal } from './errors.ts';
import { bearer } from './jwt.ts';
import { authenticate } from './login.ts';
import {
  accessToken,
  idToken,
  refreshToken,
  renew,
  session,
  signToken,
  verifyToken,
} from './tokens.ts';

/** Ends the request as RFC 6749 says, with FusionAuth's `error_reason`. */
function oauthError(
  status: 400 | 401,
  error: string,
  reason: string,
  description: string,
): Refusal {
  return new Refusal(status, { error, error_description: description, error_reason: reason });
}

const badClient = () =>
  oauthError(
    401,
    'invalid_client',
    'invalid_client_id',
    'Invalid client authentication credentials.',
  );

/** The client's credentials: HTTP Basic, else the form. */
function credentials(context: Context, form: URLSearchParams): { id: string; secret: string } {
  const [scheme, value] = (context.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic' && value) {
    const [id = '', ...secret] = Buffer.from(value, 'base64').toString().split(':');
    return { id, secret: secret.join(':') };
  }
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

/** The application that makes the request, if its credentials are good and it allows the grant. */
function client(context: Context, form: URLSearchParams, state: State, grant: string): Application {
  const { id, secret } = credentials(context, form);
  const application = state.applications.get(id.toLowerCase());
  if (!application?.active) throw badClient();
  const oauth = application.oauthConfiguration;
  const policy = oauth['clientAuthenticationPolicy'] ?? 'Required';
  if ((policy === 'Required' || secret) && secret !== oauth['clientSecret']) throw badClient();
  const grants = oauth['enabledGrants'];
  if (!Array.isArray(grants) || !grants.includes(grant)) {
    throw oauthError(
      400,
      'unauthorized_client',
      'grant_type_disabled',
      `The [${grant}] grant is not enabled for this client.`,
    );
  }
  return application;
}

async function passwordGrant(context: Context, form: URLSearchParams, state: State) {
  const application = client(context, form, state, 'password');
  const tenant = state.tenants.get(application.tenantId);
  if (!tenant) throw badClient();
  let user;
  try {
    user = authenticate(state, tenant, form.get('username') ?? '', form.get('password') ?? '');
  } catch {
    throw oauthError(
      400,
      'invalid_grant',
      'invalid_user_credentials',
      'The user credentials are invalid.',
    );
  }
  const scope = form.get('scope') ?? '';
  const scopes = scope.split(' ');
  const occasion = {
    user,
    tenant,
    application,
    authenticationType: 'PASSWORD',
    grants: ['password'],
    scope,
  };
  const allowed = application.oauthConfiguration['generateRefreshTokens'] !== false;
  const refresh =
    scopes.includes('offline_access') && allowed ? refreshToken(state, occasion) : undefined;
  const whole = { ...occasion, session: refresh };
  const { token, lifetime } = await accessToken(state, whole);
  return {
    access_token: token,
    expires_in: lifetime,
    ...(scopes.includes('openid') ? { id_token: await idToken(state, whole) } : {}),
    ...(refresh ? { refresh_token: refresh.token, refresh_token_id: refresh.id } : {}),
    scope,
    token_type: 'Bearer',
    userId: user.id,
  };
}

async function refreshGrant(context: Context, form: URLSearchParams, state: State) {
  const application = client(context, form, state, 'refresh_token');
  const found = session(state, form.get('refresh_token') ?? '');
  if (found?.application.id !== application.id) {
    throw oauthError(
      400,
      'invalid_grant',
      'refresh_token_not_found',
      'The refresh token was not found, has expired or was revoked.',
    );
  }
  const renewed = renew(state, found);
  const scope = renewed.scope ?? '';
  const access = await accessToken(state, renewed);
  return {
    access_token: access.token,
    expires_in: access.lifetime,
    ...(scope.split(' ').includes('openid') ? { id_token: await idToken(state, renewed) } : {}),
    refresh_token: renewed.session.token,
    refresh_token_id: renewed.session.id,
    scope,
    token_type: 'Bearer',
    userId: renewed.user.id,
  };
}

/** The permissions asked for in `target-entity:ID:permission,…` that the recipient was granted. */
function permissionsFor(state: State, recipient: Entity, scope: string): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const part of scope.split(' ').filter((one) => one.startsWith('target-entity:'))) {
    const [, id = '', names] = part.split(':');
    const grant = state.grants
      .all()
      .find((one) => one.entityId === id.toLowerCase() && one.recipientEntityId === recipient.id);
    const asked = names ? names.split(',') : (grant?.permissions ?? []);
    const missing = asked.filter((name) => !grant?.permissions.includes(name));
    if (!grant || missing.length > 0) {
      throw oauthError(
        400,
        'invalid_scope',
        'invalid_target_entity_scope',
        `The entity [${recipient.id}] was not granted [${part}].`,
      );
    }
    result[grant.entityId] = asked;
  }
  return result;
}

/** A token for an entity: machines among themselves, without a user. */
async function clientCredentialsGrant(context: Context, form: URLSearchParams, state: State) {
  const { id, secret } = credentials(context, form);
  const entity = state.entities.all().find((one) => one.clientId === id);
  const tenant = entity && state.tenants.get(entity.tenantId);
  if (!tenant || entity.clientSecret !== secret) throw badClient();
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

const GRANTS: Record<string, typeof passwordGrant | typeof clientCredentialsGrant> = {
  client_credentials: clientCredentialsGrant,
  password: passwordGrant,
  refresh_token: refreshGrant,
};

/** Serves the OAuth 2 and OpenID Connect endpoints that need no browser. */
export function serveOauth(app: Hono, state: State): void {
  app.post('/oauth2/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const type = form.get('grant_type') ?? '';
    const grant = GRANTS[type];
    if (!grant)
      throw oauthError(
        400,
        'unsupported_grant_type',
        'grant_type_missing',
        `The grant type [${type}] is not supported.`,
      );
    context.header('cache-control', 'no-store');
    return context.json(await grant(context, form, state));
  });

  app.post('/oauth2/introspect', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const claims = await verifyToken(form.get('token') ?? '', state);
    const { id } = credentials(context, form);
    return context.json(
      claims && [claims.aud, claims.sub].includes(id)
        ? { ...claims, active: true }
        : { active: false },
    );
  });

  app.on(['GET', 'POST'], '/oauth2/userinfo', async (context) => {
    const claims = await verifyToken(bearer(context), state);
    const user = state.users.get(claims?.sub ?? '');
    if (!claims || !user)
      throw oauthError(
        401,
        'invalid_token',
        'invalid_token',
        'The access token is expired or invalid.',
      );
    const registration = user.registrations.find((one) => one.applicationId === claims.aud);
    return context.json({
      ...(registration
        ? { applicationId: registration.applicationId, roles: registration.roles ?? [] }
        : {}),
      ...(user.email ? { email: user.email, email_verified: user.verified } : {}),
      ...(user.username ? { preferred_username: user.username } : {}),
      ...(user['firstName'] ? { given_name: user['firstName'] } : {}),
      ...(user['lastName'] ? { family_name: user['lastName'] } : {}),
      sub: user.id,
      tid: user.tenantId,
    });
  });

  const paths = [
    '/.well-known/openid-configuration',
    '/:tenantId/.well-known/openid-configuration',
  ];
  app.on('GET', paths, (context) => {
    const [first] = state.tenants.all();
    const id = context.req.param('tenantId') ?? context.req.query('tenantId') ?? first?.id ?? '';
    const tenant = state.tenants.get(id);
    if (!tenant) throw new Refusal(404);
    const base = new URL(context.req.url).origin;
    return context.json({
      authorization_endpoint: `${base}/oauth2/authorize`,
      backchannel_logout_supported: false,
      claims_supported: [
        'applicationId',
        'birthdate',
        'email',
        'email_verified',
        'family_name',
        'given_name',
        'iss',
        'middle_name',
        'name',
        'phone_number',
        'picture',
        'preferred_username',
        'roles',
        'sub',
      ],
      device_authorization_endpoint: `${base}/oauth2/device_authorize`,
      end_session_endpoint: `${base}/oauth2/logout`,
      frontchannel_logout_supported: true,
      grant_types_supported: [
        'authorization_code',
        'password',
        'implicit',
        'refresh_token',
        'client_credentials',
        'urn:ietf:params:oauth:grant-type:device_code',
      ],
      id_token_signing_alg_values_supported: [
        'ES256',
        'ES384',
        'ES512',
        'HS256',
        'HS384',
        'HS512',
        'RS256',
        'RS384',
        'RS512',
      ],
      introspection_endpoint: `${base}/oauth2/introspect`,
      issuer: tenant.issuer,
      jwks_uri: `${base}/.well-known/jwks.json`,
      response_modes_supported: ['form_post', 'fragment', 'query'],
      response_types_supported: ['code', 'id_token', 'token id_token'],
      scopes_supported: ['openid', 'offline_access', 'address', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${base}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      userinfo_endpoint: `${base}/oauth2/userinfo`,
      userinfo_signing_alg_values_supported: ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512'],
    });
  });
}
