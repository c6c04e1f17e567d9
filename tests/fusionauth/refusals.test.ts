import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Running } from './server.ts';
import { APPLICATION, codes, inTenant, NOBODY, startStrict, TENANT, USER } from './strict.ts';

let fusionAuth: Running;

beforeAll(async () => {
  fusionAuth = await startStrict();
});
afterAll(() => fusionAuth.stop());

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
      ['[invalidJSON]tenant.httpSessionMaxInactiveInterval'],
    ],
    [
      'tenant with an object for a flag',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', loginConfiguration: { requireAuthentication: {} } } },
      ['[invalidJSON]tenant.loginConfiguration.requireAuthentication'],
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
      {
        tenant: {
          jwtConfiguration: { timeToLiveInSeconds: -1 },
          httpSessionMaxInactiveInterval: 0,
        },
      },
      [
        '[blank]tenant.name',
        '[invalid]tenant.httpSessionMaxInactiveInterval',
        '[invalid]tenant.jwtConfiguration.timeToLiveInSeconds',
      ],
    ],
    [
      'tenant with a policy that there is not',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', jwtConfiguration: { refreshTokenUsagePolicy: 'x' } } },
      ['[invalidOption]tenant.jwtConfiguration.refreshTokenUsagePolicy'],
    ],
    [
      'tenant with a field that there is not',
      'POST',
      '/api/tenant',
      { tenant: { name: 'x', nonsense: 1 } },
      ['[invalidJSON]tenant.nonsense'],
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
      'generated key of a name that is taken',
      'POST',
      '/api/key/generate',
      { key: { name: 'Default signing key', algorithm: 'RS256', length: 2048 } },
      ['[duplicate]key.name'],
    ],
    [
      'imported key of a name that is taken',
      'POST',
      '/api/key/import',
      { key: { name: 'Default signing key', algorithm: 'HS256', secret: 'a secret' } },
      ['[duplicate]key.name'],
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
      ['[invalidOption]key.algorithm'],
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
      'entity type of a name that is taken',
      'POST',
      '/api/entity/type',
      { entityType: { name: 'service' } },
      ['[duplicate]entityType.name'],
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
    // Endpoints of the server as a whole refuse the header.
    const whole = /^\/api\/(tenant|key|entity\/type)/.test(path);
    const headers = /application without/.test(name) || whole ? {} : inTenant;
    const answer = await fusionAuth.request(method, path, body, headers);
    expect([answer.status, codes(answer.body)]).toEqual([400, expected]);
  });

  test.each(['tenant', 'application', 'key', 'api-key', 'user', 'entity', 'entity/type'])(
    '%s that does not exist: 404 without a body',
    async (path) => {
      // Keys are never patched.
      const methods = ['GET', 'PUT', 'DELETE', ...(path === 'key' ? [] : ['PATCH'])];
      for (const method of methods) {
        const body = method === 'GET' || method === 'DELETE' ? undefined : {};
        const answer = await fusionAuth.request(method, `/api/${path}/${NOBODY}`, body);
        expect([method, answer.status, answer.text]).toEqual([method, 404, '']);
      }
    },
  );
});

test('quoted numbers and flags are read as such, as Jackson reads them', async () => {
  const { request } = fusionAuth;
  const made = await request('POST', '/api/tenant', {
    tenant: {
      name: 'quoted',
      issuer: 'https://quoted.example.com',
      jwtConfiguration: { timeToLiveInSeconds: '600' },
      loginConfiguration: { requireAuthentication: 'false' },
    },
  });
  expect(made.at('tenant.jwtConfiguration.timeToLiveInSeconds')).toBe(600);
  expect(made.at('tenant.loginConfiguration.requireAuthentication')).toBe(false);
});

test('a search answers in the order that is asked for', async () => {
  const { request } = fusionAuth;
  const tenants = ['search-b', 'search-a', 'search-c'];
  for (const name of tenants) {
    await request('POST', '/api/application', { application: { name } }, inTenant);
  }
  const names = (answer: Answer) =>
    (answer.at('applications') as { name: string }[]).map(({ name }) => name);
  const search = (criteria: object) =>
    request('POST', '/api/application/search', { search: criteria });
  expect(names(await search({ name: 'search-*', orderBy: 'name DESC' }))).toEqual([
    'search-c',
    'search-b',
    'search-a',
  ]);
});
