import type { Hono } from 'hono';
import type { State } from '../documents.ts';
import { Refusal } from '../errors.ts';
import { defaultTenant } from '../seed.ts';

const CLAIMS = [
  'applicationId',
  'at_hash',
  'aud',
  'authenticationType',
  'birthdate',
  'email',
  'email_verified',
  'exp',
  'family_name',
  'given_name',
  'iat',
  'iss',
  'jti',
  'middle_name',
  'name',
  'nonce',
  'phone_number',
  'phone_number_verified',
  'picture',
  'preferred_username',
  'roles',
  'sub',
];

const PAIRS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512'];

/** OpenID Connect Discovery: what is served here, and no more. */
export function serveDiscovery(app: Hono, state: State): void {
  const path = '/.well-known/openid-configuration';
  app.on('GET', [path, `/:tenantId${path}`], (context) => {
    const id = context.req.param('tenantId') ?? context.req.query('tenantId');
    const tenant = id === undefined ? defaultTenant(state) : state.tenants.get(id.toLowerCase());
    if (!tenant) throw new Refusal(404);
    const base = new URL(context.req.url).origin;
    return context.json({
      authorization_endpoint: `${base}/oauth2/authorize`,
      backchannel_logout_supported: false,
      claims_supported: CLAIMS,
      code_challenge_methods_supported: ['S256'],
      end_session_endpoint: `${base}/oauth2/logout`,
      frontchannel_logout_supported: false,
      grant_types_supported: ['authorization_code', 'password', 'refresh_token'],
      id_token_signing_alg_values_supported: [...PAIRS, 'HS256', 'HS384', 'HS512'].sort(),
      issuer: tenant.issuer,
      jwks_uri: `${base}/.well-known/jwks.json`,
      response_modes_supported: ['form_post', 'fragment', 'query'],
      response_types_supported: ['code'],
      scopes_supported: ['openid', 'offline_access', 'address', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${base}/oauth2/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      userinfo_endpoint: `${base}/oauth2/userinfo`,
      userinfo_signing_alg_values_supported: PAIRS,
    });
  });
}
