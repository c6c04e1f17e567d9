import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFusionAuth } from './server.ts';
import type { Running } from './server.ts';

const NOBODY = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const APPLICATION = '33333333-3333-4333-8333-333333333333';
const USER = '44444444-4444-4444-8444-444444444444';
const TYPE = '55555555-5555-4555-8555-555555555555';
const inTenant = { 'x-fusionauth-tenantid': TENANT };
let fusionAuth: Running;

beforeAll(async () => {
  fusionAuth = await startFusionAuth();
  const { request } = fusionAuth;
  const rules = {
    minLength: 10,
    requireNumber: true,
    requireMixedCase: true,
    requireNonAlpha: true,
    maxLength: 20,
  };
  await request('POST', `/api/tenant/${TENANT}`, {
    tenant: { name: 'strict', passwordValidationRules: rules },
  });
  await request(
    'POST',
    `/api/application/${APPLICATION}`,
    { application: { name: 'api', roles: [{ name: 'admin', isDefault: true }] } },
    inTenant,
  );
  const user = { email: 'a@example.com', username: 'ab', password: 'Correct-Horse-1' };
  await request('POST', `/api/user/${USER}`, { user }, inTenant);
  await request('POST', `/api/entity/type/${TYPE}`, { entityType: { name: 'service' } });
});
afterAll(() => fusionAuth.stop());

const codes = (body: Record<string, unknown>): string[] => {
  const fields = Object.values(body['fieldErrors'] ?? {}).flat() as { code: string }[];
  const general = (body['generalErrors'] ?? []) as { code: string }[];
  return [...fields, ...general].map((problem) => problem.code).sort();
};

describe("what is wrong is told with FusionAuth's codes", () => {
  test.each<[string, string, string, unknown, string[]]>([
    ['tenant without a name', 'POST', '/api/tenant', { tenant: {} }, ['[blank]tenant.name']],
    [
      'tenant of a name that is taken, in other case',
      'POST',
      '/api/tenant',
      { tenant: { name: 'STRICT' } },
      ['[duplicate]tenant.name'],
    ],
    [
      'tenant of an id that is taken',
      'POST',
      `/api/tenant/${TENANT}`,
      { tenant: { name: 'x' } },
      ['[duplicate]tenantId'],
    ],
    [
      'tenant of an id that is no UUID',
      'POST',
      '/api/tenant/abc',
      { tenant: { name: 'x' } },
      ['[couldNotConvert]tenantId'],
    ],
    [
      'tenant with text for a number',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', httpSessionMaxInactiveInterval: 'soon' } },
      [
        '[couldNotConvert]tenant.httpSessionMaxInactiveInterval',
        '[invalid]tenant.httpSessionMaxInactiveInterval',
      ],
    ],
    [
      'tenant with an object for a flag',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', loginConfiguration: { requireAuthentication: {} } } },
      ['[couldNotConvert]tenant.loginConfiguration.requireAuthentication'],
    ],
    [
      'tenant with an unknown key',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', jwtConfiguration: { accessTokenKeyId: NOBODY } } },
      ['[invalid]tenant.jwtConfiguration.accessTokenKeyId'],
    ],
    [
      'tenant with several mistakes',
      'POST',
      '/api/tenant',
      { tenant: { jwtConfiguration: { timeToLiveInSeconds: -1, refreshTokenUsagePolicy: 'x' } } },
      [
        '[blank]tenant.name',
        '[invalid]tenant.jwtConfiguration.refreshTokenUsagePolicy',
        '[invalid]tenant.jwtConfiguration.timeToLiveInSeconds',
      ],
    ],
    [
      'application without a tenant',
      'POST',
      '/api/application',
      { application: { name: 'x' } },
      ['[TenantIdRequired]'],
    ],
    [
      'role of a name that is taken',
      'POST',
      `/api/application/${APPLICATION}/role`,
      { role: { name: 'admin' } },
      ['[duplicate]role.name'],
    ],
    [
      'role without a name',
      'POST',
      `/api/application/${APPLICATION}/role`,
      { role: {} },
      ['[blank]role.name'],
    ],
    [
      'key without an algorithm',
      'POST',
      '/api/key/generate',
      { key: { name: 'x' } },
      ['[blank]key.algorithm'],
    ],
    [
      'RSA key without a length',
      'POST',
      '/api/key/generate',
      { key: { name: 'x', algorithm: 'RS256' } },
      ['[missing]key.length'],
    ],
    [
      'RSA key that is too short',
      'POST',
      '/api/key/generate',
      { key: { name: 'x', algorithm: 'RS256', length: 1024 } },
      ['[invalid]key.length'],
    ],
    [
      'key of an unknown algorithm',
      'POST',
      '/api/key/generate',
      { key: { name: 'x', algorithm: 'none' } },
      ['[invalid]key.algorithm'],
    ],
    [
      'key that is no key',
      'POST',
      '/api/key/import',
      { key: { name: 'x', publicKey: 'abc' } },
      ['[invalid]key.publicKey'],
    ],
    [
      'key without material',
      'POST',
      '/api/key/import',
      { key: { name: 'x' } },
      ['[blank]key.publicKey'],
    ],
    [
      'HMAC key without a secret',
      'POST',
      '/api/key/import',
      { key: { name: 'x', algorithm: 'HS256' } },
      ['[blank]key.secret'],
    ],
    [
      'API key for an unknown tenant',
      'POST',
      '/api/api-key',
      { apiKey: { tenantId: NOBODY } },
      ['[invalid]apiKey.tenantId'],
    ],
    [
      'API key with an unknown method',
      'POST',
      '/api/api-key',
      { apiKey: { permissions: { endpoints: { '/api/user': ['FETCH'] } } } },
      ['[invalid]apiKey.permissions.endpoints'],
    ],
    [
      'user without any login id',
      'POST',
      '/api/user',
      { user: { password: 'Correct-Horse-1' } },
      ['[blank]user.email', '[blank]user.username'],
    ],
    [
      'user without a password',
      'POST',
      '/api/user',
      { user: { email: 'b@example.com' } },
      ['[blank]user.password'],
    ],
    [
      'user whose address is none',
      'POST',
      '/api/user',
      { user: { email: 'b', password: 'Correct-Horse-1' } },
      ['[notEmail]user.email'],
    ],
    [
      'user whose names are taken',
      'POST',
      '/api/user',
      { user: { email: 'A@example.com', username: 'AB', password: 'Correct-Horse-1' } },
      ['[duplicate]user.email', '[duplicate]user.username'],
    ],
    [
      'user whose password breaks every rule',
      'POST',
      '/api/user',
      { user: { email: 'b@example.com', password: 'short' } },
      [
        '[onlyAlpha]user.password',
        '[requireNumber]user.password',
        '[singleCase]user.password',
        '[tooShort]user.password',
      ],
    ],
    [
      'user whose password is too long',
      'POST',
      '/api/user',
      { user: { email: 'b@example.com', password: 'Correct-Horse-1-and-more' } },
      ['[tooLong]user.password'],
    ],
    [
      'registration for nothing',
      'POST',
      `/api/user/registration/${USER}`,
      { registration: {} },
      ['[blank]registration.applicationId'],
    ],
    [
      'registration for an unknown application',
      'POST',
      `/api/user/registration/${USER}`,
      { registration: { applicationId: NOBODY } },
      ['[invalid]registration.applicationId'],
    ],
    [
      'registration of nobody',
      'POST',
      `/api/user/registration/${NOBODY}`,
      { registration: { applicationId: APPLICATION } },
      ['[invalid]userId'],
    ],
    [
      'registration with an unknown role',
      'POST',
      `/api/user/registration/${USER}`,
      { registration: { applicationId: APPLICATION, roles: ['x'] } },
      ['[invalid]registration.roles'],
    ],
    [
      'entity of an unknown type',
      'POST',
      '/api/entity',
      { entity: { name: 'x', type: { id: NOBODY } } },
      ['[invalid]entity.type.id'],
    ],
    [
      'entity without anything',
      'POST',
      '/api/entity',
      { entity: {} },
      ['[blank]entity.name', '[blank]entity.type.id'],
    ],
    [
      'entity type with a key of its own that it does not name',
      'POST',
      '/api/entity/type',
      { entityType: { name: 'x', jwtConfiguration: { enabled: true } } },
      [
        '[blank]entityType.jwtConfiguration.accessTokenKeyId',
        '[invalid]entityType.jwtConfiguration.timeToLiveInSeconds',
      ],
    ],
    [
      'vending for no time',
      'POST',
      '/api/jwt/vend',
      { timeToLiveInSeconds: 0 },
      ['[invalid]timeToLiveInSeconds'],
    ],
    ['vending with an unknown key', 'POST', '/api/jwt/vend', { keyId: NOBODY }, ['[invalid]keyId']],
    ['body that is no JSON', 'POST', '/api/tenant', '{"tenant":', ['[invalidJSON]']],
    ['body that is no object', 'POST', '/api/tenant', '[]', ['[invalidJSON]']],
  ])('%s', async (name, method, path, body, expected) => {
    const headers = /application without/.test(name) || path.includes('tenant') ? {} : inTenant;
    const answer = await fusionAuth.request(method, path, body, headers);
    expect([answer.status, codes(answer.body)]).toEqual([400, expected]);
  });

  test.each(['tenant', 'application', 'key', 'api-key', 'user', 'entity', 'entity/type'])(
    '%s that does not exist: 404 without a body',
    async (path) => {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const answer = await fusionAuth.request(method, `/api/${path}/${NOBODY}`, body);
        expect([method, answer.status, answer.text]).toEqual([method, 404, '']);
      }
    },
  );
});

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
  const { client, request } = fusionAuth;
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
