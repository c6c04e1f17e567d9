import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFusionAuth } from './server.ts';
import type { Answer, Running } from './server.ts';

const ISSUER = 'https://issuer.example.com';
const TENANT = '22222222-2222-4222-8222-222222222222';
const APPLICATION = '33333333-3333-4333-8333-333333333333';
const inTenant = { 'x-fusionauth-tenantid': TENANT };
const password = 'a good password';
let fusionAuth: Running;
let keyId: string;

beforeAll(async () => {
  fusionAuth = await startFusionAuth();
  const { request } = fusionAuth;
  const key = await request('POST', '/api/key/generate', {
    key: { name: 'signing', algorithm: 'RS256', length: 2048 },
  });
  keyId = key.string('key.id');
  const jwtConfiguration = { accessTokenKeyId: keyId, idTokenKeyId: keyId };
  const failedAuthenticationConfiguration = { tooManyAttempts: 2, userActionId: TENANT };
  await request('POST', `/api/tenant/${TENANT}`, {
    tenant: { name: 'one', issuer: ISSUER, jwtConfiguration, failedAuthenticationConfiguration },
  });
  await request(
    'POST',
    `/api/application/${APPLICATION}`,
    {
      application: {
        name: 'api',
        loginConfiguration: { generateRefreshTokens: true, allowTokenRefresh: true },
        oauthConfiguration: {
          clientSecret: 'client-secret',
          enabledGrants: ['password', 'refresh_token'],
        },
      },
    },
    inTenant,
  );
});
afterAll(() => fusionAuth.stop());

let count = 0;
/** A new user who is registered. */
async function newUser(more: object = {}): Promise<{ id: string; email: string }> {
  count += 1;
  const email = `user${count}@example.com`;
  const made = await fusionAuth.request('POST', '/api/user/registration', {
    user: { email, password, ...more },
    registration: { applicationId: APPLICATION },
  });
  return { id: made.string('user.id'), email };
}

const login = (loginId: string, given = password): Promise<Answer> =>
  fusionAuth.request('POST', '/api/login', {
    applicationId: APPLICATION,
    loginId,
    password: given,
  });

const token = (
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  fusionAuth.request('POST', '/oauth2/token', new URLSearchParams(form).toString(), {
    authorization: '',
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${btoa(`${id}:${secret}`)}`,
});

test('a user who may not log in is told why by the status', async () => {
  const expired = await newUser({ expiry: 1 });
  expect((await login(expired.email)).status).toBe(410);
  const mustChange = await newUser({ passwordChangeRequired: true });
  const asked = await login(mustChange.email);
  expect([asked.status, asked.at('token')]).toEqual([203, undefined]);
  const gone = await newUser();
  await fusionAuth.client.deactivateUser(gone.id);
  expect((await login(gone.email)).status).toBe(423);
  await fusionAuth.client.reactivateUser(gone.id);
  expect((await login(gone.email)).status).toBe(200);
});

test('too many wrong passwords lock the user, and only that user', async () => {
  const [locked, other] = [await newUser(), await newUser()];
  for (const status of [404, 404]) expect((await login(locked.email, 'wrong')).status).toBe(status);
  expect((await login(locked.email)).status).toBe(409);
  expect((await login(other.email)).status).toBe(200);
});

test('requireAuthentication of the application decides, and of the tenant where there is none', async () => {
  const { request, client } = fusionAuth;
  const { email } = await newUser();
  const anonymous = (body: object, headers = {}) =>
    request(
      'POST',
      '/api/login',
      { loginId: email, password, ...body },
      { authorization: '', ...headers },
    );
  const statuses = async () => [
    (await anonymous({ applicationId: APPLICATION })).status,
    (await anonymous({}, inTenant)).status,
  ];
  const application = (requireAuthentication: boolean) =>
    client.patchApplication(APPLICATION, {
      application: { loginConfiguration: { requireAuthentication } },
    });
  expect(await statuses()).toEqual([401, 401]);
  await application(false);
  expect(await statuses()).toEqual([200, 401]);
  await application(true);
  await client.patchTenant(TENANT, {
    tenant: { loginConfiguration: { requireAuthentication: false } },
  });
  expect(await statuses()).toEqual([401, 200]);
  await client.patchTenant(TENANT, {
    tenant: { loginConfiguration: { requireAuthentication: true } },
  });
});

test("an application with a key of its own signs with it, others with the tenant's", async () => {
  const { request } = fusionAuth;
  const { email } = await newUser();
  const own = await request('POST', '/api/key/generate', {
    key: { name: 'own', algorithm: 'ES256' },
  });
  const configure = (enabled: boolean) =>
    fusionAuth.client.patchApplication(APPLICATION, {
      application: {
        jwtConfiguration: {
          enabled,
          accessTokenKeyId: own.string('key.id'),
          idTokenKeyId: own.string('key.id'),
          timeToLiveInSeconds: 7,
        },
      },
    });
  const before = (await login(email)).string('token');
  await configure(true);
  const after = (await login(email)).string('token');
  await configure(false);
  expect(decodeProtectedHeader(before).alg).toBe('RS256');
  expect(decodeProtectedHeader(after)).toMatchObject({ alg: 'ES256', kid: own.string('key.kid') });
  const { exp = 0, iat = 0 } = decodeJwt(after);
  expect(exp - iat).toBe(7);
  const keys = createRemoteJWKSet(new URL(`${fusionAuth.url}/.well-known/jwks.json`));
  for (const one of [before, after]) expect((await jwtVerify(one, keys)).payload.iss).toBe(ISSUER);
});

test('a one-time refresh token is worth nothing the second time', async () => {
  const { client } = fusionAuth;
  const usage = (refreshTokenUsagePolicy: string) =>
    fusionAuth.request('PATCH', `/api/tenant/${TENANT}`, {
      tenant: { jwtConfiguration: { refreshTokenUsagePolicy } },
    });
  await usage('OneTimeUse');
  const { email, id } = await newUser();
  const first = (await login(email)).string('refreshToken');
  const second = await client.exchangeRefreshTokenForJWT({ refreshToken: first });
  expect(second.response.refreshToken).not.toBe(first);
  await expect(client.exchangeRefreshTokenForJWT({ refreshToken: first })).rejects.toMatchObject({
    statusCode: 400,
  });
  await client.revokeRefreshTokensByUserId(id);
  await expect(
    client.exchangeRefreshTokenForJWT({ refreshToken: second.response.refreshToken ?? '' }),
  ).rejects.toMatchObject({ statusCode: 400 });
  await usage('Reusable');
});

test('the password grant gives access, id and refresh token', async () => {
  const { email, id } = await newUser();
  const answer = await token(
    { grant_type: 'password', username: email, password, scope: 'openid offline_access email' },
    basic(APPLICATION, 'client-secret'),
  );
  expect(answer.body).toMatchObject({
    token_type: 'Bearer',
    userId: id,
    expires_in: 3600,
    scope: 'openid offline_access email',
  });
  const access = decodeJwt(answer.string('access_token'));
  expect(access).toMatchObject({
    sub: id,
    aud: APPLICATION,
    scope: 'openid offline_access email',
    sid: answer.at('refresh_token_id'),
  });
  // New applications handle scopes strictly: who the user is stands in the id token only.
  expect(access).not.toHaveProperty('email');
  expect(decodeJwt(answer.string('id_token'))).toMatchObject({ sub: id, email });
  const refreshed = await token({
    grant_type: 'refresh_token',
    refresh_token: answer.string('refresh_token'),
    client_id: APPLICATION,
    client_secret: 'client-secret',
  });
  expect(decodeJwt(refreshed.string('access_token'))).toMatchObject({
    sub: id,
    authenticationType: 'REFRESH_TOKEN',
  });
  const user = await fusionAuth.request('GET', '/oauth2/userinfo', undefined, {
    authorization: `Bearer ${answer.string('access_token')}`,
  });
  expect(user.body).toMatchObject({ sub: id, email });
});

test.each<[string, Record<string, string>, Record<string, string>, number, string]>([
  ['no grant', {}, {}, 400, 'invalid_request'],
  ['unknown grant', { grant_type: 'foo' }, {}, 400, 'unsupported_grant_type'],
  ['wrong secret', { grant_type: 'password' }, basic(APPLICATION, 'x'), 401, 'invalid_client'],
  ['unknown client', { grant_type: 'password' }, basic('nobody', 'x'), 401, 'invalid_client'],
  [
    'wrong password',
    { grant_type: 'password', username: 'x', password: 'x' },
    basic(APPLICATION, 'client-secret'),
    400,
    'invalid_grant',
  ],
  [
    'unknown refresh token',
    { grant_type: 'refresh_token', refresh_token: 'x' },
    basic(APPLICATION, 'client-secret'),
    400,
    'invalid_grant',
  ],
  ['unknown entity', { grant_type: 'client_credentials' }, basic('x', 'x'), 401, 'invalid_client'],
])('token endpoint: %s', async (_, form, headers, status, error) => {
  const answer = await token(form, headers);
  expect([answer.status, answer.at('error')]).toEqual([status, error]);
});

test("an entity gets a token with the permissions it was granted, signed with its type's key", async () => {
  const { request } = fusionAuth;
  const own = await request('POST', '/api/key/generate', {
    key: { name: 'machines', algorithm: 'ES256' },
  });
  const jwtConfiguration = {
    enabled: true,
    accessTokenKeyId: own.string('key.id'),
    timeToLiveInSeconds: 60,
  };
  const permissions = [{ name: 'read' }, { name: 'write' }];
  const type = await request('POST', '/api/entity/type', {
    entityType: { name: 'service', jwtConfiguration, permissions },
  });
  const make = async (name: string) =>
    (
      await request(
        'POST',
        '/api/entity',
        { entity: { name, type: { id: type.string('entityType.id') } } },
        inTenant,
      )
    ).at('entity') as { id: string; clientSecret: string };
  const [target, client] = [await make('orders'), await make('shop')];
  const grant = { recipientEntityId: client.id, permissions: ['read'] };
  expect((await request('POST', `/api/entity/${target.id}/grant`, { grant })).status).toBe(200);
  const ask = (scope: string) =>
    token({ grant_type: 'client_credentials', scope }, basic(client.id, client.clientSecret));
  const answer = await ask(`target-entity:${target.id}:read`);
  const keys = createRemoteJWKSet(new URL(`${fusionAuth.url}/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(answer.string('access_token'), keys, {
    issuer: ISSUER,
    audience: target.id,
  });
  expect(protectedHeader).toEqual({
    alg: 'ES256',
    typ: 'JWT',
    gty: ['client_credentials'],
    kid: own.string('key.kid'),
  });
  expect(payload).toMatchObject({
    sub: client.id,
    tid: TENANT,
    permissions: { [target.id]: ['read'] },
  });
  expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
  const refused = await ask(`target-entity:${target.id}:write`);
  expect([refused.status, refused.at('error')]).toEqual([400, 'invalid_scope']);
});

test("a tenant's OpenID configuration names its issuer and this server's endpoints", async () => {
  const { client, url } = fusionAuth;
  const answer = await fusionAuth.request('GET', `/${TENANT}/.well-known/openid-configuration`);
  expect(answer.body).toMatchObject({
    issuer: ISSUER,
    jwks_uri: `${url}/.well-known/jwks.json`,
    token_endpoint: `${url}/oauth2/token`,
  });
  expect((await client.retrieveOpenIdConfiguration()).response.issuer).toBe('acme.com');
});

test('after a restart everything is there, and old tokens are still good', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fusionauth-'));
  const file = join(folder, 'state.db');
  const first = await startFusionAuth(file);
  await first.request('POST', '/api/application', { application: { name: 'kept' } });
  const vended = await first.request('POST', '/api/jwt/vend', { claims: { kept: true } });
  const tenants = (await first.request('GET', '/api/tenant')).body;
  // Nothing is closed: what was answered is in the file.
  const second = await startFusionAuth(file);
  expect((await second.request('GET', '/api/tenant')).body).toEqual(tenants);
  const names = (await second.request('GET', '/api/application')).at('applications') as {
    name: string;
  }[];
  expect(names.map(({ name }) => name)).toEqual(['FusionAuth', 'kept']);
  const valid = await second.request('GET', '/api/jwt/validate', undefined, {
    authorization: `Bearer ${vended.string('token')}`,
  });
  expect([valid.status, valid.at('jwt.kept')]).toEqual([200, true]);
  await first.stop();
  await second.stop();
  rmSync(folder, { recursive: true });
});
