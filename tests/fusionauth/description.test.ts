import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isObject } from '../../embedded/fusionauth/json.ts';
import { DESCRIPTION, operationOf } from '../../embedded/fusionauth/schema/description.ts';
import { APPLICATION, inTenant, PASSWORD, startScene, TENANT } from './differences/scene.ts';
import type { Scene } from './differences/scene.ts';
import type { Answer } from './server.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/parity-fusionauth.md'), 'utf8');

let scene: Scene;
/** The operations that were asked for, how often, and the fields that their answers held. */
const asked = new Map<string, number>();
const fields = new Set<string>();

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

/** Every field of the description that a value of that type holds, as `Type.field`. */
function collect(type: string, value: unknown): void {
  const inner = type.replace(/(\[\]|\{\})$/, '');
  if (inner !== type) {
    const values = isObject(value) ? Object.values(value) : (value as unknown[]);
    for (const one of values ?? []) collect(inner, one);
    return;
  }
  const known = DESCRIPTION.types.get(type);
  for (const [name, one] of known && isObject(value) ? Object.entries(value) : []) {
    const field = known?.get(name);
    if (field === undefined || one === undefined) continue;
    fields.add(`${type}.${name}`);
    collect(field, one);
  }
}

/** One request; that its answer is as described, the helper behind `request` has checked. */
async function ask(
  operation: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method = ''] = operation.split(' ');
  const found = operationOf(method, new URL(path, 'http://host').pathname);
  expect(found?.name).toBe(operation);
  const answer = await scene.request(method, path, body, headers);
  expect([operation, answer.status, answer.text]).toEqual([operation, 200, answer.text]);
  asked.set(operation, (asked.get(operation) ?? 0) + 1);
  if (found?.response) collect(found.response, answer.body);
  return answer;
}

/** A new id, and the life of an object of that id; `made` runs while it exists. */
async function live(
  kind: { path: string; parameter: string; name: string; more?: object; changes?: object },
  headers: Record<string, string> = {},
  made: (id: string) => Promise<void> = async () => {},
) {
  const { path, parameter, name, more = {}, changes = {} } = kind;
  const at = (method: string) => `${method} ${path}/{${parameter}}`;
  const object = (suffix: string) => ({ [name]: { name: `${name} ${suffix}`, ...more } });
  const first = await ask(`POST ${path}`, path, object('one'), headers);
  await scene.request('DELETE', `${path}/${first.string(`${name}.id`)}?hardDelete=true`);
  const id = crypto.randomUUID();
  const whole = `${path}/${id}`;
  await ask(at('POST'), whole, object('two'), headers);
  await ask(at('GET'), whole);
  await ask(at('PUT'), whole, object('three'));
  await ask(at('PATCH'), whole, { [name]: changes });
  await made(id);
  await ask(at('DELETE'), whole);
}

/** A role, a permission or a scope: it lives in another object and has no reading of its own unless `read`. */
async function liveInside(owner: string, parameter: string, name: string, read = false) {
  const template = `${owner.replace(/[0-9a-f-]{36}/, `{${parameter}}`)}/${name}`;
  const path = `${owner}/${name}`;
  const at = (method: string) => `${method} ${template}/{${name}Id}`;
  await ask(`POST ${template}`, path, { [name]: { name: `${name}-one` } });
  const whole = `${path}/${crypto.randomUUID()}`;
  await ask(at('POST'), whole, { [name]: { name: `${name}-two` } });
  if (read) await ask(at('GET'), whole);
  await ask(at('PUT'), whole, { [name]: { name: `${name}-two`, description: 'changed' } });
  await ask(at('PATCH'), whole, { [name]: { description: 'patched' } });
  await ask(at('DELETE'), whole);
}

test('every operation of the description is answered as it says', { timeout: 60_000 }, async () => {
  await live({ path: '/api/tenant', parameter: 'tenantId', name: 'tenant' });
  await ask('POST /api/tenant/search', '/api/tenant/search', { search: { name: 'one' } });
  for (const [template, path] of [
    ['', ''],
    ['/{tenantId}', `/${TENANT}`],
  ] as const) {
    const rules = '/api/tenant/password-validation-rules';
    await ask(`GET ${rules}${template}`, rules + path, undefined, inTenant);
  }

  const applications = {
    path: '/api/application',
    parameter: 'applicationId',
    name: 'application',
  };
  await live(applications, inTenant, async (id) => {
    await liveInside(`/api/application/${id}`, 'applicationId', 'role');
    await liveInside(`/api/application/${id}`, 'applicationId', 'scope', true);
    await ask('GET /api/application/{applicationId}', `/api/application/${id}`);
  });
  await ask('GET /api/application', '/api/application');
  await ask('POST /api/application/search', '/api/application/search', { search: {} });

  const lambdas = { path: '/api/lambda', parameter: 'lambdaId', name: 'lambda' };
  await live({ ...lambdas, more: { type: 'JWTPopulate', body: 'function populate() {}' } });
  await ask('GET /api/lambda', '/api/lambda');
  await ask('POST /api/lambda/search', '/api/lambda/search', { search: {} });

  const apiKey = { more: { permissions: { endpoints: { '/api/login': ['POST'] } } } };
  await live({ path: '/api/api-key', parameter: 'keyId', name: 'apiKey', ...apiKey });

  for (const [how, key] of [
    ['generate', { algorithm: 'ES256' }],
    ['import', { algorithm: 'HS256', secret: 'a secret that is long enough for it' }],
  ] as const) {
    const id = crypto.randomUUID();
    await ask(`POST /api/key/${how}`, `/api/key/${how}`, { key: { name: `${how} one`, ...key } });
    const path = `/api/key/${how}/${id}`;
    await ask(`POST /api/key/${how}/{keyId}`, path, { key: { name: `${how} two`, ...key } });
    await ask('GET /api/key/{keyId}', `/api/key/${id}`);
    await ask('PUT /api/key/{keyId}', `/api/key/${id}`, { key: { name: `${how} three` } });
    await ask('DELETE /api/key/{keyId}', `/api/key/${id}`);
  }
  await ask('GET /api/key', '/api/key');
  await ask('POST /api/key/search', '/api/key/search', { search: {} });

  const lambda = { more: { type: 'JWTPopulate', body: 'function populate() {}' } };
  await live({ path: '/api/lambda', parameter: 'lambdaId', name: 'lambda', ...lambda });
  await ask('GET /api/lambda', '/api/lambda');
  await ask('POST /api/lambda/search', '/api/lambda/search', { search: {} });

  const types = { path: '/api/entity/type', parameter: 'entityTypeId', name: 'entityType' };
  await live(types, {}, async (id) => {
    await liveInside(`/api/entity/type/${id}`, 'entityTypeId', 'permission');
    await ask('POST /api/entity/type/search', '/api/entity/type/search', { search: {} });
    const permission = { permission: { name: 'read' } };
    await scene.request('POST', `/api/entity/type/${id}/permission`, permission);
    const entities = { path: '/api/entity', parameter: 'entityId', name: 'entity' };
    await live({ ...entities, more: { type: { id } } }, inTenant, async (entityId) => {
      await ask('GET /api/entity/search', '/api/entity/search?queryString=*');
      await ask('POST /api/entity/search', '/api/entity/search', { search: { startRow: 0 } });
      const user = await scene.newUser();
      const grant = { userId: user.id, permissions: ['read'] };
      const path = `/api/entity/${entityId}/grant`;
      await ask('POST /api/entity/{entityId}/grant', path, { grant });
      await ask('GET /api/entity/{entityId}/grant', `${path}?userId=${user.id}`);
      await ask('DELETE /api/entity/{entityId}/grant', `${path}?userId=${user.id}`);
    });
  });

  const full = {
    password: PASSWORD,
    ...{ firstName: 'Ann', lastName: 'Example', fullName: 'Ann Example', middleName: 'B' },
    ...{ birthDate: '1990-01-02', mobilePhone: '+15551234', timezone: 'Europe/Berlin' },
    ...{ imageUrl: 'https://example.com/ann.png', preferredLanguages: ['en'], data: { a: 1 } },
  };
  const email = () => `${crypto.randomUUID()}@example.com`;
  const created = await ask(
    'POST /api/user',
    '/api/user',
    { user: { ...full, email: email() } },
    inTenant,
  );
  const userId = created.string('user.id');
  const path = `/api/user/${userId}`;
  const address = created.string('user.email');
  const other = `/api/user/${crypto.randomUUID()}`;
  await ask('POST /api/user/{userId}', other, { user: { ...full, email: email() } }, inTenant);
  await ask('PUT /api/user/{userId}', path, { user: { ...full, email: address } });
  await ask('PATCH /api/user/{userId}', path, { user: { username: 'ann' } });
  await ask('GET /api/user/search', '/api/user/search?queryString=*');
  await ask('POST /api/user/search', '/api/user/search', { search: { queryString: '*' } });

  const registration = { applicationId: APPLICATION, username: 'ann', timezone: 'Europe/Berlin' };
  const registrations = '/api/user/registration';
  const both = { user: { ...full, email: email() }, registration };
  await ask(`POST ${registrations}`, registrations, both);
  await ask(`POST ${registrations}/{userId}`, `${registrations}/${userId}`, { registration });
  await ask(`PUT ${registrations}/{userId}`, `${registrations}/${userId}`, { registration });
  await ask(`PATCH ${registrations}/{userId}`, `${registrations}/${userId}`, { registration });
  const one = `${registrations}/${userId}/${APPLICATION}`;
  await ask(`GET ${registrations}/{userId}/{applicationId}`, one);
  await ask('GET /api/user/{userId}', path);
  await ask('GET /api/user', `/api/user?email=${address}`, undefined, inTenant);

  for (const subject of ['email', 'registration']) {
    const verify = `/api/user/verify-${subject}`;
    const query = `?email=${address}&applicationId=${APPLICATION}`;
    const proof = await ask(`PUT ${verify}`, verify + query, undefined, inTenant);
    await ask(`POST ${verify}`, verify, { verificationId: proof.at('verificationId') });
  }
  for (const [given, password] of [
    [true, 'a second password'],
    [false, PASSWORD],
  ] as const) {
    const change = '/api/user/change-password';
    const forgot = { loginId: address };
    const proof = await ask(
      'POST /api/user/forgot-password',
      '/api/user/forgot-password',
      forgot,
      inTenant,
    );
    const changePasswordId = proof.string('changePasswordId');
    const whole = `${change}/${changePasswordId}`;
    await ask(`GET ${change}/{changePasswordId}`, whole);
    if (given) await ask(`POST ${change}/{changePasswordId}`, whole, { password });
    else await ask(`POST ${change}`, change, { changePasswordId, password });
  }

  const credentials = { loginId: address, password: PASSWORD, applicationId: APPLICATION };
  const login = await ask('POST /api/login', '/api/login', credentials);
  const { refreshToken } = login.body;
  await ask('POST /api/jwt/refresh', '/api/jwt/refresh', { refreshToken });
  const token = `/api/jwt/refresh/${login.string('refreshTokenId')}`;
  await ask('GET /api/jwt/refresh', `/api/jwt/refresh?userId=${userId}`);
  await ask('GET /api/jwt/refresh/{tokenId}', token);
  await ask('DELETE /api/jwt/refresh/{tokenId}', token);
  await ask('DELETE /api/jwt/refresh', `/api/jwt/refresh?userId=${userId}`);
  const bearer = scene.bearer(login.string('token'));
  await ask('GET /api/jwt/validate', '/api/jwt/validate', undefined, bearer);
  await ask('POST /api/jwt/vend', '/api/jwt/vend', { claims: { a: 1 } }, inTenant);
  await ask('GET /api/jwt/public-key', '/api/jwt/public-key');
  await ask('POST /api/logout', '/api/logout', { refreshToken });
  const form = new URLSearchParams({
    ...{ grant_type: 'password', username: address, password: PASSWORD },
    ...{ client_id: APPLICATION, client_secret: 'client-secret', scope: 'openid offline_access' },
  }).toString();
  const type = { authorization: '', 'content-type': 'application/x-www-form-urlencoded' };
  await ask('POST /oauth2/token', '/oauth2/token', form, type);
  await ask('GET /.well-known/jwks.json', '/.well-known/jwks.json');
  await ask('GET /.well-known/openid-configuration', '/.well-known/openid-configuration');
  await ask('GET /api/status', '/api/status');
  await ask('GET /api/system/version', '/api/system/version');
  for (const method of ['PUT', 'PATCH'])
    await ask(`${method} /api/system-configuration`, '/api/system-configuration', {
      systemConfiguration: { reportTimezone: 'Europe/Berlin' },
    });

  await ask(`DELETE ${registrations}/{userId}/{applicationId}`, one);
  await ask(
    'POST /api/user/import',
    '/api/user/import',
    { users: [{ ...full, email: email() }] },
    inTenant,
  );
  await ask('DELETE /api/user/bulk', '/api/user/bulk', { userIds: [userId] });
  await ask('DELETE /api/user/{userId}', path);

  const missing = DESCRIPTION.operations.map(({ name }) => name).filter((name) => !asked.has(name));
  expect(missing).toEqual([]);
});

test('the page tells the numbers', () => {
  const answers = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const types = [...DESCRIPTION.types.values()];
  const described = types.reduce((sum, type) => sum + type.size, 0);
  const numbers =
    `${DESCRIPTION.operations.length} operations, ${types.length} types with ${described} fields and ` +
    `${DESCRIPTION.enums.size} enums`;
  const held = `${asked.size} operations by ${answers} answers, which hold ${fields.size} of the fields`;
  console.log(`${numbers}; ${held}`);
  const text = PAGE.replaceAll(/\s+/g, ' ');
  expect(text).toContain(numbers);
  expect(text).toContain(held);
});
