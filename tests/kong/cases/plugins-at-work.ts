import { each, form, step, uuid, type Case, type Step } from '../suite/case.ts';

const service = (rest: object = {}): Step =>
  step('POST /services', {
    id: uuid(1),
    name: 'svc',
    url: 'http://127.0.0.1:{{upstream}}',
    ...rest,
  });
const route = (rest: object = {}): Step =>
  step('POST /routes', { id: uuid(2), paths: ['/api'], service: { id: uuid(1) }, ...rest });
const get = (path: string, headers: Record<string, string | string[]> = {}, method = 'GET'): Step =>
  step(`proxy ${method} ${path}`, undefined, { headers });
const plugin = (name: string, config: object = {}, rest: object = {}): Step =>
  step('POST /plugins', { name, config, ...rest });
/** Counters belong to the service, which is a new one at each run. */
const limited = (config: object): Step =>
  plugin('rate-limiting', config, { service: { name: 'svc' } });
const consumer = step('POST /consumers', { id: uuid(3), username: 'one' });
const ready = [service(), route()];
const preflight = { origin: 'https://a.example.com', 'access-control-request-method': 'POST' };
const origin = { origin: 'https://a.example.com' };

export const pluginsAtWork: Case[] = [
  ...each(
    'key-auth',
    {
      'no key': get('/api'),
      header: get('/api', { apikey: 'k' }),
      query: get('/api?apikey=k'),
      unknown: get('/api', { apikey: 'x' }),
      empty: get('/api', { apikey: '' }),
      twice: get('/api', { apikey: ['k', 'k'] }),
      'twice in the query': get('/api?apikey=k&apikey=k'),
      'query without a value': get('/api?apikey'),
      preflight: get('/api', {}, 'OPTIONS'),
      'as text': get('/api', { accept: 'text/plain' }),
    },
    [
      ...ready,
      consumer,
      step('POST /consumers/one/key-auth', { id: uuid(8), key: 'k' }),
      plugin('key-auth'),
    ],
  ),
  ...each(
    'key-auth configured',
    {
      'hidden header': [
        plugin('key-auth', { hide_credentials: true }),
        get('/api', { apikey: 'k' }),
      ],
      'hidden argument': [
        plugin('key-auth', { hide_credentials: true }),
        get('/api?a=1&apikey=k&b=%20x'),
      ],
      'another name': [
        plugin('key-auth', { key_names: ['x-key', 'key'] }),
        get('/api', { 'x-key': 'k' }),
        get('/api?key=k'),
      ],
      'not in the query': [plugin('key-auth', { key_in_query: false }), get('/api?apikey=k')],
      'not in the header': [
        plugin('key-auth', { key_in_header: false }),
        get('/api', { apikey: 'k' }),
      ],
      'in a form': [
        plugin('key-auth', { key_in_body: true }),
        form('proxy POST /api', { apikey: 'k', a: '1' }),
      ],
      'in JSON': [
        plugin('key-auth', { key_in_body: true }),
        { request: 'proxy POST /api', json: { apikey: 'k' } },
      ],
      realm: [plugin('key-auth', { realm: 'here' }), get('/api')],
      'no preflight': [plugin('key-auth', { run_on_preflight: false }), get('/api', {}, 'OPTIONS')],
    },
    [...ready, consumer, step('POST /consumers/one/key-auth', { id: uuid(8), key: 'k' })],
  ),
  ...each(
    'cors',
    {
      'no origin': [plugin('cors'), get('/api')],
      'any origin': [plugin('cors'), get('/api', origin)],
      preflight: [
        plugin('cors'),
        get('/api', { ...preflight, 'access-control-request-headers': 'x-a' }, 'OPTIONS'),
      ],
      'OPTIONS without asking': [plugin('cors'), get('/api', origin, 'OPTIONS')],
      'one origin': [plugin('cors', { origins: ['https://b.example.com'] }), get('/api', origin)],
      'one of two origins': [
        plugin('cors', { origins: ['https://b.example.com', 'https://a.example.com'] }),
        get('/api', origin),
      ],
      'none of two origins': [
        plugin('cors', { origins: ['https://b.example.com', 'https://c.example.com'] }),
        get('/api', origin),
      ],
      regex: [
        plugin('cors', { origins: ['.*\\.example\\.com'] }),
        get('/api', origin),
        get('/api', { origin: 'https://x.org' }),
      ],
      credentials: [plugin('cors', { credentials: true }), get('/api', origin)],
      'credentials for one origin': [
        plugin('cors', { credentials: true, origins: ['https://a.example.com'] }),
        get('/api', origin),
      ],
      exposed: [plugin('cors', { exposed_headers: ['x-a', 'x-b'] }), get('/api', origin)],
      'preflight in full': [
        plugin('cors', {
          headers: ['x-a'],
          methods: ['GET'],
          max_age: 60,
          private_network: true,
          origins: ['https://a.example.com', 'https://b.example.com'],
        }),
        get('/api', { ...preflight, 'access-control-request-private-network': 'true' }, 'OPTIONS'),
      ],
      'preflight passed on': [
        plugin('cors', { preflight_continue: true }),
        get('/api', preflight, 'OPTIONS'),
      ],
      'on a refusal': [plugin('cors'), plugin('jwt'), get('/api', origin)],
      'on no route': [plugin('cors'), get('/nope', origin)],
      'on no route, for one service': [
        plugin('cors', {}, { service: { id: uuid(1) } }),
        get('/nope', origin),
      ],
      'on https only': [
        plugin('cors'),
        route({ id: uuid(7), paths: ['/tls'], protocols: ['https'] }),
        get('/tls', origin),
      ],
      'on a service that is down': [
        plugin('cors'),
        step('PATCH /services/svc', { port: 1 }),
        get('/api', origin),
      ],
    },
    ready,
  ),
  ...each(
    'correlation-id',
    {
      'of the client': [
        plugin('correlation-id', { echo_downstream: true }),
        get('/api', { 'kong-request-id': 'mine' }),
      ],
      'another header': [
        plugin('correlation-id', { header_name: 'x-id', generator: 'uuid', echo_downstream: true }),
        get('/api'),
      ],
      'on a refusal': [
        plugin('correlation-id', { header_name: 'x-id', echo_downstream: true }),
        plugin('jwt'),
        get('/api', { 'x-id': 'mine' }),
      ],
    },
    ready,
  ),
  ...each(
    'request-termination',
    {
      'as it is': [plugin('request-termination'), get('/api')],
      status: [plugin('request-termination', { status_code: 404 }), get('/api')],
      'status without a usual message': [
        plugin('request-termination', { status_code: 418 }),
        get('/api'),
      ],
      message: [
        plugin('request-termination', { status_code: 403, message: 'no "entry"' }),
        get('/api'),
      ],
      body: [
        plugin('request-termination', { status_code: 200, body: '<a/>', content_type: 'text/xml' }),
        get('/api'),
      ],
      'body without a type': [
        plugin('request-termination', { status_code: 200, body: 'hello' }),
        get('/api'),
      ],
      trigger: [
        plugin('request-termination', { trigger: 'x-stop' }),
        get('/api'),
        get('/api', { 'x-stop': '1' }),
        get('/api?x-stop=1'),
      ],
      HEAD: [plugin('request-termination'), get('/api', {}, 'HEAD')],
    },
    ready,
  ),
  ...each(
    'ip-restriction',
    {
      allowed: [plugin('ip-restriction', { allow: ['127.0.0.0/8'] }), get('/api')],
      'not allowed': [plugin('ip-restriction', { allow: ['10.0.0.0/8'] }), get('/api')],
      denied: [plugin('ip-restriction', { deny: ['127.0.0.1'] }), get('/api')],
      'not denied': [plugin('ip-restriction', { deny: ['127.0.0.2'] }), get('/api')],
      'status and message': [
        plugin('ip-restriction', { deny: ['127.0.0.1'], status: 405, message: 'away' }),
        get('/api'),
      ],
      'client address is not forged': [
        plugin('ip-restriction', { allow: ['1.2.3.4'] }),
        get('/api', { 'x-forwarded-for': '1.2.3.4' }),
      ],
    },
    ready,
  ),
  ...each(
    'request-size-limiting',
    {
      within: [
        plugin('request-size-limiting', { allowed_payload_size: 5, size_unit: 'bytes' }),
        { request: 'proxy POST /api', text: '12345' },
      ],
      above: [
        plugin('request-size-limiting', { allowed_payload_size: 5, size_unit: 'bytes' }),
        { request: 'proxy POST /api', text: '123456' },
      ],
      'no length': [plugin('request-size-limiting', { require_content_length: true }), get('/api')],
    },
    ready,
  ),
  ...each(
    'rate-limiting',
    {
      first: [limited({ hour: 5 }), get('/api')],
      'used up': [limited({ year: 2 }), { ...get('/api'), repeat: 3 }],
      'two periods': [limited({ hour: 100, year: 1 }), { ...get('/api'), repeat: 2 }],
      hidden: [limited({ year: 1, hide_client_headers: true }), { ...get('/api'), repeat: 2 }],
      'code and message': [
        limited({ year: 1, error_code: 403, error_message: 'enough' }),
        { ...get('/api'), repeat: 2 },
      ],
      'by header': [
        limited({ year: 1, limit_by: 'header', header_name: 'x-who' }),
        get('/api', { 'x-who': 'a' }),
        get('/api', { 'x-who': 'b' }),
        get('/api', { 'x-who': 'a' }),
      ],
      'by consumer': [
        consumer,
        step('POST /consumers/one/key-auth', { id: uuid(8), key: 'k' }),
        plugin('key-auth'),
        step('POST /consumers/one/plugins', { name: 'rate-limiting', config: { year: 1 } }),
        { ...get('/api', { apikey: 'k' }), repeat: 2 },
      ],
    },
    [service({ id: undefined }), route({ service: { name: 'svc' } })],
  ),
];
