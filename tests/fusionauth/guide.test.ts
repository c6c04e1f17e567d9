import { generateKeyPairSync } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  importSPKI,
  jwtVerify,
} from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { text } from '../../embedded/fusionauth/json.ts';
import { startFusionAuth } from './server.ts';
import type { Running } from './server.ts';

const ISSUER = 'https://local.fusionauth.io';
const tenantId = '0f9a1d4e-7c9f-4d0b-9a3e-0c6f1f3c2b11';
const applicationId = '8c1f2a6b-3d4e-4f5a-8b7c-9d0e1f2a3b4c';
const userId = '5b6c7d8e-9f0a-4b1c-8d2e-3f4a5b6c7d8e';
const password = 'correct horse battery staple';
let fusionAuth: Running;
let kid: string;
let publicKey: string;

beforeAll(async () => {
  fusionAuth = await startFusionAuth();
  const { client } = fusionAuth;
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const imported = await client.importKey('', {
    key: {
      algorithm: 'RS256',
      name: 'signing',
      publicKey,
      privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    } as never,
  });
  kid = imported.response.key?.kid ?? '';
  const keyId = imported.response.key?.id ?? '';
  await client.createTenant(tenantId, {
    tenant: {
      name: 'Guide',
      issuer: ISSUER,
      jwtConfiguration: { accessTokenKeyId: keyId, idTokenKeyId: keyId },
      loginConfiguration: { requireAuthentication: true },
    },
  });
  const scoped = client.setTenantId(tenantId);
  await scoped.createApplication(applicationId, {
    application: {
      name: 'API',
      jwtConfiguration: {
        enabled: true,
        accessTokenKeyId: keyId,
        idTokenKeyId: keyId,
        timeToLiveInSeconds: 600,
      },
      loginConfiguration: {
        requireAuthentication: true,
        generateRefreshTokens: true,
        allowTokenRefresh: true,
      },
      roles: [{ name: 'reader' }],
    },
  });
  await scoped.createUser(userId, {
    user: { email: 'Jared@example.com', username: 'jared', password },
  });
  await fusionAuth.request('POST', `/api/user/registration/${userId}`, {
    registration: { applicationId, roles: ['reader'] },
  });
});
afterAll(() => fusionAuth.stop());

const login = (body: object = {}, headers: Record<string, string> = {}) =>
  fusionAuth.request(
    'POST',
    '/api/login',
    { applicationId, loginId: 'jared@example.com', password, ...body },
    headers,
  );

test('a login ends in a token that the published keys verify', async () => {
  const { status, body } = await login();
  expect(status).toBe(200);
  const verified = await jwtVerify(
    text(body['token']),
    createRemoteJWKSet(new URL(`${fusionAuth.url}/.well-known/jwks.json`)),
    {
      issuer: ISSUER,
      audience: applicationId,
    },
  );
  expect(verified.protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', gty: ['password'], kid });
  expect(verified.payload).toMatchObject({
    sub: userId,
    applicationId,
    roles: ['reader'],
    email: 'jared@example.com',
    email_verified: true,
    preferred_username: 'jared',
    authenticationType: 'PASSWORD',
    tid: tenantId,
    sid: body['refreshTokenId'],
  });
  expect(Number(verified.payload.exp) - Number(verified.payload.iat)).toBe(600);
  expect(body['tokenExpirationInstant']).toBe(Number(verified.payload.exp) * 1000);
  expect(verified.payload['auth_time']).toBe(verified.payload.iat);
  expect(verified.payload.jti).toMatch(/^[0-9a-f-]{36}$/);
});

test('the public key is found by kid and by application, without an API key', async () => {
  const none = { authorization: '' };
  const byKid = await fusionAuth.request('GET', `/api/jwt/public-key?kid=${kid}`, undefined, none);
  const byApplication = await fusionAuth.request(
    'GET',
    `/api/jwt/public-key?applicationId=${applicationId}`,
    undefined,
    none,
  );
  const all = await fusionAuth.request('GET', '/api/jwt/public-key', undefined, none);
  expect(byKid.string('publicKey').trim()).toBe(publicKey.trim());
  expect(byApplication.body).toEqual(byKid.body);
  expect(all.body['publicKeys']).toMatchObject({ [kid]: byKid.body['publicKey'] });
  expect(
    (await fusionAuth.request('GET', '/api/jwt/public-key?kid=none', undefined, none)).status,
  ).toBe(404);
});

test('a login without its API key is refused without a body', async () => {
  const { status, text } = await login({}, { authorization: '' });
  expect([status, text]).toEqual([401, '']);
});

test('the login key may log in, and nothing else', async () => {
  const made = await fusionAuth.request('POST', '/api/api-key', {
    apiKey: { name: 'login', tenantId, permissions: { endpoints: { '/api/login': ['POST'] } } },
  });
  const authorization = made.string('apiKey.key');
  expect((await login({}, { authorization })).status).toBe(200);
  for (const [method, path] of [
    ['GET', '/api/login'],
    ['GET', `/api/user/${userId}`],
    ['GET', `/api/tenant/${tenantId}`],
    ['POST', '/api/jwt/vend'],
    ['GET', `/api/api-key/${made.string('apiKey.id')}`],
  ] as const) {
    const answer = await fusionAuth.request(method, path, undefined, { authorization });
    expect([path, answer.status]).toEqual([path, path === '/api/login' ? 404 : 401]);
  }
});

test.each([
  ['wrong password', { password: 'wrong' }, 404],
  ['unknown user', { loginId: 'nobody@example.com' }, 404],
  ['no password', { password: '' }, 400],
  ['unknown application', { applicationId: '11111111-1111-4111-8111-111111111111' }, 400],
  ['application that is no UUID', { applicationId: 'api' }, 400],
  ['login id in other case', { loginId: 'JARED@EXAMPLE.COM' }, 200],
  ['username', { loginId: 'jared' }, 200],
  ['no token wanted', { noJWT: true }, 200],
])('login: %s', async (_, body, status) => {
  const answer = await login(body);
  expect(answer.status).toBe(status);
  if (status === 404) expect(answer.text).toBe('');
  if ('noJWT' in body) expect(Object.keys(answer.body)).toEqual(['user']);
});

test('a user without registration is authenticated with 202 and gets no application claims', async () => {
  const { client } = fusionAuth;
  await client
    .setTenantId(tenantId)
    .createUser('', { user: { email: 'guest@example.com', password } });
  const { status, body } = await login({ loginId: 'guest@example.com' });
  expect(status).toBe(202);
  const claims = decodeJwt(text(body['token']));
  expect(claims).toMatchObject({ aud: applicationId, email: 'guest@example.com' });
  expect(claims).not.toHaveProperty('applicationId');
  expect(claims).not.toHaveProperty('roles');
});

test('a refresh token gives a new access token of the same session', async () => {
  const { body } = await login();
  const refreshed = await fusionAuth.client.exchangeRefreshTokenForJWT({
    refreshToken: text(body['refreshToken']),
  });
  const claims = decodeJwt(refreshed.response.token ?? '');
  expect(claims).toMatchObject({
    sid: body['refreshTokenId'],
    authenticationType: 'REFRESH_TOKEN',
    sub: userId,
  });
  expect(decodeProtectedHeader(refreshed.response.token ?? '')['gty']).toEqual([
    'password',
    'refresh_token',
  ]);
  const bad = await fusionAuth.request('POST', '/api/jwt/refresh', { refreshToken: 'x' });
  expect([bad.status, bad.at('fieldErrors.refreshToken')]).toEqual([
    400,
    [expect.objectContaining({ code: '[invalid]refreshToken' })],
  ]);
});

test('a vended token has the claims asked for and the time to live asked for', async () => {
  const header = { 'x-fusionauth-tenantid': tenantId };
  const { body } = await fusionAuth.request(
    'POST',
    '/api/jwt/vend',
    { claims: { sub: 'x', exp: 5 }, timeToLiveInSeconds: 1 },
    header,
  );
  const { payload } = await jwtVerify(text(body['token']), await importSPKI(publicKey, 'RS256'));
  expect(payload).toMatchObject({ sub: 'x', iss: ISSUER });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(1);
});

test('a token is validated by its signature', async () => {
  const { body } = await login();
  const token = text(body['token']);
  const good = await fusionAuth.request('GET', '/api/jwt/validate', undefined, {
    authorization: `Bearer ${token}`,
  });
  expect([good.status, good.at('jwt.sub')]).toEqual([200, userId]);
  const [head, , signature] = token.split('.');
  const forged = `${head}.${Buffer.from(JSON.stringify({ sub: 'x', exp: 9999999999 })).toString('base64url')}.${signature}`;
  const bad = await fusionAuth.request('GET', '/api/jwt/validate', undefined, {
    authorization: `Bearer ${forged}`,
  });
  expect([bad.status, bad.text]).toEqual([401, '']);
});

test('the key set holds the certificates of generated keys', async () => {
  const made = await fusionAuth.request('POST', '/api/key/generate', {
    key: { algorithm: 'ES256', name: 'ec' },
  });
  const { body } = await fusionAuth.request('GET', '/.well-known/jwks.json');
  const keys = body as unknown as JSONWebKeySet;
  const mine = keys.keys.find((key) => key.kid === made.at('key.kid'));
  expect(mine).toMatchObject({ alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig' });
  expect(mine?.x5c).toHaveLength(1);
  expect(() => createLocalJWKSet(keys)).not.toThrow();
  expect(JSON.stringify(made.body)).not.toContain('PRIVATE');
});
