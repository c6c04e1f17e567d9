import { each, form, step, uuid, type Case } from '../suite/case.ts';

const service = (n: number, tags: string[] = []) =>
  step('POST /services', { id: uuid(n), name: `s${n}`, host: 'h', tags });
const routeOf = (n: number) =>
  step('POST /services/s1/routes', { id: uuid(10 + n), paths: [`/${n}`] });
const three = [service(1, ['a', 'b']), service(2, ['b']), service(3, ['c', 'a b'])];
const json = { 'content-type': 'application/json' };
const raw = (request: string, text: string, headers: Record<string, string> = json) => ({
  request,
  text,
  headers,
});
const offset = Buffer.from(JSON.stringify([uuid(1)]))
  .toString('base64')
  .replace(/=+$/, '');

export const protocol: Case[] = [
  ...each('body', {
    'malformed JSON': raw('POST /services', '{'),
    'empty JSON body': raw('POST /services', ''),
    'JSON text': raw('POST /services', '"x"'),
    'JSON number': raw('POST /services', '5'),
    'JSON null': raw('POST /services', 'null'),
    'JSON true': raw('POST /services', 'true'),
    'JSON list': raw('POST /services', '[1]'),
    'JSON list of objects': raw('POST /services', '[{"host":"h"}]'),
    'JSON with trailing text': raw('POST /services', '{"host":"h"} x'),
    'JSON with a charset': raw('POST /services', '{"host":"h"}', {
      'content-type': 'application/json; charset=utf-8',
    }),
    'JSON type in capitals': raw('POST /services', '{"host":"h"}', {
      'content-type': 'Application/JSON',
    }),
    'a key twice': raw('POST /services', '{"host":"h","host":"i"}'),
    'large number': raw('POST /services', '{"host":"h","retries":1e100}'),
    'plain text': raw('POST /services', 'x', { 'content-type': 'text/plain' }),
    XML: raw('PATCH /services/s1', '<a/>', { 'content-type': 'application/xml' }),
    'text to a missing path': raw('POST /nope', 'x', { 'content-type': 'text/plain' }),
    'text with GET': raw('GET /services', 'x', { 'content-type': 'text/plain' }),
    'no type, with a body': raw('POST /services', 'host=h', {}),
    'no type, no body': step('POST /services'),
    'malformed JSON with GET': raw('GET /services', '{'),
    'malformed JSON with DELETE': raw('DELETE /services/x', '{'),
    'malformed JSON to a missing path': raw('POST /nope', '{'),
    'malformed form': raw('POST /services', '%zz=%', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    'form name without a value': raw('POST /services', 'host', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    'form with a plus': raw('POST /consumers', 'username=a+b%20c', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    'multipart without parts': raw('POST /services', '', {
      'content-type': 'multipart/form-data; boundary=x',
    }),
  }),
  ...each('method', {
    'PUT a collection': step('PUT /services', {}),
    'PATCH a collection': step('PATCH /services', {}),
    'DELETE a collection': step('DELETE /services'),
    'POST an entity': step('POST /services/x', { host: 'h' }),
    'unknown method': step('FOO /services'),
    'OPTIONS a collection': step('OPTIONS /services'),
    'OPTIONS an entity': step('OPTIONS /services/x'),
    'OPTIONS with asked headers': step('OPTIONS /services', undefined, {
      headers: { 'access-control-request-headers': 'x-a' },
    }),
    'OPTIONS of a missing path': step('OPTIONS /nope'),
    'OPTIONS nested': step('OPTIONS /services/x/routes'),
    'OPTIONS of a target': step('OPTIONS /upstreams/x/targets/y'),
    'HEAD a collection': step('HEAD /services'),
    'HEAD a missing one': step('HEAD /services/x'),
    'DELETE the root': step('DELETE /'),
    origin: step('GET /services', undefined, { headers: { origin: 'https://a.example.com' } }),
  }),
  ...each('path', {
    missing: step('GET /nope'),
    'missing below an entity': step('GET /services/x/nope'),
    'deeper than any': step('GET /services/x/routes/y/z'),
    'missing entity nested': step('GET /services/x/routes'),
    'two slashes': step('GET //services'),
    'query alone': step('GET /services?'),
    'no plugins enabled': step('GET /plugins/nope'),
    'schema of a missing entity': step('GET /schemas/nope'),
    'schema of a missing plugin': step('GET /schemas/plugins/nope'),
    'validate a service': step('POST /schemas/services/validate', { host: 'h' }),
    'validate a bad service': step('POST /schemas/services/validate', { port: 'x' }),
    'validate a plugin': step('POST /schemas/plugins/validate', { name: 'jwt' }),
    'validate a bad plugin': step('POST /schemas/plugins/validate', {
      name: 'jwt',
      config: { nope: 1 },
    }),
    'validate a missing entity': step('POST /schemas/nope/validate', {}),
  }),
  ...each(
    'list',
    {
      all: step('GET /services'),
      size: step('GET /services?size=2'),
      'size of everything': step('GET /services?size=3'),
      offset: step(`GET /services?offset=${offset}`),
      'offset and size': step(`GET /services?size=1&offset=${offset}`),
      'size zero': step('GET /services?size=0'),
      'size negative': step('GET /services?size=-1'),
      'size too high': step('GET /services?size=1001'),
      'size at the limit': step('GET /services?size=1000'),
      'size with a fraction': step('GET /services?size=1.5'),
      'size as text': step('GET /services?size=x'),
      'size empty': step('GET /services?size='),
      'offset empty': step('GET /services?offset='),
      'offset that is no base64': step('GET /services?offset=%25%25'),
      'offset that is no JSON': step('GET /services?offset=abcd'),
      'offset past the end': step(
        `GET /services?offset=${Buffer.from(JSON.stringify([uuid(9)])).toString('base64url')}`,
      ),
      tag: step('GET /services?tags=b'),
      'both tags': step('GET /services?tags=a,b'),
      'either tag': step('GET /services?tags=a/c'),
      'missing tag': step('GET /services?tags=z'),
      'tag with a blank': step('GET /services?tags=a%20b'),
      'tags mixed': step('GET /services?tags=a,b/c'),
      'tags empty': step('GET /services?tags='),
      'six tags': step('GET /services?tags=1,2,3,4,5,6'),
      'tags and size': step('GET /services?tags=b&size=1'),
      'routes of a service by pages': [
        routeOf(1),
        routeOf(2),
        routeOf(3),
        step('GET /services/s1/routes?size=2'),
      ],
      'routes of a service by pages and id': [
        routeOf(1),
        routeOf(2),
        step(`GET /services/${uuid(1)}/routes?size=1`),
      ],
      'tags of everything': step('GET /tags/c'),
      'tag that is missing': step('GET /tags/z'),
      'unknown argument': step('GET /services?nope=1'),
      'two sizes': step('GET /services?size=1&size=2'),
    },
    three,
  ),
  ...each('long', {
    'pages follow each other': [
      ...three,
      step('GET /services?size=1', undefined, { save: { next: 'next' } }),
      step('GET {{next}}', undefined, { save: { next: 'next' } }),
      step('GET {{next}}'),
    ],
    'deleted and made again': [
      service(1),
      step('DELETE /services/s1'),
      service(1),
      step('GET /services/s1'),
    ],
    'references follow a rename': [
      service(1),
      routeOf(1),
      step('PATCH /services/s1', { name: 'renamed' }),
      step('GET /services/renamed/routes'),
    ],
    'the guide': [
      form('POST /services', { name: 'example_service', url: 'http://httpbin.org' }),
      form('POST /services/example_service/routes', { 'paths[]': '/mock', name: 'mocking' }),
      form('POST /services/example_service/plugins', {
        name: 'jwt',
        'config.claims_to_verify': 'exp',
      }),
      form('POST /consumers/', { username: 'fusionauth' }),
    ],
  }),
];
