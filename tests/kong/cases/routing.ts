import { each, step, uuid, type Case, type Step } from '../suite/case.ts';

const service = (rest: object = {}): Step =>
  step('POST /services', {
    id: uuid(1),
    name: 'svc',
    url: 'http://127.0.0.1:{{upstream}}',
    ...rest,
  });
const based = (path: string): Step => service({ url: `http://127.0.0.1:{{upstream}}${path}` });
let next = 10;
const route = (rest: object): Step =>
  step('POST /routes', { id: uuid((next += 1)), service: { id: uuid(1) }, ...rest });
/** A route that shows in the answer which one it is. */
const marked = (mark: string, rest: object): Step[] => {
  const id = uuid((next += 1));
  return [
    step('POST /routes', { id, name: mark, service: { id: uuid(1) }, ...rest }),
    step(`POST /routes/${id}/plugins`, {
      name: 'request-termination',
      config: { status_code: 200, message: mark },
    }),
  ];
};
const get = (path: string, headers: Record<string, string | string[]> = {}, method = 'GET'): Step =>
  step(`proxy ${method} ${path}`, undefined, { headers });
const host = (name: string, path = '/'): Step => get(path, { host: name });

const paths = (...list: string[]) => list.map((path) => get(path));

/** strip_path by service path by request. */
function joined(): Record<string, Step[]> {
  const result: Record<string, Step[]> = {};
  for (const strip of [true, false]) {
    for (const base of ['', '/', '/base', '/base/']) {
      for (const prefix of ['/', '/a', '/a/']) {
        const name = `service ${base || 'without path'}, route ${prefix}, ${strip ? 'stripped' : 'kept'}`;
        result[name] = [
          based(base),
          route({ paths: [prefix], strip_path: strip }),
          ...paths('/', '/a', '/a/', '/a/b', '/a/b/', '/ab'),
        ];
      }
    }
  }
  return result;
}

export const routing: Case[] = [
  ...each('none', {
    'no route': get('/x'),
    'as text': get('/x', { accept: 'text/plain' }),
    'as HTML': get('/x', { accept: 'text/html' }),
    'as XML': get('/x', { accept: 'application/xml' }),
    'as anything': get('/x', { accept: '*/*' }),
    'as a browser asks': get('/x', {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    }),
    'by quality': get('/x', { accept: 'text/html;q=0.5, text/plain;q=0.9' }),
    'as an image': get('/x', { accept: 'image/png, text/plain' }),
    HEAD: get('/x', {}, 'HEAD'),
    POST: { request: 'proxy POST /x', text: 'body' },
    'disabled service': [service({ enabled: false }), route({ paths: ['/a'] }), get('/a')],
    'route without a service': [step('POST /routes', { paths: ['/a'] }), get('/a')],
  }),
  ...each('path', joined()),
  ...each(
    'path match',
    {
      'prefix of a word': [
        route({ paths: ['/mock'] }),
        ...paths('/mock', '/mockery', '/moc', '/Mock'),
      ],
      escapes: [route({ paths: ['/a b'.replace(' ', '_')] }), ...paths('/a_b', '/%61_b', '/a%5Fb')],
      'escaped slash': [route({ paths: ['/a'] }), ...paths('/a%2Fb', '/a%2fb', '/%2Fa')],
      dots: [
        route({ paths: ['/a'] }),
        ...paths('/a/../b', '/b/../a/c', '/a/./b', '/a/.', '/a/..', '/../a'),
      ],
      slashes: [route({ paths: ['/a'] }), ...paths('//a', '/a//b', '/a//')],
      'blank and unicode': [
        route({ paths: ['/a'] }),
        ...paths('/a/%20', '/a/%C3%A4', '/a/%7E', '/a/%41'),
      ],
      'reserved characters': [
        route({ paths: ['/a'] }),
        ...paths("/a/!*'();:@&=+$,", '/a/[x]', '/a/%3F', '/a/%23'),
      ],
      query: [
        route({ paths: ['/a'] }),
        ...paths('/a?', '/a?x', '/a?x=1&x=2&y=%20+', '/a?x=/../b', '/a??'),
      ],
      regex: [
        route({ paths: ['~/users/(?<id>\\d+)$'], strip_path: false }),
        ...paths('/users/12', '/users/x', '/users/12/x'),
      ],
      'regex stripped': [
        route({ paths: ['~/users/\\d+'] }),
        ...paths('/users/12', '/users/12/x', '/users/12x'),
      ],
      'regex is anchored': [route({ paths: ['~/b$'] }), ...paths('/b', '/a/b')],
      'regex for anything': [route({ paths: ['~/.*'] }), ...paths('/', '/a/b')],
      'regex with classes': [route({ paths: ['~/a++[[:digit:]]{2}$'] }), ...paths('/aa12', '/a1')],
      'regex with capitals': [route({ paths: ['~/(?i)abc'] }), ...paths('/abc', '/ABC')],
      root: [route({ paths: ['/'] }), ...paths('/', '/anything/at/all')],
      several: [route({ paths: ['/a', '/bb', '~/c+$'] }), ...paths('/a/x', '/bb/x', '/ccc', '/d')],
    },
    [service()],
  ),
  ...each(
    'priority',
    {
      'longer prefix': [
        ...marked('short', { paths: ['/a'] }),
        ...marked('long', { paths: ['/a/b'] }),
        ...paths('/a/b/c', '/a/c'),
      ],
      'longer prefix, other order': [
        ...marked('long', { paths: ['/a/b'] }),
        ...marked('short', { paths: ['/a'] }),
        ...paths('/a/b/c', '/a/c'),
      ],
      'regex over prefix': [
        ...marked('prefix', { paths: ['/a/long/prefix'] }),
        ...marked('regex', { paths: ['~/a/.*'] }),
        get('/a/long/prefix'),
      ],
      'regex priority': [
        ...marked('low', { paths: ['~/a/.*'], regex_priority: 1 }),
        ...marked('high', { paths: ['~/a/b.*'], regex_priority: 2 }),
        ...paths('/a/bc', '/a/c'),
      ],
      'method over none': [
        ...marked('any', { paths: ['/a'] }),
        ...marked('post', { paths: ['/a'], methods: ['POST'] }),
        get('/a'),
        get('/a', {}, 'POST'),
      ],
      'host over none': [
        ...marked('any', { paths: ['/a'] }),
        ...marked('host', { paths: ['/a'], hosts: ['a.com'] }),
        host('a.com', '/a'),
        host('b.com', '/a'),
      ],
      'plain host over wildcard': [
        ...marked('wild', { hosts: ['*.a.com'] }),
        ...marked('plain', { hosts: ['x.a.com'] }),
        host('x.a.com'),
        host('y.a.com'),
      ],
      'more headers': [
        ...marked('one', { paths: ['/a'], headers: { x: ['1'] } }),
        ...marked('two', { paths: ['/a'], headers: { x: ['1'], y: ['2'] } }),
        get('/a', { x: '1' }),
        get('/a', { x: '1', y: '2' }),
      ],
      'more criteria over longer path': [
        ...marked('long', { paths: ['/a/b/c'] }),
        ...marked('method', { paths: ['/a'], methods: ['GET'] }),
        get('/a/b/c'),
      ],
      'host over long path': [
        ...marked('path', { paths: ['/a/b/c'] }),
        ...marked('host', { hosts: ['a.com'] }),
        host('a.com', '/a/b/c'),
      ],
      'path of several': [
        ...marked('both', { paths: ['/a', '/a/b/c'] }),
        ...marked('middle', { paths: ['/a/b'] }),
        ...paths('/a/b', '/a/b/c', '/a'),
      ],
      'method over header': [
        ...marked('method', { methods: ['GET'] }),
        ...marked('header', { headers: { x: ['1'] } }),
        get('/', { x: '1' }),
      ],
      'snis count': [
        ...marked('sni', { paths: ['/a'], snis: ['a.com'] }),
        ...marked('path', { paths: ['/a/b'] }),
        get('/a/b'),
      ],
    },
    [service()],
  ),
  ...each(
    'host',
    {
      exact: [route({ hosts: ['a.com'] }), host('a.com'), host('b.com'), host('x.a.com')],
      capitals: [route({ hosts: ['a.com'] }), host('A.com')],
      'with a port': [route({ hosts: ['a.com'] }), host('a.com:1234')],
      'route with a port': [
        route({ hosts: ['a.com:1234'] }),
        host('a.com:1234'),
        host('a.com:1'),
        host('a.com'),
      ],
      'left wildcard': [
        route({ hosts: ['*.a.com'] }),
        host('x.a.com'),
        host('x.y.a.com'),
        host('a.com'),
      ],
      'right wildcard': [route({ hosts: ['a.*'] }), host('a.com'), host('a.b.com'), host('b.com')],
      several: [route({ hosts: ['a.com', '*.b.com'] }), host('a.com'), host('x.b.com')],
      preserved: [
        route({ hosts: ['a.com'], preserve_host: true }),
        host('a.com'),
        host('a.com:1234'),
      ],
      'not preserved': [route({ hosts: ['a.com'] }), host('a.com')],
    },
    [service()],
  ),
  ...each(
    'method',
    {
      one: [route({ methods: ['POST'] }), get('/'), get('/', {}, 'POST')],
      several: [
        route({ methods: ['PUT', 'DELETE'] }),
        get('/', {}, 'PUT'),
        get('/', {}, 'DELETE'),
        get('/', {}, 'PATCH'),
      ],
      OPTIONS: [route({ methods: ['OPTIONS'] }), get('/', {}, 'OPTIONS')],
      'HEAD is not GET': [route({ methods: ['GET'] }), get('/', {}, 'HEAD')],
    },
    [service()],
  ),
  ...each(
    'header',
    {
      value: [
        route({ headers: { 'x-a': ['1'] } }),
        get('/', { 'x-a': '1' }),
        get('/', { 'x-a': '2' }),
        get('/'),
      ],
      'either value': [route({ headers: { 'x-a': ['1', '2'] } }), get('/', { 'x-a': '2' })],
      capitals: [route({ headers: { 'X-A': ['Yes'] } }), get('/', { 'x-a': 'YES' })],
      'two headers': [
        route({ headers: { a: ['1'], b: ['2'] } }),
        get('/', { a: '1' }),
        get('/', { a: '1', b: '2' }),
      ],
      repeated: [route({ headers: { 'x-a': ['1'] } }), get('/', { 'x-a': ['0', '1'] })],
      regex: [
        route({ headers: { 'x-a': ['~*^ab+$'] } }),
        get('/', { 'x-a': 'abb' }),
        get('/', { 'x-a': 'ABB' }),
        get('/', { 'x-a': 'xabb' }),
      ],
    },
    [service()],
  ),
  ...each(
    'https',
    {
      '426': [route({ paths: ['/a'], protocols: ['https'] }), get('/a')],
      '301': [
        route({ paths: ['/a'], protocols: ['https'], https_redirect_status_code: 301 }),
        get('/a/b?x=1'),
      ],
      '302': [
        route({ paths: ['/a'], protocols: ['https'], https_redirect_status_code: 302 }),
        get('/a'),
      ],
      '307 with a port': [
        route({ paths: ['/a'], protocols: ['https'], https_redirect_status_code: 307 }),
        host('a.com:8000', '/a'),
      ],
      '308': [
        route({ paths: ['/a'], protocols: ['https'], https_redirect_status_code: 308 }),
        host('A.com', '/a?'),
      ],
      'plugins do not run': [
        route({ paths: ['/a'], protocols: ['https'] }),
        step('POST /plugins', { name: 'request-termination' }),
        get('/a'),
      ],
      'both protocols': [route({ paths: ['/a'], protocols: ['http', 'https'] }), get('/a')],
      gRPC: [route({ paths: ['/a'], protocols: ['grpc'], strip_path: false }), get('/a')],
    },
    [service()],
  ),
];
