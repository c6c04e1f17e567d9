import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { at } from '../../../embedded/fusionauth/json.ts';
import { DESCRIPTION } from '../../../embedded/fusionauth/schema/description.ts';
import type { Answer } from '../server.ts';
import { codes } from '../strict.ts';
import { APPLICATION, inTenant, PASSWORD, startScene, TENANT } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

/** A value that no reading of a field of that type gives, and its code. */
const WRONG: Record<string, unknown> = {
  boolean: 'perhaps',
  date: '2020-13-40',
  instant: 'soon',
  integer: 'many',
  locale: '%',
  number: {},
  string: {},
  uri: 'no uri',
  uuid: 'x',
  zone: 'Nowhere/Else',
};

/** Every field of a type, dotted, with a wrong value and the code of its refusal. */
function* wrongFields(type: string, path: string, depth = 4): Generator<[string, unknown, string]> {
  for (const [name, field] of DESCRIPTION.types.get(type) ?? []) {
    const here = `${path}.${name}`;
    if (/(\[\]|\{\})$/.test(field)) yield [here, 'text', '[invalidJSON]'];
    else if (DESCRIPTION.enums.has(field)) yield [here, 'Neither', '[invalidOption]'];
    else if (DESCRIPTION.types.has(field)) {
      yield [here, 'text', '[invalidJSON]'];
      if (depth > 0) yield* wrongFields(field, here, depth - 1);
    } else if (field in WRONG) yield [here, WRONG[field], '[invalidJSON]'];
  }
}

const KINDS = [
  ['APIKey', 'apiKey', '/api/api-key'],
  ['Application', 'application', '/api/application'],
  ['Entity', 'entity', '/api/entity'],
  ['EntityType', 'entityType', '/api/entity/type'],
  ['Key', 'key', '/api/key/generate'],
  ['Lambda', 'lambda', '/api/lambda'],
  ['Tenant', 'tenant', '/api/tenant'],
  ['User', 'user', '/api/user'],
  ['UserRegistration', 'registration', '/api/user/registration'],
] as const;

test.each(KINDS)(
  '51, 53: no field of %s takes a value of another type or another option',
  async (type, name, path) => {
    const fields = [...wrongFields(type, name)];
    expect(fields.length).toBeGreaterThan(5);
    const wrong: string[] = [];
    for (const [field, value, code] of fields) {
      const body = field
        .split('.')
        .reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
      const answer = await scene.request('POST', path, body);
      if (answer.status !== 400 || codes(answer.body)[0] !== `${code}${field}`)
        wrong.push(`${field}: ${answer.status} ${codes(answer.body).join(' ')}`);
    }
    expect(wrong).toEqual([]);
  },
);

test('the page tells how many values that are', () => {
  const page = resolve(import.meta.dirname, '../../../docs/parity-fusionauth.md');
  const count = KINDS.flatMap(([type, name]) => [...wrongFields(type, name)]).length;
  expect(readFileSync(page, 'utf8')).toContain(`tries ${count} wrong values`);
});

test.each([
  [undefined, '[MissingContentType]'],
  ['text/plain', '[InvalidContentType]'],
])('54: a body of content type %s is refused', async (type, code) => {
  const response = await fetch(`${scene.url}/api/tenant`, {
    method: 'POST',
    headers: {
      authorization: 'provisioning-key-of-the-tests',
      ...(type && { 'content-type': type }),
    },
    body: new Blob([JSON.stringify({ tenant: { name: 'x' } })]),
  });
  expect([response.status, codes((await response.json()) as Record<string, unknown>)]).toEqual([
    400,
    [code],
  ]);
});

test('55, 57: an unknown field is refused, and so is what is no JSON', async () => {
  const unknown = await scene.change('tenant', { nonsense: 1 });
  expect(codes(unknown.body)).toEqual(['[invalidJSON]tenant.nonsense']);
  expect(unknown.string('fieldErrors')).toContain('Unrecognized property');
  const broken = await scene.request('POST', '/api/tenant', '{"tenant":');
  expect(codes(broken.body)).toEqual(['[invalidJSON]']);
  expect(broken.string('generalErrors')).toContain(
    'The property was [unknown]. The error was [Unexpected processing exception].',
  );
});

const ids = (answer: Answer, name: string) =>
  (answer.at(name) as { id: string }[]).map(({ id }) => id);

test('61: a search by ids finds those', async () => {
  const [one, two] = [await scene.newUser(), await scene.newUser()];
  await scene.newUser();
  const found = await scene.request('GET', `/api/user/search?ids=${one.id}&ids=${two.id}`);
  expect([ids(found, 'users').sort(), found.at('total')]).toEqual([[one.id, two.id].sort(), 2]);
  const type = await scene.request('POST', '/api/entity/type', { entityType: { name: 'service' } });
  const entity = { name: 'a', type: { id: type.string('entityType.id') } };
  const made = await scene.request('POST', '/api/entity', { entity }, inTenant);
  await scene.request('POST', '/api/entity', { entity: { ...entity, name: 'b' } }, inTenant);
  const id = made.string('entity.id');
  expect(ids(await scene.request('GET', `/api/entity/search?ids=${id}`), 'entities')).toEqual([id]);
});

test('62: a search filters by query and by field, and sorts', async () => {
  const [one, two] = [
    await scene.newUser({ firstName: 'search-a' }),
    await scene.newUser({ firstName: 'search-b' }),
  ];
  const search = async (criteria: object) =>
    ids(await scene.request('POST', '/api/user/search', { search: criteria }), 'users');
  const query = (clause: object) => search({ query: JSON.stringify(clause) });
  expect(await query({ match: { email: one.email } })).toEqual([one.id]);
  expect(
    await query({
      bool: {
        must: [{ wildcard: { firstName: 'search-*' } }],
        must_not: [{ term: { firstName: 'search-a' } }],
      },
    }),
  ).toEqual([two.id]);
  const registered = await search({
    queryString: `registrations.applicationId:${APPLICATION}`,
    numberOfResults: 100,
  });
  expect(registered).toEqual(expect.arrayContaining([one.id, two.id]));
  expect(await search({ queryString: `registrations.applicationId:${TENANT}` })).toEqual([]);
  const sortFields = (order: string) => [{ name: 'firstName', order }];
  const queryString = 'firstName:search-*';
  expect(await search({ queryString, sortFields: sortFields('desc') })).toEqual([two.id, one.id]);
  expect(await search({ queryString, orderBy: 'firstName ASC' })).toEqual([one.id, two.id]);
});

test('63: an object is made after another one', async () => {
  const jwtConfiguration = { enabled: true, timeToLiveInSeconds: 77 };
  await scene.change('application', { jwtConfiguration });
  const application = await scene.request(
    'POST',
    '/api/application',
    { sourceApplicationId: APPLICATION, application: { name: 'copy' } },
    inTenant,
  );
  expect(application.at('application.jwtConfiguration.timeToLiveInSeconds')).toBe(77);
  await scene.change('tenant', { issuer: 'https://source.example.com' });
  const tenant = await scene.request('POST', '/api/tenant', {
    sourceTenantId: TENANT,
    tenant: { name: 'copy' },
  });
  expect(tenant.at('tenant.issuer')).toBe('https://source.example.com');
  const permissions = { endpoints: { '/api/login': ['POST'] } };
  const source = await scene.request('POST', '/api/api-key', { apiKey: { permissions } });
  const copy = await scene.request('POST', '/api/api-key', {
    sourceKeyId: source.at('apiKey.id'),
    apiKey: {},
  });
  expect(copy.at('apiKey.permissions')).toEqual(permissions);
  expect(copy.at('apiKey.key')).not.toBe(source.at('apiKey.key'));
});

test('66, 67: a registration always has tokens and languages, an application scopes', async () => {
  const made = await scene.request('POST', '/api/user/registration', {
    user: { email: 'registered@example.com', password: PASSWORD },
    registration: { applicationId: APPLICATION, tokens: { shop: 'a token' } },
  });
  expect(made.at('registration')).toMatchObject({
    tokens: { shop: 'a token' },
    preferredLanguages: [],
  });
  const { body } = await scene.request('GET', `/api/application/${APPLICATION}`);
  expect(at(body, 'application.scopes')).toEqual([]);
});
