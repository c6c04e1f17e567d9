import { afterAll, beforeAll, expect, test } from 'vitest';
import { codes } from '../strict.ts';
import { inTenant, PASSWORD, startScene, TENANT } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

test('39: a user reads itself and ends its sessions with its own access token', async () => {
  const [one, other] = [await scene.newUser(), await scene.newUser()];
  const [session, foreign] = [await scene.login(one.email), await scene.login(other.email)];
  const headers = scene.bearer(session.string('token'));
  const own = await scene.request('GET', '/api/user', undefined, headers);
  expect([own.status, own.at('user.id')]).toEqual([200, one.id]);
  const end = (id: string) => scene.request('DELETE', `/api/jwt/refresh/${id}`, undefined, headers);
  await end(foreign.string('refreshTokenId'));
  await end(session.string('refreshTokenId'));
  const left = async (userId: string) =>
    (await scene.request('GET', `/api/jwt/refresh?userId=${userId}`)).at('refreshTokens');
  expect([await left(one.id), (await left(other.id)) as object[]]).toEqual([
    [],
    [expect.anything()],
  ]);
  // Nothing else is open to it.
  for (const path of ['/api/application', `/api/user/${one.id}`, '/api/jwt/refresh?userId=x'])
    expect((await scene.request('GET', path, undefined, headers)).status).toBe(401);
});

test('41: endpoints that belong to no tenant refuse the header that names one', async () => {
  for (const [method, path] of [
    ['GET', '/api/key'],
    ['GET', `/api/key/${scene.keyId}`],
    ['POST', '/api/key/generate'],
    ['GET', '/api/entity/type/search'],
    ['GET', '/api/system-configuration'],
  ] as const) {
    const body = method === 'POST' ? { key: { name: 'x', algorithm: 'HS256' } } : undefined;
    const answer = await scene.request(method, path, body, inTenant);
    expect([path, answer.status, answer.text]).toEqual([path, 401, '']);
  }
  expect((await scene.request('GET', '/api/application', undefined, inTenant)).status).toBe(200);
});

test('42, 43: a login id names nobody where there are several tenants and none is named', async () => {
  const { id, email } = await scene.newUser();
  const without = await scene.request('GET', `/api/user?email=${email}`);
  expect([without.status, codes(without.body)]).toEqual([400, ['[TenantIdRequired]']]);
  expect(without.string('generalErrors')).toContain(
    'To complete this request, you may assign a Tenant to your API key, or',
  );
  const found = await scene.request('GET', `/api/user?email=${email}`, undefined, inTenant);
  expect(found.at('user.id')).toBe(id);
});

test('46: a key is replaced, never patched, and API keys are not listed', async () => {
  for (const path of ['/api/api-key', '/api/api-key/search'])
    expect((await scene.request('GET', path)).status).toBe(405);
  const path = `/api/key/${scene.keyId}`;
  expect((await scene.request('PATCH', path, { key: { name: 'x' } })).status).toBe(405);
  expect((await scene.request('PUT', path, { key: { name: 'renamed' } })).status).toBe(200);
});

test.each([
  ['application/json', { tenant: { data: { a: 2, list: [2] } } }, { a: 2, b: 1, list: [1, 2] }],
  [
    'application/merge-patch+json',
    { tenant: { data: { b: null, list: [2] } } },
    { a: 1, list: [2] },
  ],
  [
    'application/json-patch+json',
    [
      { op: 'test', path: '/tenant/data/a', value: 1 },
      { op: 'remove', path: '/tenant/data/b' },
      { op: 'add', path: '/tenant/data/list/-', value: 3 },
      { op: 'replace', path: '/tenant/jwtConfiguration/timeToLiveInSeconds', value: '60' },
    ],
    { a: 1, list: [1, 3] },
  ],
])('JSON Patch: PATCH applies %s', async (type, patch, data) => {
  await scene.change('tenant', { data: null });
  await scene.change('tenant', { data: { a: 1, b: 1, list: [1] } });
  const path = `/api/tenant/${TENANT}`;
  const answer = await scene.request('PATCH', path, patch, { 'content-type': type });
  expect([answer.status, answer.at('tenant.data')]).toEqual([200, data]);
  if (Array.isArray(patch))
    expect(answer.at('tenant.jwtConfiguration.timeToLiveInSeconds')).toBe(60);
});

test.each([
  ['a test that fails', [{ op: 'test', path: '/tenant/name', value: 'x' }], '[invalidJSON]'],
  ['a path that leads nowhere', [{ op: 'remove', path: '/tenant/x/y' }], '[invalidJSON]'],
  ['no list', { tenant: { name: 'x' } }, '[invalidJSON]'],
  [
    'a value of another type',
    [{ op: 'replace', path: '/tenant/jwtConfiguration/timeToLiveInSeconds', value: 'soon' }],
    '[invalidJSON]tenant.jwtConfiguration.timeToLiveInSeconds',
  ],
  [
    'a field that there is not',
    [{ op: 'add', path: '/tenant/x', value: 1 }],
    '[invalidJSON]tenant.x',
  ],
])('JSON Patch: %s changes nothing', async (_, patch, code) => {
  const path = `/api/tenant/${TENANT}`;
  const before = await scene.request('GET', path);
  const headers = { 'content-type': 'application/json-patch+json' };
  const refused = await scene.request('PATCH', path, patch, headers);
  expect([refused.status, codes(refused.body)]).toEqual([400, [code]]);
  expect((await scene.request('GET', path)).text).toBe(before.text);
  expect((await scene.request('PUT', path, patch, headers)).status).toBe(400);
});

test('JSON Patch: what is never shown stays as it is', async () => {
  const { id, email } = await scene.newUser();
  const patch = [{ op: 'add', path: '/user/firstName', value: 'Ann' }];
  const headers = { 'content-type': 'application/json-patch+json' };
  const answer = await scene.request('PATCH', `/api/user/${id}`, patch, headers);
  expect([answer.status, answer.at('user.firstName')]).toEqual([200, 'Ann']);
  expect((await scene.login(email, { password: PASSWORD })).status).toBe(200);
});
