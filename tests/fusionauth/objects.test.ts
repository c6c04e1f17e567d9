import { FusionAuthClient } from '@fusionauth/typescript-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY } from './server.ts';
import type { Running } from './server.ts';
import { APPLICATION, codes, inTenant, startStrict, TENANT, TYPE, USER } from './strict.ts';

let fusionAuth: Running;

beforeAll(async () => {
  fusionAuth = await startStrict();
});
afterAll(() => fusionAuth.stop());

test('PUT resets what it leaves out, PATCH keeps it', async () => {
  const { request } = fusionAuth;
  const path = `/api/application/${APPLICATION}`;
  const rich = {
    name: 'api',
    data: { a: 1 },
    oauthConfiguration: { authorizedRedirectURLs: ['https://a'] },
  };
  await request('PUT', path, { application: rich });
  const patched = await request('PATCH', path, {
    application: { data: { b: 2 }, oauthConfiguration: { authorizedRedirectURLs: ['https://b'] } },
  });
  expect(patched.at('application.data')).toEqual({ a: 1, b: 2 });
  expect(patched.at('application.oauthConfiguration.authorizedRedirectURLs')).toEqual([
    'https://a',
    'https://b',
  ]);
  const merge = { 'content-type': 'application/merge-patch+json' };
  const merged = await request(
    'PATCH',
    path,
    {
      application: {
        data: { a: null },
        oauthConfiguration: { authorizedRedirectURLs: ['https://c'] },
      },
    },
    merge,
  );
  expect(merged.at('application.data')).toEqual({ b: 2 });
  expect(merged.at('application.oauthConfiguration.authorizedRedirectURLs')).toEqual(['https://c']);
  const put = await request('PUT', path, { application: { name: 'api' } });
  expect(put.at('application.data')).toEqual({});
  expect(put.at('application.oauthConfiguration.authorizedRedirectURLs')).toEqual([]);
  // What only FusionAuth sets survives both.
  for (const field of ['id', 'tenantId', 'insertInstant', 'roles', 'active']) {
    expect(put.at(`application.${field}`)).toEqual(patched.at(`application.${field}`));
  }
  expect(put.at('application.oauthConfiguration.clientSecret')).toBe(
    patched.at('application.oauthConfiguration.clientSecret'),
  );
});

test('nothing that is secret is ever answered', async () => {
  const { request } = fusionAuth;
  await request('POST', '/api/key/import', {
    key: { name: 'shared', algorithm: 'HS256', secret: 'a-shared-secret' },
  });
  const made = await request('POST', '/api/key/generate', {
    key: { name: 'pair', algorithm: 'ES384' },
  });
  const answers = [
    made,
    ...(await Promise.all(
      [
        '/api/key',
        `/api/user/${USER}`,
        '/api/user/search?queryString=*',
        '/.well-known/jwks.json',
      ].map((path) => request('GET', path)),
    )),
  ];
  for (const { text } of answers)
    expect(text).not.toMatch(/PRIVATE|a-shared-secret|Correct-Horse|"secure"|"hash"|"salt"/);
  expect(made.at('key.hasPrivateKey')).toBe(true);
});

test('an API key that is not retrievable is shown once', async () => {
  const { request } = fusionAuth;
  const made = await request('POST', '/api/api-key', {
    apiKey: { name: 'once', retrievable: false },
  });
  expect(made.string('apiKey.key')).toHaveLength(64);
  const read = await request('GET', `/api/api-key/${made.string('apiKey.id')}`);
  expect(read.at('apiKey.key')).toBeUndefined();
  const used = await request('GET', '/api/tenant', undefined, {
    authorization: made.string('apiKey.key'),
  });
  expect(used.status).toBe(200);
});

test('a key in use is not deleted, and the answer says by what', async () => {
  const { request } = fusionAuth;
  const { client } = fusionAuth;
  const made = await request('POST', '/api/key/generate', {
    key: { name: 'used', algorithm: 'ES256' },
  });
  const keyId = made.string('key.id');
  await client.patchTenant(TENANT, { tenant: { jwtConfiguration: { accessTokenKeyId: keyId } } });
  const refused = await request('DELETE', `/api/key/${keyId}`);
  expect([refused.status, codes(refused.body)]).toEqual([400, ['[inUse]keyId']]);
  expect(refused.text).toContain('the tenant [strict]');
  const keys = (await client.retrieveKeys()).response.keys ?? [];
  const standard = keys.find((key) => key.name === 'Default signing key');
  await client.patchTenant(TENANT, {
    tenant: { jwtConfiguration: { accessTokenKeyId: standard?.id ?? '' } },
  });
  expect((await request('DELETE', `/api/key/${keyId}`)).status).toBe(200);
});

test('objects are found by search and listed by tenant', async () => {
  const { request } = fusionAuth;
  const search = async (path: string, criteria: object) =>
    (await request('POST', path, { search: criteria })).body;
  expect((await search('/api/tenant/search', { name: 'STR*' }))['total']).toBe(1);
  expect((await search('/api/user/search', { queryString: 'email:a@example.com' }))['total']).toBe(
    1,
  );
  expect((await search('/api/user/search', { queryString: 'nobody' }))['total']).toBe(0);
  const page = await search('/api/key/search', {
    name: 'OpenID*',
    numberOfResults: 2,
    startRow: 1,
  });
  expect([(page['keys'] as object[]).length, page['total']]).toEqual([2, 3]);
  const all = await request('GET', '/api/application');
  const own = await request('GET', '/api/application', undefined, inTenant);
  expect([
    (all.at('applications') as object[]).length,
    (own.at('applications') as object[]).length,
  ]).toEqual([2, 1]);
});

test('a user is found by login id', async () => {
  const { request, url } = fusionAuth;
  const client = new FusionAuthClient(API_KEY, url, TENANT);
  expect((await client.retrieveUserByEmail('A@example.com')).response.user?.id).toBe(USER);
  expect((await client.retrieveUserByUsername('ab')).response.user?.id).toBe(USER);
  expect((await client.retrieveUserByLoginId('ab')).response.user?.id).toBe(USER);
  await expect(client.retrieveUserByEmail('nobody@example.com')).rejects.toMatchObject({
    statusCode: 404,
  });
  expect((await request('GET', '/api/user')).status).toBe(400);
});

test('a deleted tenant takes everything in it along', async () => {
  const { request } = fusionAuth;
  const id = '66666666-6666-4666-8666-666666666666';
  const header = { 'x-fusionauth-tenantid': id };
  await request('POST', `/api/tenant/${id}`, { tenant: { name: 'gone' } });
  const application = await request(
    'POST',
    '/api/application',
    { application: { name: 'x' } },
    header,
  );
  const user = await request(
    'POST',
    '/api/user',
    { user: { email: 'x@example.com', password: 'password' } },
    header,
  );
  const entity = await request(
    'POST',
    '/api/entity',
    { entity: { name: 'x', type: { id: TYPE } } },
    header,
  );
  expect((await request('DELETE', `/api/tenant/${id}`)).status).toBe(200);
  const paths = [
    `application/${application.string('application.id')}`,
    `user/${user.string('user.id')}`,
    `entity/${entity.string('entity.id')}`,
  ];
  for (const path of paths)
    expect([path, (await request('GET', `/api/${path}`)).status]).toEqual([path, 404]);
});

test('what a registration has no roles for gets the default roles', async () => {
  const { request } = fusionAuth;
  const made = await request('POST', `/api/user/registration/${USER}`, {
    registration: { applicationId: APPLICATION },
  });
  expect(made.at('registration.roles')).toEqual(['admin']);
  const twice = await request('POST', `/api/user/registration/${USER}`, {
    registration: { applicationId: APPLICATION },
  });
  expect([twice.status, codes(twice.body)]).toEqual([400, ['[duplicate]registration']]);
  const user = await request('GET', `/api/user/${USER}`);
  expect(user.at('user.registrations')).toMatchObject([
    { applicationId: APPLICATION, roles: ['admin'], verified: true },
  ]);
});

test('a user and a registration are made in one request, or not at all', async () => {
  const { request } = fusionAuth;
  const user = { email: 'both@example.com', password: 'Correct-Horse-1' };
  const bad = await request('POST', '/api/user/registration', {
    user,
    registration: { applicationId: APPLICATION, roles: ['x'] },
  });
  expect(bad.status).toBe(400);
  expect((await request('GET', '/api/user/search?queryString=both@example.com')).at('total')).toBe(
    0,
  );
  const good = await request('POST', '/api/user/registration', {
    user,
    registration: { applicationId: APPLICATION },
  });
  expect([good.status, good.at('user.email')]).toEqual([200, 'both@example.com']);
});

test('a role is edited, and taken from its users when it is deleted', async () => {
  const { request, client } = fusionAuth;
  const role = { name: 'editor', description: 'Edits.' };
  const made = await client.createApplicationRole(APPLICATION, '', { role });
  const id = String(made.response.role?.id);
  const path = `/api/application/${APPLICATION}/role/${id}`;
  const superior = await request('PATCH', path, { role: { isSuperRole: true } });
  expect(superior.at('role')).toMatchObject({ ...role, isSuperRole: true, isDefault: false });
  const plain = await request('PUT', path, { role: { name: 'editor' } });
  expect(plain.at('role')).toMatchObject({ id, name: 'editor', isSuperRole: false });
  expect(plain.at('role')).not.toHaveProperty('description');

  const user = { email: 'editor@example.com', password: 'Correct-Horse-1' };
  const registration = { applicationId: APPLICATION, roles: ['editor', 'admin'] };
  const registered = await request('POST', '/api/user/registration', { user, registration });
  const registrationPath = `/api/user/registration/${registered.string('user.id')}/${APPLICATION}`;
  expect((await request('DELETE', path)).status).toBe(200);
  expect((await request('GET', registrationPath)).at('registration.roles')).toEqual(['admin']);
  expect((await request('DELETE', path)).status).toBe(404);
});
