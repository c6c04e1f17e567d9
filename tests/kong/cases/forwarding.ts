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
const ready = [service(), route()];
export const forwarding: Case[] = [
  ...each(
    'headers',
    {
      none: get('/api'),
      'forwarded for': get('/api', { 'x-forwarded-for': '10.0.0.1' }),
      'forwarded headers of the client': get('/api', {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'evil',
        'x-forwarded-port': '1',
        'x-forwarded-path': '/evil',
        'x-forwarded-prefix': '/evil',
        'x-real-ip': '1.2.3.4',
      }),
      via: get('/api', { via: '1.1 proxy' }),
      'request id of the client': get('/api', { 'x-kong-request-id': 'mine' }),
      'connection lists a header': get('/api', {
        connection: 'keep-alive, x-drop',
        'x-drop': '1',
        'x-keep': '2',
      }),
      te: get('/api', { te: 'trailers' }),
      'te of another kind': get('/api', { te: 'gzip' }),
      proxy: get('/api', { proxy: 'evil', 'proxy-connection': 'keep-alive' }),
      upgrade: get('/api', { upgrade: 'h2c' }),
      underscores: get('/api', { x_under: '1' }),
      repeated: get('/api', { 'x-two': ['1', '2'] }),
      empty: get('/api', { 'x-empty': '' }),
      host: get('/api', { host: 'a.com' }),
      'host with a port': get('/api', { host: 'A.com:123' }),
      'two forwarded for': get('/api', { 'x-forwarded-for': ['1.1.1.1', '2.2.2.2'] }),
      'two via': get('/api', { via: ['1.1 a', '1.1 b'] }),
      'two cookies': get('/api', { cookie: ['a=1', 'b=2'] }),
      'two conditions': get('/api', { 'if-none-match': ['"a"', '"b"'] }),
      'two conditions of time': get('/api', { 'if-modified-since': ['a', 'b'] }),
      'two content types': get('/api', { 'content-type': ['a/b', 'c/d'] }),
      'two referers': get('/api', { referer: ['a', 'b'] }),
      cookies: get('/api', { cookie: 'a=1; b=2' }),
      'user agent': get('/api', {
        'user-agent': 'me',
        accept: 'text/x',
        'accept-encoding': 'gzip',
      }),
      'if none match': get('/api', { 'if-none-match': '"x"', range: 'bytes=0-1' }),
    },
    ready,
  ),
  ...each(
    'body',
    {
      JSON: { request: 'proxy POST /api', json: { a: 1 } },
      form: form('proxy POST /api', { a: '1' }),
      text: {
        request: 'proxy PUT /api',
        text: 'x'.repeat(20_000),
        headers: { 'content-type': 'text/plain' },
      },
      empty: { request: 'proxy POST /api', text: '' },
      'with DELETE': { request: 'proxy DELETE /api', text: 'x' },
      'with GET': { request: 'proxy GET /api', text: 'x' },
    },
    ready,
  ),
  ...each(
    'status',
    Object.fromEntries(
      [200, 201, 301, 400, 401, 404, 418, 500, 503].map((status) => [
        `${status}`,
        get(`/api/status/${status}`),
      ]),
    ),
    ready,
  ),
  ...each(
    'status',
    {
      '204': get('/api/status/204'),
      '304': get('/api/status/304'),
      HEAD: get('/api/status/200', {}, 'HEAD'),
      OPTIONS: get('/api', {}, 'OPTIONS'),
      PATCH: get('/api', {}, 'PATCH'),
    },
    ready,
  ),
  ...each('trouble', {
    refused: [service({ url: 'http://127.0.0.1:1' }), route(), get('/api')],
    'refused, asked for JSON': [
      service({ url: 'http://127.0.0.1:1' }),
      route(),
      get('/api', { accept: 'application/json' }),
    ],
    'refused, asked for anything': [
      service({ url: 'http://127.0.0.1:1' }),
      route(),
      get('/api', { accept: '*/*' }),
    ],
    'refused, with a body': [
      service({ url: 'http://127.0.0.1:1' }),
      route(),
      { request: 'proxy POST /api', json: { a: 1 } },
    ],
    'refused, without retries': [
      service({ url: 'http://127.0.0.1:1', retries: 0 }),
      route(),
      get('/api'),
    ],
    'too slow': [service({ read_timeout: 100, retries: 0 }), route(), get('/api/delay/1000')],
    'too slow, with a retry': [
      service({ read_timeout: 100, retries: 1 }),
      route(),
      get('/api/delay/1000'),
    ],
    'too slow, with a body': [
      service({ read_timeout: 100, retries: 0 }),
      route(),
      { request: 'proxy POST /api/delay/1000', json: {} },
    ],
    'slow but in time': [service({ read_timeout: 5000 }), route(), get('/api/delay/50')],
    'TLS to a plain server': [
      service({ url: 'https://127.0.0.1:{{upstream}}', retries: 0 }),
      route(),
      get('/api'),
    ],
    'unknown host': [service({ url: 'http://no-such-host.invalid' }), route(), get('/api')],
  }),
  ...each('upstream', {
    'one target': [
      step('POST /upstreams', { name: 'up' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:{{upstream}}' }),
      service({ url: 'http://up' }),
      route(),
      get('/api'),
    ],
    'no target': [
      step('POST /upstreams', { name: 'up' }),
      service({ url: 'http://up' }),
      route(),
      get('/api'),
    ],
    'host header': [
      step('POST /upstreams', { name: 'up', host_header: 'api.example.com' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:{{upstream}}' }),
      service({ url: 'http://up' }),
      route(),
      get('/api'),
    ],
    'host preserved': [
      step('POST /upstreams', { name: 'up', host_header: 'api.example.com' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:{{upstream}}' }),
      service({ url: 'http://up' }),
      route({ preserve_host: true }),
      get('/api', { host: 'a.com' }),
    ],
    'target that is down': [
      step('POST /upstreams', { name: 'up' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:1' }),
      service({ url: 'http://up' }),
      route(),
      get('/api'),
    ],
    'one of two is down': [
      step('POST /upstreams', { name: 'up' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:1' }),
      step('POST /upstreams/up/targets', { target: '127.0.0.1:{{upstream}}' }),
      service({ url: 'http://up' }),
      route(),
      { ...get('/api'), repeat: 4 },
    ],
  }),
];
