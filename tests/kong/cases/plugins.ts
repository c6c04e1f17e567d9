import { each, form, step, uuid, type Case } from '../suite/case.ts';

const service = step('POST /services', { id: uuid(1), name: 'svc', host: 'example.com' });
const route = step('POST /routes', {
  id: uuid(2),
  name: 'r',
  paths: ['/a'],
  service: { id: uuid(1) },
});
const consumer = step('POST /consumers', { id: uuid(3), username: 'one' });
const plugin = (name: string, config?: object, rest: object = {}) =>
  step('POST /plugins', { name, ...(config ? { config } : {}), ...rest });
const jwt = plugin('jwt', undefined, { id: uuid(5), service: { id: uuid(1) } });
const patch = (config: unknown) => step(`PATCH /plugins/${uuid(5)}`, { config });

const names = [
  'acl',
  'correlation-id',
  'cors',
  'ip-restriction',
  'jwt',
  'key-auth',
  'rate-limiting',
  'request-size-limiting',
  'request-termination',
];

const configs: Record<string, [string, object]> = {
  'jwt: every field': [
    'jwt',
    {
      uri_param_names: [],
      cookie_names: ['c'],
      key_claim_name: 'kid',
      secret_is_base64: true,
      claims_to_verify: ['exp', 'nbf'],
      anonymous: 'anon',
      run_on_preflight: false,
      maximum_expiration: 3600,
      header_names: ['x-token'],
      realm: 'here',
    },
  ],
  'jwt: unknown field': ['jwt', { nope: 1 }],
  'jwt: unknown claim': ['jwt', { claims_to_verify: ['aud'] }],
  'jwt: claims as text': ['jwt', { claims_to_verify: 'exp' }],
  'jwt: maximum expiration without exp': ['jwt', { maximum_expiration: 60 }],
  'jwt: maximum expiration with nbf only': [
    'jwt',
    { maximum_expiration: 60, claims_to_verify: ['nbf'] },
  ],
  'jwt: maximum expiration too high': [
    'jwt',
    { maximum_expiration: 31536001, claims_to_verify: ['exp'] },
  ],
  'jwt: null where required': ['jwt', { run_on_preflight: null, secret_is_base64: null }],
  'jwt: null lists': ['jwt', { uri_param_names: null, cookie_names: null, header_names: null }],
  'jwt: empty strings': [
    'jwt',
    { key_claim_name: '', realm: '', anonymous: '', cookie_names: [''] },
  ],
  'jwt: wrong types': [
    'jwt',
    { uri_param_names: 'jwt', secret_is_base64: 'yes', maximum_expiration: 'x' },
  ],
  'acl: allow': ['acl', { allow: ['a', 'b'] }],
  'acl: deny': ['acl', { deny: ['a'] }],
  'acl: both': ['acl', { allow: ['a'], deny: ['b'] }],
  'acl: empty lists': ['acl', { allow: [], deny: [] }],
  'acl: empty group': ['acl', { allow: [''] }],
  'acl: number as group': ['acl', { allow: [1] }],
  'acl: everything': [
    'acl',
    { allow: ['a'], hide_groups_header: true, always_use_authenticated_groups: true },
  ],
  'key-auth: everything': [
    'key-auth',
    {
      key_names: ['x-key', 'key'],
      hide_credentials: true,
      anonymous: 'anon',
      key_in_header: false,
      key_in_query: false,
      key_in_body: true,
      run_on_preflight: false,
      realm: 'here',
    },
  ],
  'key-auth: bad name': ['key-auth', { key_names: ['a b'] }],
  'key-auth: null names': ['key-auth', { key_names: null }],
  'rate-limiting: minute': ['rate-limiting', { minute: 5 }],
  'rate-limiting: wrong order': ['rate-limiting', { minute: 5, hour: 4, second: 6 }],
  'rate-limiting: zero': ['rate-limiting', { minute: 0 }],
  'rate-limiting: fraction': ['rate-limiting', { minute: 1.5 }],
  'rate-limiting: by header without one': ['rate-limiting', { minute: 5, limit_by: 'header' }],
  'rate-limiting: by header': [
    'rate-limiting',
    { minute: 5, limit_by: 'header', header_name: 'x-a' },
  ],
  'rate-limiting: by path without one': ['rate-limiting', { minute: 5, limit_by: 'path' }],
  'rate-limiting: by unknown': ['rate-limiting', { minute: 5, limit_by: 'x' }],
  'rate-limiting: policy unknown': ['rate-limiting', { minute: 5, policy: 'x' }],
  'rate-limiting: redis without a host': ['rate-limiting', { minute: 5, policy: 'redis' }],
  'rate-limiting: redis': [
    'rate-limiting',
    { minute: 5, policy: 'redis', redis: { host: 'r', password: '' } },
  ],
  'rate-limiting: redis by former names': [
    'rate-limiting',
    { minute: 5, policy: 'redis', redis_host: 'r', redis_port: 1 },
  ],
  'rate-limiting: former names that contradict': [
    'rate-limiting',
    { minute: 5, redis_host: 'r', redis: { host: 's' } },
  ],
  'rate-limiting: former name of the wrong type': ['rate-limiting', { minute: 5, redis_port: 'x' }],
  'rate-limiting: sync rate without redis': ['rate-limiting', { minute: 5, sync_rate: 1 }],
  'rate-limiting: sync rate too low': [
    'rate-limiting',
    { minute: 5, policy: 'redis', redis: { host: 'r' }, sync_rate: 0.01 },
  ],
  'cors: everything': [
    'cors',
    {
      origins: ['https://a.example.com', '.*\\.b\\.com'],
      headers: ['x-a'],
      exposed_headers: ['x-b'],
      methods: ['GET'],
      max_age: 60,
      credentials: true,
      private_network: true,
      preflight_continue: true,
    },
  ],
  'cors: bad origin': ['cors', { origins: ['(', '*'] }],
  'cors: bad method': ['cors', { methods: ['get', 'GET'] }],
  'correlation-id: everything': [
    'correlation-id',
    { header_name: 'x-id', generator: 'uuid', echo_downstream: true },
  ],
  'correlation-id: unknown generator': ['correlation-id', { generator: 'x' }],
  'correlation-id: null generator': ['correlation-id', { generator: null }],
  'request-termination: message': ['request-termination', { status_code: 403, message: 'no' }],
  'request-termination: body': [
    'request-termination',
    { status_code: 200, body: '<a/>', content_type: 'text/xml' },
  ],
  'request-termination: type without body': ['request-termination', { content_type: 'text/xml' }],
  'request-termination: message and body': ['request-termination', { message: 'a', body: 'b' }],
  'request-termination: echo and body': ['request-termination', { echo: true, body: 'b' }],
  'request-termination: status out of range': ['request-termination', { status_code: 600 }],
  'request-termination: bad trigger': ['request-termination', { trigger: 'a b' }],
  'ip-restriction: allow': ['ip-restriction', { allow: ['10.0.0.0/8', '::1'] }],
  'ip-restriction: bad ranges': [
    'ip-restriction',
    { allow: ['10.0.0.0/33', 'x', '127.0.0.1', '1.2.3'] },
  ],
  'ip-restriction: both': ['ip-restriction', { allow: ['127.0.0.1'], deny: ['10.0.0.1'] }],
  'ip-restriction: status': ['ip-restriction', { deny: ['127.0.0.1'], status: 405, message: 'go' }],
  'request-size-limiting: everything': [
    'request-size-limiting',
    { allowed_payload_size: 1, size_unit: 'bytes', require_content_length: true },
  ],
  'request-size-limiting: unknown unit': ['request-size-limiting', { size_unit: 'x' }],
  'unknown plugin': ['nope', { a: 1 }],
};

export const plugins: Case[] = [
  ...each('defaults', Object.fromEntries(names.map((name) => [name, plugin(name)]))),
  ...each(
    'config',
    Object.fromEntries(
      Object.entries(configs).map(([name, [pluginName, config]]) => [
        name,
        plugin(pluginName, config),
      ]),
    ),
  ),
  ...each(
    'plugin',
    {
      'without a name': step('POST /plugins', { config: {} }),
      'name of the wrong type': step('POST /plugins', { name: 5 }),
      'null config': step('POST /plugins', { name: 'jwt', config: null }),
      'config as text': step('POST /plugins', { name: 'jwt', config: 'x' }),
      'config as an empty list': step('POST /plugins', { name: 'jwt', config: [] }),
      disabled: plugin('jwt', undefined, { enabled: false }),
      tags: plugin('jwt', undefined, { tags: ['a'] }),
      protocols: plugin('jwt', undefined, { protocols: ['https'] }),
      'protocols it cannot have': plugin('jwt', undefined, { protocols: ['tcp'] }),
      'protocols that do not match the route': [
        plugin('jwt', undefined, { protocols: ['grpc'], route: { id: uuid(2) } }),
      ],
      'protocols that do not match the service': [
        plugin('jwt', undefined, { protocols: ['grpc'], service: { id: uuid(1) } }),
      ],
      'unknown field': plugin('jwt', undefined, { nope: 1 }),
      'for a route': plugin('jwt', undefined, { route: { id: uuid(2) } }),
      'for a route by name': plugin('jwt', undefined, { route: { name: 'r' } }),
      'for a service by name': plugin('jwt', undefined, { service: { name: 'svc' } }),
      'for a missing service': plugin('jwt', undefined, { service: { id: uuid(9) } }),
      'for a missing service by name': plugin('jwt', undefined, { service: { name: 'nope' } }),
      'for a consumer where it may not': plugin('jwt', undefined, { consumer: { id: uuid(3) } }),
      'for a consumer': plugin('rate-limiting', { minute: 1 }, { consumer: { username: 'one' } }),
      'for everything at once': plugin(
        'rate-limiting',
        { minute: 1 },
        {
          consumer: { id: uuid(3) },
          service: { id: uuid(1) },
          route: { id: uuid(2) },
        },
      ),
      'twice for everything': [plugin('jwt'), plugin('jwt')],
      'twice for a service': [jwt, plugin('jwt', undefined, { service: { id: uuid(1) } })],
      'for a service and for its route': [
        jwt,
        plugin('jwt', undefined, { route: { id: uuid(2) } }),
      ],
      'below a service': step('POST /services/svc/plugins', { name: 'jwt' }),
      'below a service by form': form('POST /services/svc/plugins', { name: 'jwt' }),
      'below a service by form with config': form('POST /services/svc/plugins', {
        name: 'jwt',
        'config.claims_to_verify': 'exp',
        'config.maximum_expiration': '60',
        'config.run_on_preflight': 'false',
      }),
      'below a service by form with lists': form('POST /services/svc/plugins', {
        name: 'jwt',
        'config.claims_to_verify[]': ['exp', 'nbf'],
        'config.header_names': ['a', 'b'],
      }),
      'by form with an empty list': form('POST /services/svc/plugins', {
        name: 'jwt',
        'config.uri_param_names': '',
      }),
      'by form in brackets': form('POST /services/svc/plugins', {
        name: 'acl',
        'config[allow][]': 'a',
      }),
      'by form with a bad number': form('POST /plugins', {
        name: 'rate-limiting',
        'config.minute': 'x',
      }),
      'by form, redis': form('POST /plugins', {
        name: 'rate-limiting',
        'config.minute': '5',
        'config.redis.port': '7',
      }),
      'below a route': step('POST /routes/r/plugins', { name: 'jwt' }),
      'below a consumer': step('POST /consumers/one/plugins', {
        name: 'rate-limiting',
        config: { minute: 1 },
      }),
      'below a consumer where it may not': step('POST /consumers/one/plugins', { name: 'jwt' }),
      'below a missing service': step('POST /services/nope/plugins', { name: 'jwt' }),
      'instance name': plugin('jwt', undefined, { instance_name: 'mine' }),
      'instance name bad': plugin('jwt', undefined, { instance_name: 'a b' }),
      'instance name taken': [
        plugin('jwt', undefined, { instance_name: 'mine' }),
        plugin('acl', { allow: ['a'] }, { instance_name: 'mine' }),
      ],
      'read by instance name': [
        plugin('jwt', undefined, { instance_name: 'mine' }),
        step('GET /plugins/mine'),
      ],
      'read missing': step(`GET /plugins/${uuid(9)}`),
      'read by plugin name': [jwt, step('GET /plugins/jwt')],
      list: [jwt, step('GET /plugins')],
      'list of a service': [jwt, step('GET /services/svc/plugins')],
      'list of a route': [jwt, step('GET /routes/r/plugins')],
      'service of a plugin': [jwt, step(`GET /plugins/${uuid(5)}/service`)],
      'route of a plugin without one': [jwt, step(`GET /plugins/${uuid(5)}/route`)],
      'read below its service': [jwt, step(`GET /services/svc/plugins/${uuid(5)}`)],
      'read below another': [jwt, step(`GET /routes/r/plugins/${uuid(5)}`)],
      delete: [jwt, step(`DELETE /plugins/${uuid(5)}`), step('GET /plugins')],
      'delete below its service': [jwt, step(`DELETE /services/svc/plugins/${uuid(5)}`)],
      'delete missing': step(`DELETE /plugins/${uuid(9)}`),
      'id taken': [jwt, plugin('acl', { allow: ['a'] }, { id: uuid(5) })],
    },
    [service, route, consumer],
  ),
  ...each(
    'change plugin',
    {
      'patch merges': [patch({ claims_to_verify: ['exp'] }), patch({ key_claim_name: 'kid' })],
      'patch replaces lists': [patch({ header_names: ['a', 'b'] }), patch({ header_names: ['c'] })],
      'patch to null': [patch({ claims_to_verify: ['exp'] }), patch({ claims_to_verify: null })],
      'patch with a required null': patch({ run_on_preflight: null }),
      'patch with the name': step(`PATCH /plugins/${uuid(5)}`, {
        name: 'jwt',
        config: { realm: 'x' },
      }),
      'patch with another name': step(`PATCH /plugins/${uuid(5)}`, {
        name: 'acl',
        config: { allow: ['a'] },
      }),
      'patch with an unknown name': step(`PATCH /plugins/${uuid(5)}`, { name: 'nope' }),
      'patch with an unknown field': patch({ nope: 1 }),
      'patch that contradicts itself': patch({ maximum_expiration: 5 }),
      'patch disabled': step(`PATCH /plugins/${uuid(5)}`, { enabled: false }),
      'patch config null': step(`PATCH /plugins/${uuid(5)}`, { config: null }),
      'patch to a route': step(`PATCH /plugins/${uuid(5)}`, { route: { id: uuid(2) } }),
      'patch to no service': step(`PATCH /plugins/${uuid(5)}`, { service: null }),
      'patch protocols that do not match': step(`PATCH /plugins/${uuid(5)}`, {
        protocols: ['grpc'],
      }),
      'patch by form': form(`PATCH /plugins/${uuid(5)}`, {
        'config.claims_to_verify': 'exp',
        'config.maximum_expiration': '60',
      }),
      'patch below its service': step(`PATCH /services/svc/plugins/${uuid(5)}`, {
        config: { realm: 'x' },
      }),
      'patch below its service by form': form(`PATCH /services/svc/plugins/${uuid(5)}`, {
        'config.secret_is_base64': 'true',
      }),
      'patch missing': step(`PATCH /plugins/${uuid(9)}`, { config: {} }),
      'put resets': [patch({ realm: 'x' }), step(`PUT /plugins/${uuid(5)}`, { name: 'jwt' })],
      'put without a name': step(`PUT /plugins/${uuid(5)}`, { config: {} }),
      'put new': step(`PUT /plugins/${uuid(8)}`, { name: 'acl', config: { allow: ['a'] } }),
      'put new by instance name': step('PUT /plugins/mine', {
        name: 'acl',
        config: { allow: ['a'] },
      }),
      'put below a service': step(`PUT /services/svc/plugins/${uuid(8)}`, {
        name: 'acl',
        config: { deny: ['a'] },
      }),
      'put a second of its kind': step(`PUT /plugins/${uuid(8)}`, {
        name: 'jwt',
        service: { id: uuid(1) },
      }),
      'rate limits merge': [
        plugin('rate-limiting', { minute: 5, redis: { port: 1 } }, { id: uuid(6) }),
        step(`PATCH /plugins/${uuid(6)}`, { config: { hour: 100, redis: { timeout: 9 } } }),
        step(`PATCH /plugins/${uuid(6)}`, { config: { redis_host: 'r', minute: null } }),
        step(`PATCH /plugins/${uuid(6)}`, { config: { hour: null } }),
      ],
      'groups change sides': [
        plugin('acl', { allow: ['a'] }, { id: uuid(6) }),
        step(`PATCH /plugins/${uuid(6)}`, { config: { deny: ['b'] } }),
        step(`PATCH /plugins/${uuid(6)}`, { config: { allow: null, deny: ['b'] } }),
      ],
    },
    [service, route, jwt],
  ),
];
