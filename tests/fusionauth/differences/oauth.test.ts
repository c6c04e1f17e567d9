import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APPLICATION, inTenant, OTHER, PASSWORD, refusal, startScene, TENANT } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

/** Tokens of a new user with names. */
async function tokens(scope: string) {
  const user = await scene.newUser({
    firstName: 'Ann',
    fullName: 'Ann Example',
    username: undefined,
  });
  return { user, answer: await scene.passwordGrant(user.email, scope) };
}

const userInfo = (token: string) =>
  scene.request('GET', '/oauth2/userinfo', undefined, scene.bearer(token));

test('2: introspection asks for the secret of the client', async () => {
  const { answer } = await tokens('openid');
  const token = answer.string('access_token');
  const ask = (more: object) => scene.form('/oauth2/introspect', { token, ...more });
  expect((await ask({})).at('active')).toBe(true);
  expect(refusal(await ask({ client_secret: 'wrong' }))).toEqual([
    401,
    'invalid_client',
    'invalid_client_authentication',
  ]);
  expect(refusal(await ask({ client_secret: '' }))).toEqual([
    401,
    'invalid_client',
    'missing_client_secret',
  ]);
});

test('3: the password grant of a password that has to be changed gives no token', async () => {
  const { email } = await scene.newUser({ passwordChangeRequired: true });
  const answer = await scene.passwordGrant(email, 'openid');
  expect(refusal(answer)).toEqual([
    400,
    'change_password_required',
    'change_password_administrative',
  ]);
  const path = `/api/user/change-password/${answer.string('change_password_id')}`;
  const changed = await scene.request('POST', path, { password: 'another password' });
  expect(changed.status).toBe(200);
});

test('5: userinfo takes access tokens with the scope openid only', async () => {
  const { user, answer } = await tokens('openid email');
  expect((await userInfo(answer.string('access_token'))).status).toBe(200);
  const others = [
    answer.string('id_token'),
    (await scene.passwordGrant(user.email, 'email')).string('access_token'),
    (await scene.login(user.email)).string('token'),
  ];
  for (const token of others)
    expect(refusal(await userInfo(token))).toEqual([
      403,
      'insufficient_scope',
      'missing_required_scope',
    ]);
});

test('6: userinfo tells what the scopes stand for', async () => {
  const told = async (scope: string) => {
    const { user, answer } = await tokens(scope);
    return { user, body: (await userInfo(answer.string('access_token'))).body };
  };
  const bare = await told('openid');
  expect(bare.body).toEqual({ sub: bare.user.id });
  const { user, body } = await told('openid email profile');
  expect(body).toEqual({
    sub: user.id,
    email: user.email,
    email_verified: true,
    given_name: 'Ann',
    name: 'Ann Example',
  });
});

test('7: an id token has at_hash and claims by scope, and neither roles nor applicationId', async () => {
  const { user, answer } = await tokens('openid profile');
  const claims = decodeJwt(answer.string('id_token'));
  const digest = createHash('sha256').update(answer.string('access_token')).digest();
  expect(claims).toMatchObject({
    sub: user.id,
    given_name: 'Ann',
    at_hash: digest.subarray(0, 16).toString('base64url'),
  });
  for (const name of ['roles', 'applicationId', 'gty', 'email'])
    expect(claims).not.toHaveProperty(name);
});

test('9: a refresh may narrow the scope and shorten the life, never widen', async () => {
  const { answer } = await tokens('openid email offline_access');
  const refresh = (more: Record<string, string>) =>
    scene.form('/oauth2/token', {
      grant_type: 'refresh_token',
      refresh_token: answer.string('refresh_token'),
      ...more,
    });
  const narrow = await refresh({ scope: 'openid', expires_in: '60' });
  const { scope, exp = 0, iat = 0 } = decodeJwt(narrow.string('access_token'));
  expect([scope, exp - iat, narrow.at('expires_in')]).toEqual(['openid', 60, 60]);
  expect(refusal(await refresh({ scope: 'openid phone' }))).toEqual([
    400,
    'invalid_scope',
    'unknown_scope',
  ]);
});

test('10: the password grant asks for the registration that the application asks for', async () => {
  const made = await scene.request(
    'POST',
    '/api/user',
    { user: { email: 'stranger@example.com', password: PASSWORD } },
    inTenant,
  );
  expect(made.status).toBe(200);
  expect((await scene.passwordGrant('stranger@example.com', 'openid')).status).toBe(200);
  await scene.change('application', { oauthConfiguration: { requireRegistration: true } });
  expect(refusal(await scene.passwordGrant('stranger@example.com', 'openid'))).toEqual([
    400,
    'invalid_grant',
    'registration_required',
  ]);
  await scene.change('application', { oauthConfiguration: { requireRegistration: false } });
});

test('11, 14: missing and unknown grants and a missing refresh token have reasons of their own', async () => {
  const ask = async (form: Record<string, string>) =>
    refusal(await scene.form('/oauth2/token', form));
  expect(await ask({})).toEqual([400, 'invalid_request', 'missing_grant_type']);
  expect(await ask({ grant_type: 'foo' })).toEqual([
    400,
    'unsupported_grant_type',
    'invalid_grant_type',
  ]);
  expect(await ask({ grant_type: 'refresh_token' })).toEqual([
    400,
    'invalid_request',
    'missing_refresh_token',
  ]);
});

test('13: the password grant says why a user may not log in', async () => {
  const expired = await scene.newUser({ expiry: 1 });
  const closed = await scene.newUser();
  await scene.client.deactivateUser(closed.id);
  await scene.change('tenant', {
    failedAuthenticationConfiguration: { tooManyAttempts: 1, userActionId: TENANT },
  });
  const locked = await scene.newUser();
  await scene.login(locked.email, { password: 'wrong' });
  const reason = async (email: string) => refusal(await scene.passwordGrant(email, 'openid'));
  expect(await reason(expired.email)).toEqual([400, 'invalid_grant', 'user_expired']);
  expect(await reason(closed.email)).toEqual([400, 'invalid_grant', 'user_locked']);
  expect(await reason(locked.email)).toEqual([400, 'invalid_grant', 'login_prevented']);
  await scene.change('tenant', { failedAuthenticationConfiguration: { tooManyAttempts: 5 } });
});

test('15: a permission that was not granted has a reason of its own', async () => {
  const { request } = scene;
  const type = await request('POST', '/api/entity/type', {
    entityType: { name: 'service', permissions: [{ name: 'read' }, { name: 'write' }] },
  });
  const entity = async (name: string) => {
    const made = { name, type: { id: type.string('entityType.id') } };
    return (await request('POST', '/api/entity', { entity: made }, inTenant)).at('entity') as {
      id: string;
      clientId: string;
      clientSecret: string;
    };
  };
  const [client, target] = [await entity('client'), await entity('target')];
  const grant = { recipientEntityId: client.id, permissions: ['read'] };
  await request('POST', `/api/entity/${target.id}/grant`, { grant }, inTenant);
  const ask = (permission: string) =>
    scene.form('/oauth2/token', {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      scope: `target-entity:${target.id}:${permission}`,
    });
  expect((await ask('read')).status).toBe(200);
  expect(refusal(await ask('write'))).toEqual([
    400,
    'invalid_scope',
    'invalid_entity_permission_scope',
  ]);
});

test('17, 18: introspection refuses the token of another client, and no token', async () => {
  const { answer } = await tokens('openid');
  const token = answer.string('access_token');
  const foreign = await scene.form('/oauth2/introspect', { token, client_id: OTHER });
  expect(refusal(foreign)).toEqual([401, 'invalid_client', 'client_id_mismatch']);
  expect(refusal(await scene.form('/oauth2/introspect', {}))).toEqual([
    400,
    'invalid_request',
    'missing_token',
  ]);
  const forged = await scene.form('/oauth2/introspect', { token: `${token}x` });
  expect(forged.body).toEqual({ active: false });
});

test('19: a refresh token is introspected by its client', async () => {
  const { answer } = await tokens('openid offline_access');
  const token = answer.string('refresh_token');
  const own = await scene.form('/oauth2/introspect', { token });
  expect(own.body).toEqual({ active: true, exp: expect.any(Number) as number });
  expect(Number(own.at('exp'))).toBeGreaterThan(Date.now());
  const foreign = await scene.form('/oauth2/introspect', { token, client_id: OTHER });
  expect(foreign.status).toBe(401);
  const id = answer.string('refresh_token_id');
  await scene.request('DELETE', `/api/jwt/refresh/${id}`);
  expect((await scene.form('/oauth2/introspect', { token })).body).toEqual({ active: false });
});

test('21: discovery advertises what is served, in the fields of the description', async () => {
  const { body } = await scene.request('GET', '/.well-known/openid-configuration');
  expect(body).not.toHaveProperty('introspection_endpoint');
  expect(body['grant_types_supported']).toEqual([
    'authorization_code',
    'password',
    'refresh_token',
  ]);
  expect(body['claims_supported']).toEqual(expect.arrayContaining(['at_hash', 'aud', 'nonce']));
  for (const name of Object.keys(body).filter((one) => one.endsWith('_endpoint'))) {
    const { pathname } = new URL(String(body[name]));
    const method = name === 'token_endpoint' ? 'POST' : 'GET';
    const { status } = await fetch(scene.url + pathname, { method, redirect: 'manual' });
    expect([name, status]).not.toEqual([name, 404]);
  }
});

test('70: all answers are of one release', async () => {
  const { body } = await scene.request('GET', '/api/system/version');
  expect(body).toEqual({ version: '1.69.0' });
  const application = await scene.request('GET', `/api/application/${APPLICATION}`);
  expect(application.at('application.registrationConfiguration.completeRegistration')).toBe(false);
});
