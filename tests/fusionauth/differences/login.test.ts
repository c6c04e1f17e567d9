import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codes } from '../strict.ts';
import { APPLICATION, inTenant, PASSWORD, startScene, TENANT } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

test('23: who has a second factor gets its challenge, and no token', async () => {
  const twoFactor = { methods: [{ method: 'authenticator', secret: 'JBSWY3DPEHPK3PXP' }] };
  const { email } = await scene.newUser({ twoFactor });
  const answer = await scene.login(email);
  expect(answer.status).toBe(242);
  expect(Object.keys(answer.body).sort()).toEqual(['methods', 'twoFactorId']);
});

test('25, 71: an unverified registration logs in with 213, until it is verified', async () => {
  await scene.change('application', { verifyRegistration: true });
  const { id, email } = await scene.newUser();
  await scene.change('application', { verifyRegistration: true });
  expect((await scene.login(email)).status).toBe(213);
  const path = '/api/user/verify-registration';
  const query = `?email=${email}&applicationId=${APPLICATION}`;
  const proof = await scene.request('PUT', path + query, undefined, inTenant);
  const verificationId = proof.string('verificationId');
  expect((await scene.request('POST', path, { verificationId })).status).toBe(200);
  expect((await scene.login(email)).status).toBe(200);
  const registration = await scene.request('GET', `/api/user/registration/${id}/${APPLICATION}`);
  expect(registration.at('registration.verified')).toBe(true);
  await scene.change('application', { verifyRegistration: false });
});

test('26, 30: the id of a forced change is a secret that works once and leads to a login', async () => {
  const { id, email } = await scene.newUser({ passwordChangeRequired: true });
  const answer = await scene.login(email);
  const changePasswordId = answer.string('changePasswordId');
  expect([answer.status, answer.at('changePasswordReason')]).toEqual([203, 'Administrative']);
  expect(changePasswordId).not.toBe(id);
  const change = () =>
    scene.request('POST', `/api/user/change-password/${changePasswordId}`, {
      password: 'another password',
    });
  const oneTimePassword = (await change()).string('oneTimePassword');
  expect((await change()).status).toBe(404);
  const once = () =>
    scene.request('POST', '/api/login', { applicationId: APPLICATION, oneTimePassword });
  expect((await once()).at('user.id')).toBe(id);
  expect((await once()).status).toBe(404);
});

test('27: a password that breaks new rules, or is too old, has to be changed', async () => {
  const { email } = await scene.newUser();
  const rules = { minLength: 40, maxLength: 256, validateOnLogin: true };
  await scene.change('tenant', { passwordValidationRules: rules });
  const short = await scene.login(email);
  expect([short.status, short.at('changePasswordReason')]).toEqual([203, 'Validation']);
  await scene.change('tenant', {
    passwordValidationRules: { minLength: 8, validateOnLogin: false },
    maximumPasswordAge: { enabled: true, days: 0 },
  });
  await expect
    .poll(async () => (await scene.login(email)).at('changePasswordReason'))
    .toBe('Expired');
  await scene.change('tenant', { maximumPasswordAge: { enabled: false, days: 180 } });
});

test('29: a login id is looked for among the types that the request names', async () => {
  const { email } = await scene.newUser({ username: 'ann' });
  const status = async (loginId: string, ...loginIdTypes: string[]) =>
    (await scene.login(loginId, { loginIdTypes })).status;
  expect(await status(email, 'username')).toBe(404);
  expect(await status(email, 'email', 'username')).toBe(200);
  expect(await status('ann', 'username')).toBe(200);
});

test('31: an application id that is none is invalid JSON', async () => {
  const answer = await scene.login('x', { applicationId: 'abc' });
  expect([answer.status, codes(answer.body)]).toEqual([400, ['[invalidJSON]applicationId']]);
  expect(answer.string('fieldErrors.applicationId')).toContain('Possible conversion error');
});

test('34: refresh tokens are listed by user', async () => {
  const answer = await scene.request('GET', '/api/jwt/refresh');
  expect([answer.status, codes(answer.body)]).toEqual([400, ['[missing]userId']]);
});

test.each(['PATCH', 'a forced change', 'a forgotten password'])(
  '35: sessions end with a new password by %s',
  async (how) => {
    const { id, email } = await scene.newUser();
    const { refreshToken } = (await scene.login(email)).body;
    const password = 'another password';
    if (how === 'PATCH') await scene.request('PATCH', `/api/user/${id}`, { user: { password } });
    else {
      if (how === 'a forced change')
        await scene.request('PATCH', `/api/user/${id}`, { user: { passwordChangeRequired: true } });
      const asked =
        how === 'a forced change'
          ? await scene.login(email)
          : await scene.request('POST', '/api/user/forgot-password', { loginId: email }, inTenant);
      const path = `/api/user/change-password/${asked.string('changePasswordId')}`;
      expect((await scene.request('POST', path, { password })).status).toBe(200);
    }
    expect((await scene.request('POST', '/api/jwt/refresh', { refreshToken })).status).toBe(400);
    expect((await scene.login(email, { password })).status).toBe(200);
  },
);

test('37, 38: a refresh token is shown and used in the fields of the description', async () => {
  const { id, email } = await scene.newUser();
  const { refreshToken } = (await scene.login(email)).body;
  const list = await scene.request('GET', `/api/jwt/refresh?userId=${id}`);
  const [shown = {}] = list.at('refreshTokens') as object[];
  expect(shown).toMatchObject({ data: {}, metaData: { data: {}, scopes: [] } });
  for (const name of ['expiresInstant', 'grants', 'lastUpdateInstant', 'scope'])
    expect(shown).not.toHaveProperty(name);
  const response = await fetch(`${scene.url}/api/jwt/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  expect(Object.keys((await response.json()) as object).sort()).toEqual([
    'refreshToken',
    'refreshTokenId',
    'token',
  ]);
  const cookies = response.headers.getSetCookie();
  expect(cookies.map((line) => line.split('=')[0])).toEqual(['access_token', 'refresh_token']);
  for (const line of cookies) expect(line).toMatch(/; HttpOnly/i);
});

test('1: a quoted life is a number, and tokens live as long', async () => {
  const set = await scene.change('tenant', { jwtConfiguration: { timeToLiveInSeconds: '600' } });
  expect(set.at('tenant.jwtConfiguration.timeToLiveInSeconds')).toBe(600);
  const { email } = await scene.newUser();
  const { exp = 0, iat = 0 } = decodeJwt((await scene.login(email)).string('token'));
  expect(exp - iat).toBe(600);
});

test('65: an e-mail address says why it counts as verified', async () => {
  const reasonOf = async (more: object, options: object = {}) => {
    const email = `${crypto.randomUUID()}@example.com`;
    const user = { email, password: PASSWORD, ...more };
    const made = await scene.request('POST', '/api/user', { user, ...options }, inTenant);
    const [identity] = made.at('user.identities') as Record<string, unknown>[];
    return { email, reason: [identity?.['verified'], identity?.['verifiedReason']] };
  };
  expect((await reasonOf({})).reason).toEqual([true, 'Disabled']);
  await scene.change('tenant', { emailConfiguration: { verifyEmail: true } });
  expect((await reasonOf({}, { skipVerification: true })).reason).toEqual([true, 'Skipped']);
  const { email, reason } = await reasonOf({ username: 'bob' });
  expect(reason).toEqual([false, 'Pending']);
  const path = '/api/user/verify-email';
  const proof = await scene.request('PUT', `${path}?email=${email}`, undefined, inTenant);
  const verificationId = proof.string('verificationId');
  expect((await scene.request('POST', path, { verificationId })).status).toBe(200);
  expect((await scene.request('POST', path, { verificationId })).status).toBe(404);
  const found = await scene.request('GET', `/api/user?email=${email}`, undefined, inTenant);
  expect(found.at('user.identities')).toEqual([
    expect.objectContaining({ type: 'email', verified: true, verifiedReason: 'Completed' }),
    expect.objectContaining({
      ...{ type: 'username', displayValue: 'bob', moderationStatus: 'ACTIVE' },
      ...{ verified: false, verifiedReason: 'Unverifiable' },
    }),
  ]);
  const [address = {}] = found.at('user.identities') as object[];
  for (const name of ['displayValue', 'moderationStatus']) expect(address).not.toHaveProperty(name);
  await scene.change('tenant', { emailConfiguration: { verifyEmail: false } });
});

test('69: a closed user has no state of its own', async () => {
  const { id } = await scene.newUser();
  await scene.client.deactivateUser(id);
  const closed = await scene.request('GET', `/api/user/${id}`);
  expect([closed.at('user.active'), closed.at('user.state')]).toEqual([false, undefined]);
});

test('71: operations on users are no users of that id', async () => {
  const users = ['one', 'two'].map((name) => ({
    email: `${name}@bulk.example.com`,
    password: PASSWORD,
  }));
  const imported = await scene.request('POST', '/api/user/import', { users }, inTenant);
  expect([imported.status, imported.text]).toEqual([200, '']);
  const again = await scene.request('POST', '/api/user/import', { users }, inTenant);
  expect(codes(again.body)).toEqual(['[duplicate]user.email']);
  const found = await scene.request('GET', '/api/user/search?queryString=bulk.example.com');
  const ids = (found.at('users') as { id: string }[]).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const remove = (how: object) =>
    scene.request('DELETE', '/api/user/bulk', { userIds: ids, hardDelete: true, ...how });
  expect((await remove({ dryRun: true })).at('total')).toBe(2);
  expect((await remove({})).at('userIds')).toEqual(ids);
  expect((await scene.request('GET', `/api/user/${ids[0]}`)).status).toBe(404);
  const forgot = { loginId: 'nobody@example.com' };
  const path = '/api/user/forgot-password';
  expect((await scene.request('POST', path, forgot, inTenant)).status).toBe(404);
  const anonymous = await scene.request('POST', path, forgot, { ...inTenant, authorization: '' });
  expect([anonymous.status, anonymous.text]).toEqual([200, '']);
  for (const at of ['', `/${TENANT}`]) {
    const rules = await scene.request(
      'GET',
      `/api/tenant/password-validation-rules${at}`,
      undefined,
      inTenant,
    );
    expect(rules.at('passwordValidationRules.minLength')).toBe(8);
  }
});
