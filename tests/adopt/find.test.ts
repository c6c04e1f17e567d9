import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { find } from '../../commands/adopt/find.ts';
import { planText } from '../../commands/adopt/report.ts';
import type { FindOptions } from '../../commands/adopt/found.ts';
import type { Live } from '../../commands/adopt/live.ts';
import type { LiveApplication } from '../../commands/adopt/live-fusionauth.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';

const [FIRST, SECOND] = [0, 1].map(() => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return String(publicKey.export({ type: 'spki', format: 'pem' }));
}) as [string, string];

const NO_CHOICE: FindOptions = { users: [] };
const ISSUER = 'https://login.example.com';

const key = (id: string, publicKey: string) => ({
  ...{ id, name: id, kid: `kid-${id}`, algorithm: 'RS256', length: 2048, publicKey },
});

const application = (id: string, accessTokenKeyId: string) => ({
  ...{ id, name: id, tenantId: 'tenant', roles: [] as LiveApplication['roles'] },
  loginConfiguration: { allowTokenRefresh: false, generateRefreshTokens: false },
  jwtConfiguration: {
    ...{ enabled: true, accessTokenKeyId, timeToLiveInSeconds: 300 },
    refreshTokenTimeToLiveInMinutes: 43_200,
    refreshTokenExpirationPolicy: 'Fixed',
    refreshTokenUsagePolicy: 'Reusable',
    refreshTokenSlidingWindowConfiguration: { maximumTimeToLiveInMinutes: 43_200 },
  },
});

const credential = (id: string, consumer: string, looksUp: string, pem: string): Entity => ({
  ...{ id, consumer: { id: consumer }, algorithm: 'RS256', key: looksUp, rsa_public_key: pem },
});

const service = (name: string): Entity => ({
  ...{ id: name, name, protocol: 'http', host: `${name}.internal`, port: 80, path: '/v1' },
  ...{ retries: 5, connect_timeout: 60_000, read_timeout: 1000, write_timeout: 60_000 },
});

const route = (name: string, owner: string, paths: string[]): Entity => ({
  ...{ id: name, name, service: { id: owner }, paths, strip_path: true, preserve_host: false },
  protocols: ['http', 'https'],
});

const plugin = (id: string, name: string, owner: object, config: object): Entity => ({
  ...{ id, name, enabled: true, config, ...owner },
});

/** One application and one API, as the guide leaves them. */
function guide(): Live {
  return {
    kong: {
      services: [service('orders')],
      routes: [route('orders-all', 'orders', ['/orders'])],
      plugins: [plugin('p1', 'jwt', { service: { id: 'orders' } }, { key_claim_name: 'iss' })],
      consumers: [{ id: 'c1', username: 'shop', custom_id: null }],
      upstreams: [],
      jwts: [credential('j1', 'c1', ISSUER, FIRST)],
      acls: [],
      others: [],
      targets: [],
    },
    kongNode: { version: '3.9.1', configuration: {} },
    kongHost: 'kong.internal',
    fusionAuth: {
      tenants: [{ id: 'tenant', name: 'Shops', issuer: ISSUER }],
      applications: [application('Web Shop', 'k1')],
      keys: [key('k1', FIRST), key('k2', SECOND)],
      users: [],
      userCount: 0,
      entityTypes: [],
      entities: [],
      grants: [],
    },
  };
}

/** Two applications, the first with an old and a new key, looked up by kid. */
function byKid(): Live {
  const live = guide();
  live.kong.plugins = ['orders', 'stock'].flatMap((id) => [
    plugin(`jwt-${id}`, 'jwt', { service: { id } }, { key_claim_name: 'kid' }),
    plugin(
      `acl-${id}`,
      'acl',
      { service: { id } },
      { allow: id === 'stock' ? ['till'] : ['shop', 'till'] },
    ),
  ]);
  live.kong.services = [service('orders'), service('stock')];
  live.kong.routes.push(route('stock-all', 'stock', ['/stock']));
  live.kong.consumers.push({ id: 'c2', username: 'till', custom_id: 'till' });
  live.kong.acls = ['shop', 'till'].map((group, index) => ({
    ...{ id: `a${index + 1}`, group, consumer: { id: `c${index + 1}` } },
  }));
  live.fusionAuth.keys.push(key('k3', generated()));
  live.fusionAuth.applications.push(application('till', 'k3'));
  live.kong.jwts = [
    credential('j2', 'c1', 'kid-k2', SECOND),
    credential('j1', 'c1', 'kid-k1', FIRST),
    credential('j3', 'c2', 'kid-k3', live.fusionAuth.keys[2]!.publicKey),
  ];
  return live;
}

function generated(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return String(publicKey.export({ type: 'spki', format: 'pem' }));
}

const entity = (id: string, type: string) => ({
  ...{ id, name: id, tenantId: 'tenant', type: { id: type } },
});

/** By kid, with a machine that may read the API orders. */
function withMachine(): Live {
  const live = byKid();
  const off = { enabled: false, timeToLiveInSeconds: 0 };
  const permissions = ['read', 'write'].map((name) => ({ id: `may-${name}`, name }));
  const pem = generated();
  live.kong.consumers.push({ id: 'c9', username: 'robot' });
  live.kong.jwts.push(credential('j9', 'c9', 'kid-k9', pem));
  live.fusionAuth.keys.push(key('k9', pem));
  const signing = { enabled: true, accessTokenKeyId: 'k9', timeToLiveInSeconds: 60 };
  live.fusionAuth.entityTypes = [
    { id: 'machines', jwtConfiguration: signing, permissions: [] },
    { id: 'apis', jwtConfiguration: off, permissions },
  ];
  live.fusionAuth.entities = [entity('exporter', 'machines'), entity('orders', 'apis')];
  live.fusionAuth.grants = [
    { entityId: 'orders', recipientEntityId: 'exporter', permissions: ['read'] },
  ];
  return live;
}

describe('finding the guide', () => {
  it('writes settings with names that they accept, and without what is default', () => {
    const { settings } = find(guide(), NO_CHOICE);
    expect(settings).toEqual({
      ...{ issuer: ISSUER, tenant: 'Shops', keyClaim: 'iss' },
      applications: [
        {
          ...{ name: 'Web-Shop', consumer: 'shop', users: [], tokenLifetimeSeconds: 300 },
          keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'generated' }],
        },
      ],
      apis: [
        {
          ...{ name: 'orders', upstream: 'http://orders.internal/v1', timeouts: { read: 1000 } },
          routes: [{ name: 'orders-all', paths: ['/orders'] }],
        },
      ],
    });
  });

  it('takes the proxy address that Kong tells', () => {
    const live = guide();
    const listeners = [
      { ip: '0.0.0.0', port: 8443, ssl: true },
      { ip: '0.0.0.0', port: 8000, ssl: false },
    ];
    live.kongNode = { version: '3.9.1', configuration: { proxy_listeners: listeners } };
    expect(find(live, NO_CHOICE).settings.gatewayUrl).toBe('http://kong.internal:8000');
  });

  it('keeps what a route matches and how it passes requests on: Kong/kong#9568 and its kind', () => {
    const live = guide();
    Object.assign(live.kong.routes[0]!, {
      ...{ paths: ['~/orders/\\d+$'], hosts: ['api.example.com'], snis: ['api.example.com'] },
      ...{ headers: { 'x-version': ['2'] }, protocols: ['https'], https_redirect_status_code: 301 },
      ...{ path_handling: 'v1', regex_priority: 7, request_buffering: false },
      ...{ response_buffering: true },
    });
    expect(find(live, NO_CHOICE).settings.apis[0]!.routes).toEqual([
      {
        ...{ name: 'orders-all', paths: ['~/orders/\\d+$'], hosts: ['api.example.com'] },
        ...{ snis: ['api.example.com'], headers: { 'x-version': ['2'] } },
        ...{ httpsOnly: true, httpsRedirect: 301, pathHandling: 'v1', regexPriority: 7 },
        requestBuffering: false,
      },
    ]);
  });

  it('keeps how the upstream is judged, and where tokens are looked for: Kong/kong#2894', () => {
    const live = guide();
    const authority = '6b6c1a6e-65e1-4ba2-a1a5-0a2b5d1a7f00';
    const certificate = '0f0c5f1e-5d0f-4d0c-8a28-54b1c6a3b1d2';
    Object.assign(live.kong.services[0]!, {
      ...{ tls_verify: true, tls_verify_depth: 2, ca_certificates: [authority] },
      client_certificate: { id: certificate },
    });
    Object.assign(live.kong.plugins[0]!['config'] as Entity, {
      ...{ cookie_names: ['app.at'], header_names: ['x-token'], uri_param_names: ['jwt'] },
    });
    expect(find(live, NO_CHOICE).settings.apis[0]).toMatchObject({
      tls: { verify: true, depth: 2, authorities: [authority], clientCertificate: certificate },
      tokenIn: { headers: ['x-token'], cookies: ['app.at'], query: [] },
    });
  });

  it.each([
    ['SlidingWindow', 'OneTimeUse', { sliding: true, oneTimeUse: true }],
    ['Fixed', 'Reusable', { sliding: false, oneTimeUse: false }],
    [
      'SlidingWindowWithMaximumLifetime',
      'Reusable',
      { sliding: true, oneTimeUse: false, maximumMinutes: 500 },
    ],
  ])(
    'FusionAuth/terraform-provider-fusionauth#229: keeps sessions by %s and %s',
    (policy, usage, rules) => {
      const live = guide();
      const [shop] = live.fusionAuth.applications;
      shop!.loginConfiguration.generateRefreshTokens = true;
      Object.assign(shop!.jwtConfiguration, {
        ...{ refreshTokenExpirationPolicy: policy, refreshTokenUsagePolicy: usage },
        refreshTokenTimeToLiveInMinutes: 100,
        refreshTokenSlidingWindowConfiguration: { maximumTimeToLiveInMinutes: 500 },
      });
      const [found] = find(live, NO_CHOICE).settings.applications;
      expect(found!.refreshTokens).toEqual({ lifetimeMinutes: 100, ...rules });
    },
  );

  it('follows several applications and keys by kid', () => {
    const { settings, ids } = find(byKid(), NO_CHOICE);
    expect(
      settings.applications.map(({ name, keys }) => [name, keys.map((k) => [k.name, k.state])]),
    ).toEqual([
      [
        'Web-Shop',
        [
          ['main', 'signing'],
          ['k2', 'verifying'],
        ],
      ],
      ['till', [['main', 'signing']]],
    ]);
    expect(settings.apis.map(({ name, allow }) => [name, allow])).toEqual([
      ['orders', undefined],
      ['stock', ['till']],
    ]);
    expect(Object.fromEntries(ids)).toMatchObject({
      'kong:index/consumerJwtAuth:ConsumerJwtAuth Web-Shop/k2-credential': 'j2|c1',
      'kong:index/consumerAcl:ConsumerAcl till-group': 'a2|c2',
      'kong:index/plugin:Plugin stock-acl': 'acl-stock',
      'fusionauth:index/key:Key till/main-generated': 'k3',
    });
  });

  it('takes over roles, and one user of two applications as one', () => {
    const live = byKid();
    const [shop, till] = live.fusionAuth.applications as [LiveApplication, LiveApplication];
    shop.roles = [heldRole('buyer', { isDefault: true }), heldRole('admin', { isSuperRole: true })];
    live.fusionAuth.users = [
      person('ann@example.com', { [shop.id]: ['buyer'], [till.id]: [] }),
      person('bob@example.com', { [shop.id]: ['admin', 'buyer'] }),
    ];
    const { settings, ids } = find(live, NO_CHOICE);
    expect(settings.applications.map(({ roles, users }) => ({ roles, users }))).toEqual([
      {
        roles: [
          { name: 'buyer', default: true },
          { name: 'admin', superRole: true },
        ],
        users: [
          { email: 'ann@example.com' },
          { email: 'bob@example.com', roles: ['admin', 'buyer'] },
        ],
      },
      { roles: undefined, users: [{ email: 'ann@example.com' }] },
    ]);
    const people = [...ids].filter(([key]) => /:(User|Registration|ApplicationRole) /.test(key));
    expect(Object.fromEntries(people)).toEqual({
      'fusionauth:index/user:User ann@example.com': 'id of ann@example.com',
      'fusionauth:index/user:User bob@example.com': 'id of bob@example.com',
      'fusionauth:index/registration:Registration Web-Shop/ann@example.com-registration':
        'id of ann@example.com:Web Shop',
      'fusionauth:index/registration:Registration Web-Shop/bob@example.com-registration':
        'id of bob@example.com:Web Shop',
      'fusionauth:index/registration:Registration till/ann@example.com-registration':
        'id of ann@example.com:till',
      'fusionauth:index/applicationRole:ApplicationRole Web-Shop/buyer-role':
        'Web Shop:id of buyer',
      'fusionauth:index/applicationRole:ApplicationRole Web-Shop/admin-role':
        'Web Shop:id of admin',
    });
  });

  it.each<[string, LiveApplication['roles'], string[], RegExp]>([
    ['a role that settings cannot name', [heldRole('buyer ')], ['buyer '], /the name "buyer "/],
    [
      'a user without the default roles',
      [heldRole('buyer', { isDefault: true })],
      [],
      /a stack would give ann@example.com, who has none, the default roles/,
    ],
  ])('leaves the roles of an application alone, and says so: %s', (_, roles, held, why) => {
    const live = guide();
    live.fusionAuth.applications[0]!.roles = roles;
    live.fusionAuth.users = [person('ann@example.com', { 'Web Shop': held })];
    const { settings, ids, notes } = find(live, NO_CHOICE);
    expect(settings.applications[0]).not.toHaveProperty('roles');
    expect(settings.applications[0]!.users).toEqual([{ email: 'ann@example.com' }]);
    expect([...ids.keys()].join()).not.toContain('ApplicationRole');
    expect(notes.join()).toMatch(why);
  });

  it('Kong/deck#3: tells of twenty thousand consumers of others in a few lines', () => {
    const live = guide();
    const pem = generated();
    for (let at = 0; at < 20_000; at += 1) {
      live.kong.consumers.push({ id: `other ${at}`, username: `other ${at}` });
      live.kong.jwts.push(credential(`jwt ${at}`, `other ${at}`, `https://${at}.example`, pem));
    }
    const found = find(live, { users: [], apis: ['orders'] });
    const { text, whole } = planText('test', found);
    expect(text.split('\n').length).toBeLessThan(40);
    expect(text).toMatch(/API orders: other 0, other 1, .* and 19995 more get 403/);
    expect(text).toMatch(/Not taken over \(20001\):(\n {2}.*){12}\n {2}and 19989 more/);
    expect(whole!.split('\n').length).toBeGreaterThan(20_000);
  });

  it('leaves a universal application alone, and whoever else signs with its key', () => {
    const live = byKid();
    const { tenantId, ...universal } = application('Everywhere', 'k4');
    live.fusionAuth.applications.push(universal);
    const pem = generated();
    live.fusionAuth.keys.push(key('k4', pem));
    live.kong.consumers.push({ id: 'c4', username: 'everybody' });
    live.kong.jwts.push(credential('j4', 'c4', 'kid-k4', pem));
    const { settings, notes } = find(live, NO_CHOICE);
    expect(settings.applications.map(({ name }) => name)).toEqual(['Web-Shop', 'till']);
    expect(notes.join()).toMatch(
      /Consumer everybody stays .* Everywhere, which is of every tenant/,
    );
  });

  it('asks which application is meant where several sign with one key', () => {
    const live = guide();
    live.fusionAuth.applications.push(application('Back Office', 'k1'));
    expect(() => find(live, NO_CHOICE)).toThrow('--application with one of Web Shop, Back Office');
    const { settings, notes } = find(live, { users: [], application: 'Back Office' });
    expect(settings.applications.map(({ name }) => name)).toEqual(['Back-Office']);
    expect(notes.join()).toContain('Kong accepts tokens of Web Shop too');
  });

  it('asks which tenant is meant where Kong trusts several', () => {
    const live = byKid();
    live.fusionAuth.tenants.push({ id: 'other', name: 'Tills', issuer: ISSUER });
    live.fusionAuth.applications[1]!.tenantId = 'other';
    expect(() => find(live, NO_CHOICE)).toThrow('--tenant with one of Shops, Tills');
    const { settings } = find(live, { users: [], tenant: 'Tills' });
    expect(settings.applications.map(({ name }) => name)).toEqual(['till']);
  });

  it.each<[string, (live: Live) => void, RegExp]>([
    [
      'a jwt plugin on a route',
      ({ kong }) => kong.plugins.push(plugin('p2', 'jwt', { route: { id: 'orders-all' } }, {})),
      /The jwt plugin p2 of route orders-all stays, .* `npm run drift -- --fix --remove 'plugin jwt on route orders-all'` removes it/,
    ],
    [
      'another plugin',
      ({ kong }) => kong.plugins.push(plugin('p2', 'cors', { service: { id: 'orders' } }, {})),
      /Plugin cors of service orders stays/,
    ],
    [
      'a route for another protocol',
      ({ kong }) =>
        kong.routes.push({ ...route('any', 'orders', ['/any']), protocols: ['grpc', 'grpcs'] }),
      /Route any of orders stays as it is: a stack's routes answer https.* and it answers grpc,grpcs/,
    ],
    [
      'a route that only http reaches',
      ({ kong }) => kong.routes.push({ ...route('any', 'orders', ['/any']), protocols: ['http'] }),
      /Route any of orders stays as it is: .* and it answers http\./,
    ],
    [
      'an HMAC credential',
      ({ kong }) => kong.jwts.push({ ...credential('j2', 'c1', 'x', FIRST), algorithm: 'HS256' }),
      /credential of consumer shop stays as it is: its algorithm is HS256/,
    ],
    [
      'a credential of another issuer',
      ({ kong }) => kong.jwts.push(credential('j2', 'c1', 'https://else.example', generated())),
      /stays as it is: FusionAuth has no key with that public key/,
    ],
    [
      'users of a real application',
      ({ fusionAuth }) => (fusionAuth.userCount = 5000),
      /The users of Web Shop stay as they are: there are many/,
    ],
  ])('leaves alone, and says so: %s', (_, change, note) => {
    const live = guide();
    change(live);
    const { settings, notes } = find(live, NO_CHOICE);
    expect(notes.join('\n')).toMatch(note);
    expect(settings.apis[0]!.routes).toHaveLength(1);
  });

  it.each<[string, (live: Live) => void, RegExp]>([
    [
      'one of two machines with the same key',
      ({ fusionAuth }) => fusionAuth.entities.push(entity('importer', 'machines')),
      /Consumer robot stays as it is: its keys sign for exporter, importer, .* a key of its own/,
    ],
    [
      'a machine without a grant on an API',
      ({ fusionAuth }) => (fusionAuth.grants = []),
      /Machine exporter stays as it is: it has no permission on an entity with the name of one of orders/,
    ],
    [
      'a machine whose grant is on something else',
      ({ fusionAuth }) => (fusionAuth.entities[1]!.name = 'warehouse'),
      /grant of machine exporter on warehouse stays as it is: no API .* has that name/,
    ],
    [
      'a machine whose API shares its type',
      ({ fusionAuth }) => fusionAuth.entities.push(entity('stock', 'apis')),
      /grant of machine exporter on orders stays as it is: other entities have its type/,
    ],
    [
      'a machine of another tenant',
      ({ fusionAuth }) => (fusionAuth.entities[0]!.tenantId = 'other'),
      /Machine exporter stays as it is: it is of another tenant/,
    ],
  ])('leaves alone, and says so: %s', (_, change, note) => {
    const live = withMachine();
    expect(find(live, NO_CHOICE).settings.machines).toMatchObject([{ name: 'exporter' }]);
    change(live);
    const { settings, notes, ids } = find(live, NO_CHOICE);
    expect(notes.join('\n')).toMatch(note);
    expect(settings.machines).toBeUndefined();
    expect([...ids.keys()].join()).not.toMatch(/exporter|orders-type/);
  });

  it('gives a machine the ids of its type, its entity and the API that it may call', () => {
    const { ids, settings, notes } = find(withMachine(), NO_CHOICE);
    expect(settings.machines).toMatchObject([
      { consumer: 'robot', grants: [{ api: 'orders', permissions: ['read'] }] },
    ]);
    expect(Object.fromEntries(ids)).toMatchObject({
      'fusionauth:index/entityType:EntityType exporter-type': 'machines',
      'fusionauth:index/entity:Entity exporter-entity': 'tenant:exporter',
      'fusionauth:index/key:Key exporter/main-generated': 'k9',
      'kong:index/consumer:Consumer exporter-consumer': 'c9',
      'kong:index/consumerJwtAuth:ConsumerJwtAuth exporter/main-credential': 'j9|c9',
      'fusionauth:index/entityType:EntityType orders-type': 'apis',
      'fusionauth:index/entity:Entity orders-entity': 'tenant:orders',
      'fusionauth:index/entityTypePermission:EntityTypePermission orders/read': 'apis:may-read',
    });
    expect([...ids.keys()].join()).not.toContain('orders/write');
    expect(notes.join()).not.toMatch(/robot|exporter/);
  });

  it('gives a machine a name of its own beside applications and APIs', () => {
    const live = withMachine();
    live.fusionAuth.entities[0]!.name = 'till';
    expect(find(live, NO_CHOICE).settings.machines).toMatchObject([{ name: 'till-2' }]);
    live.fusionAuth.entities[0]!.name = 'orders';
    live.fusionAuth.entities[1]!.name = 'stock';
    expect(find(live, NO_CHOICE).settings.machines).toMatchObject([{ name: 'orders-2' }]);
  });

  it('goes on admitting the groups that an API admits, whoever is in them', () => {
    const live = byKid();
    live.kong.consumers.push({ id: 'c5', username: 'partner' });
    live.kong.acls.push({ id: 'a5', group: 'partners', consumer: { id: 'c5' } });
    const acl = live.kong.plugins.find((one) => one['id'] === 'acl-orders')!;
    Object.assign(acl, { config: { allow: ['shop', 'partners', 'till'] } });
    const { settings, shutOut } = find(live, NO_CHOICE);
    expect(settings.apis.map(({ allowGroups }) => allowGroups)).toEqual([['partners'], undefined]);
    expect(shutOut).toEqual([]);
  });

  it.each<[string, (live: Live) => void, RegExp]>([
    [
      'with routes that are open now, which the stack would close',
      ({ kong }) => {
        kong.plugins = [
          ...kong.plugins.filter((one) => one['id'] !== 'jwt-orders'),
          plugin('p5', 'jwt', { route: { id: 'orders-all' } }, { key_claim_name: 'kid' }),
        ];
        kong.routes.push(route('orders-health', 'orders', ['/health']));
      },
      /API orders stays as it is: only some of its routes .* Give orders-health a service of their own/,
    ],
    [
      'that lets no application in, which the stack would let in',
      ({ kong }) => {
        const acl = kong.plugins.find((one) => one['id'] === 'acl-orders')!;
        Object.assign(acl, { config: { allow: ['partners'] } });
      },
      /API orders stays as it is: its acl plugin lets in none of the applications/,
    ],
  ])('leaves an API alone %s', (_, change, note) => {
    const live = byKid();
    change(live);
    const { settings, notes, ids } = find(live, NO_CHOICE);
    expect(notes.join('\n')).toMatch(note);
    expect(settings.apis.map(({ name }) => name)).toEqual(['stock']);
    expect([...ids.keys()].join()).not.toContain('orders');
  });

  it('takes over the API key that is named, if it is bound to the tenant', () => {
    const live = guide();
    const key = 'fusionauth:index/apiKey:ApiKey issuer-login-key';
    const named = { users: [], loginKey: 'login' };
    expect(() => find(live, named)).toThrow('--login-key login: FusionAuth has no API key');
    live.fusionAuth.loginKey = { id: 'login', tenantId: 'tenant' };
    expect(find(live, named).ids.get(key)).toBe('login');
    live.fusionAuth.loginKey = { id: 'login' };
    const { ids, notes } = find(live, named);
    expect(ids.has(key)).toBe(false);
    expect(notes.join()).toContain(
      'API key login stays as it is: it opens POST /api/login of every',
    );
  });

  it.each<[string, (live: Live) => void, RegExp]>([
    ['no jwt plugin', ({ kong }) => (kong.plugins = []), /no jwt plugin on a service or a route/],
    [
      'no key of FusionAuth',
      ({ fusionAuth }) => (fusionAuth.keys = []),
      /No credential of Kong leads to FusionAuth by iss/,
    ],
    [
      'a tenant of another issuer',
      ({ fusionAuth }) => (fusionAuth.tenants[0]!.issuer = 'acme.com'),
      /no application with JWT enabled signs with that key as https:\/\/login.example.com/,
    ],
    [
      'plugins that look keys up by what no stack can have',
      ({ kong }) =>
        ((kong.plugins[0]!['config'] as { key_claim_name: string }).key_claim_name = 'sub'),
      /look keys up by sub/,
    ],
  ])('refuses %s', (_, change, message) => {
    const live = guide();
    change(live);
    expect(() => find(live, NO_CHOICE)).toThrow(message);
  });
});

function heldRole(
  name: string,
  more: Partial<LiveApplication['roles'][number]> = {},
): LiveApplication['roles'][number] {
  const plain = { description: '', isDefault: false, isSuperRole: false };
  return { id: `id of ${name}`, name, ...plain, ...more };
}

function person(
  email: string,
  roles: Record<string, string[]>,
): Live['fusionAuth']['users'][number] {
  const registrations = Object.entries(roles).map(([applicationId, held]) => ({
    ...{ applicationId, roles: held },
  }));
  return { id: `id of ${email}`, email, tenantId: 'tenant', registrations };
}
