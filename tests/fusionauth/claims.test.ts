import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFusionAuth } from './server.ts';
import type { Answer, Running } from './server.ts';

const TENANT = '22222222-2222-4222-8222-222222222222';
const APPLICATION = '33333333-3333-4333-8333-333333333333';
const LAMBDA = '44444444-4444-4444-8444-444444444444';
const LOGIN = {
  applicationId: APPLICATION,
  loginId: 'ann@example.com',
  password: 'a good password',
};
const inTenant = { 'x-fusionauth-tenantid': TENANT };

describe('a lambda that populates tokens', () => {
  let fusionAuth: Running;

  beforeAll(async () => {
    fusionAuth = await startFusionAuth();
    const { request } = fusionAuth;
    await request('POST', `/api/tenant/${TENANT}`, {
      tenant: { name: 'one', issuer: 'https://issuer.example.com' },
    });
    await request('POST', `/api/lambda/${LAMBDA}`, {
      lambda: { name: 'claims', type: 'JWTPopulate', body: 'function populate(jwt) {}' },
    });
    const lambdaConfiguration = { accessTokenPopulateId: LAMBDA };
    await request(
      'POST',
      `/api/application/${APPLICATION}`,
      { application: { name: 'api', lambdaConfiguration } },
      inTenant,
    );
    await request('POST', '/api/user/registration', {
      user: { email: LOGIN.loginId, password: LOGIN.password, data: { department: 'books' } },
      registration: { applicationId: APPLICATION },
    });
  });
  afterAll(() => fusionAuth.stop());

  /** A login while the lambda has that body. */
  async function loginWith(body: string): Promise<Answer> {
    const lambda = { name: 'claims', type: 'JWTPopulate', body };
    expect((await fusionAuth.request('PUT', `/api/lambda/${LAMBDA}`, { lambda })).status).toBe(200);
    return fusionAuth.request('POST', '/api/login', LOGIN);
  }

  const claimsWith = async (body: string) => decodeJwt((await loginWith(body)).string('token'));

  it('sets claims from the user and the registration, and takes others away', async () => {
    const claims = await claimsWith(`function populate(jwt, user, registration) {
      jwt.department = user.data.department;
      jwt.application = registration.applicationId;
      jwt.email = null;
      console.log('seen by nobody');
    }`);
    expect(claims).toMatchObject({ department: 'books', application: APPLICATION });
    expect(claims).not.toHaveProperty('email');
  });

  it('cannot change whom a token is about, nor when it ends', async () => {
    const before = await claimsWith('function populate() {}');
    const claims = await claimsWith(
      'const populate = (jwt) => { jwt.sub = "me"; jwt.exp = 9999999999; jwt.aud = "other"; };',
    );
    expect(claims).toMatchObject({ sub: before.sub, aud: 'other' });
    expect(claims.exp! - claims.iat!).toBe(before.exp! - before.iat!);
  });

  it.each([
    ['that throws', 'function populate() { throw new Error("no"); }'],
    ['that never ends', 'function populate() { for (;;); }'],
    [
      'that never ends later',
      'function populate() { Promise.resolve().then(() => { for (;;); }); }',
    ],
    ['that makes code of text', 'function populate(jwt) { jwt.a = eval("1"); }'],
    ['without the function', 'function other() {}'],
  ])('%s gives no token', async (_, body) => {
    expect((await loginWith(body)).status).toBe(500);
    expect((await loginWith('function populate() {}')).status).not.toBe(500);
  });

  it('sees nothing of the server', async () => {
    const claims = await claimsWith(`function populate(jwt, user) {
      const names = ['process', 'require', 'fetch', 'setTimeout', 'Buffer', 'globalThis'];
      jwt.seen = names.filter((name) => name in globalThis);
      jwt.hash = 'secure' in user;
      let escaped = 'nothing';
      try { escaped = user.constructor.constructor('return process')().version; } catch {}
      jwt.escaped = escaped;
    }`);
    expect(claims).toMatchObject({ seen: ['globalThis'], hash: false, escaped: 'nothing' });
  });

  it('is not deleted while an application names it, and keeps its type', async () => {
    const refused = await fusionAuth.request('DELETE', `/api/lambda/${LAMBDA}`);
    expect(refused.status).toBe(400);
    const lambda = { name: 'claims', type: 'UserInfoPopulate', body: 'function populate() {}' };
    const changed = await fusionAuth.request('PUT', `/api/lambda/${LAMBDA}`, { lambda });
    expect(changed.status).toBe(400);
  });
});
