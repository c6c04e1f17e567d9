import { startFusionAuth } from '../server.ts';
import type { Answer } from '../server.ts';

export const TENANT = '22222222-2222-4222-8222-222222222222';
export const APPLICATION = '33333333-3333-4333-8333-333333333333';
export const OTHER = '44444444-4444-4444-8444-444444444444';
const SECRET = 'client-secret';
export const PASSWORD = 'a good password';
export const inTenant = { 'x-fusionauth-tenantid': TENANT };

/** A FusionAuth with two tenants, and in one of them two applications whose users sign in by the password grant. */
export async function startScene() {
  const fusionAuth = await startFusionAuth();
  const { request } = fusionAuth;
  const key = await request('POST', '/api/key/generate', {
    key: { name: 'signing', algorithm: 'RS256', length: 2048 },
  });
  const keyId = key.string('key.id');
  await request('POST', `/api/tenant/${TENANT}`, {
    tenant: { name: 'one', jwtConfiguration: { accessTokenKeyId: keyId, idTokenKeyId: keyId } },
  });
  for (const [id, name] of [
    [APPLICATION, 'shop'],
    [OTHER, 'office'],
  ] as const) {
    const application = {
      name,
      roles: [{ name: 'buyer', isDefault: true }],
      loginConfiguration: { generateRefreshTokens: true, allowTokenRefresh: true },
      oauthConfiguration: { clientSecret: SECRET, enabledGrants: ['password', 'refresh_token'] },
    };
    await request('POST', `/api/application/${id}`, { application }, inTenant);
  }

  let count = 0;
  /** A new user who is registered for the first application. */
  const newUser = async (more: object = {}) => {
    count += 1;
    const email = `user${count}@example.com`;
    const made = await request('POST', '/api/user/registration', {
      user: { email, password: PASSWORD, ...more },
      registration: { applicationId: APPLICATION },
    });
    return { id: made.string('user.id'), email };
  };
  const login = (loginId: string, more: object = {}): Promise<Answer> =>
    request('POST', '/api/login', {
      applicationId: APPLICATION,
      loginId,
      password: PASSWORD,
      ...more,
    });
  /** A request with a form, as the client unless the form says otherwise. */
  const form = (path: string, fields: Record<string, string>): Promise<Answer> => {
    const client = { client_id: APPLICATION, client_secret: SECRET };
    return request('POST', path, new URLSearchParams({ ...client, ...fields }).toString(), {
      authorization: '',
      'content-type': 'application/x-www-form-urlencoded',
    });
  };
  const passwordGrant = (username: string, scope: string, more: Record<string, string> = {}) =>
    form('/oauth2/token', {
      grant_type: 'password',
      username,
      password: PASSWORD,
      scope,
      ...more,
    });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const change = (kind: 'application' | 'tenant', changes: object) =>
    request('PATCH', `/api/${kind}/${kind === 'tenant' ? TENANT : APPLICATION}`, {
      [kind]: changes,
    });

  return { ...fusionAuth, bearer, change, form, keyId, login, newUser, passwordGrant };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;

/** Status, error and reason of an OAuth answer. */
export const refusal = (answer: Answer) => [
  answer.status,
  answer.at('error'),
  answer.at('error_reason'),
];
