import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindOf } from '../../catalogue/catalogue.ts';
import { readPreview } from '../../commands/shared/preview/changes.ts';
import { asMarkdown } from '../../commands/preview/markdown.ts';
import { summarize } from '../../commands/shared/preview/summary.ts';
import { TYPES, previewOf, type Step } from './preview-json.ts';

const login = { loginConfiguration: { requireAuthentication: true } };
const jwt = { name: 'jwt', enabled: true, serviceId: 'id' };
const strict = { claims_to_verify: ['exp'], uri_param_names: [], key_claim_name: 'iss' };
const on = 'ProtectedApi orders';

function plugin(name: string, before: object, after: object): Step {
  const inputs = (config: object) => ({ ...jwt, name, configJson: JSON.stringify(config) });
  const [from, to] = [inputs(before), inputs(after)];
  return { op: 'update', type: TYPES.plugin, name, before: from, after: to, component: on };
}

function endpoint(path: string, ...methods: string[]) {
  return { endpoint: path, ...Object.fromEntries(methods.map((method) => [method, true])) };
}

const narrow = {
  name: 'login',
  tenantId: 't',
  permissionsEndpoints: [endpoint('/api/login', 'post')],
};

function registration(op: string, before?: string[], after?: string[]): Step {
  return {
    ...{ op, type: TYPES.registration, name: 'shop/ann@example.com-registration' },
    component: 'Application shop',
    ...(before && { before: { userId: 'u', roles: before } }),
    ...(after && { after: { userId: 'u', roles: after } }),
  };
}

/** Each change that a reviewer must not miss, and the words that say so. */
const DANGERS: readonly (readonly [string, Step, string])[] = [
  [
    'a deleted tenant',
    { op: 'delete', type: TYPES.tenant, name: 't', before: { name: 'main', ...login } },
    'Tenant `main` is deleted',
  ],
  [
    'a replaced tenant',
    {
      op: 'replace',
      type: TYPES.tenant,
      name: 't',
      before: { name: 'main' },
      after: { name: 'main' },
    },
    'Tenant `main` is replaced',
  ],
  [
    'another issuer',
    {
      op: 'update',
      type: TYPES.tenant,
      name: 't',
      before: { issuer: 'https://a.example', ...login },
      after: { issuer: 'https://b.example', ...login },
    },
    'The issuer becomes `https://b.example` instead of `https://a.example`',
  ],
  [
    'a tenant whose login is open',
    {
      op: 'update',
      type: TYPES.tenant,
      name: 't',
      before: { name: 'm', ...login },
      after: { name: 'm' },
    },
    'Login to `m` needs no API key',
  ],
  [
    'a deleted key',
    { op: 'delete', type: TYPES.importedKey, name: 'k', before: { name: 'main' } },
    'Signing key `main` is deleted',
  ],
  [
    'a replaced key',
    {
      op: 'replace',
      type: TYPES.importedKey,
      name: 'k',
      before: { name: 'main' },
      after: { name: 'main' },
    },
    'Signing key `main` is replaced',
  ],
  [
    'a deleted credential',
    { op: 'delete', type: TYPES.credential, name: 'c', before: { key: 'https://a.example' } },
    'Kong no longer accepts tokens of `https://a.example`',
  ],
  [
    'a replaced credential',
    {
      op: 'replace',
      type: TYPES.credential,
      name: 'c',
      before: { key: 'https://a.example' },
      after: { key: 'https://b.example' },
    },
    'Kong accepts tokens of `https://b.example` instead of `https://a.example`',
  ],
  [
    'a credential with another public key',
    {
      op: 'update',
      type: TYPES.credential,
      name: 'c',
      before: { key: 'kid', rsaPublicKey: 'one' },
      after: { key: 'kid', rsaPublicKey: 'two' },
    },
    'Kong verifies tokens of `kid` with another public key',
  ],
  [
    'a deleted route',
    { op: 'delete', type: TYPES.route, name: 'r', before: { name: 'orders', paths: ['/orders'] } },
    'Route `orders` is deleted: `/orders` answer 404',
  ],
  [
    'a replaced route',
    {
      op: 'replace',
      type: TYPES.route,
      name: 'r',
      before: { name: 'orders', paths: ['/orders'] },
      after: { name: 'orders', paths: ['/orders'] },
    },
    'Route `orders` is replaced',
  ],
  [
    'a wider API key',
    {
      op: 'update',
      type: TYPES.apiKey,
      name: 'a',
      before: narrow,
      after: { ...narrow, permissionsEndpoints: [endpoint('/api/login', 'post', 'delete')] },
    },
    'API key `login` may also do `DELETE /api/login`',
  ],
  [
    'an API key without limits',
    {
      op: 'update',
      type: TYPES.apiKey,
      name: 'a',
      before: narrow,
      after: { name: 'login', tenantId: 't' },
    },
    'API key `login` names no endpoint: it may do everything',
  ],
  [
    'an API key for every tenant',
    {
      op: 'update',
      type: TYPES.apiKey,
      name: 'a',
      before: narrow,
      after: { ...narrow, tenantId: undefined },
    },
    'API key `login` is bound to no tenant',
  ],
  [
    'exp no longer verified',
    plugin('jwt', strict, { ...strict, claims_to_verify: [] }),
    'Expired tokens are accepted on `orders`',
  ],
  [
    'tokens read from the query',
    plugin('jwt', strict, { ...strict, uri_param_names: ['jwt'] }),
    'Tokens are also read from `?jwt=`',
  ],
  [
    'callers without a token',
    plugin('jwt', strict, { ...strict, anonymous: 'guest' }),
    'Requests without a token are let in on `orders`',
  ],
  [
    'a jwt plugin that is off',
    {
      ...plugin('jwt', strict, strict),
      after: { ...jwt, enabled: false, configJson: JSON.stringify(strict) },
    },
    'Tokens are no longer asked for on `orders`: the plugin is off',
  ],
  [
    'a deleted jwt plugin',
    { op: 'delete', type: TYPES.plugin, name: 'jwt', before: jwt, component: on },
    'Tokens are no longer asked for on `orders`',
  ],
  [
    'a new application on an API',
    plugin('acl', { allow: ['shop'] }, { allow: ['shop', 'partner'] }),
    '`partner` may call `orders` from now on',
  ],
  [
    'a deleted acl plugin',
    { op: 'delete', type: TYPES.plugin, name: 'acl', before: { name: 'acl' }, component: on },
    'Every application that Kong knows may call `orders`',
  ],
  [
    'tokens that live longer',
    {
      op: 'update',
      type: TYPES.application,
      name: 'a',
      before: { ...login, jwtConfiguration: { ttlSeconds: 3600 } },
      after: { ...login, jwtConfiguration: { ttlSeconds: 86_400 } },
    },
    'Tokens live 1 day instead of 1 hour',
  ],
  [
    'a Kong that starts anew',
    {
      op: 'replace',
      type: TYPES.container,
      name: 'kong',
      before: { image: 'kong:3.9' },
      after: { image: 'kong:3.9.1' },
    },
    'Container `kong` starts anew, with `kong:3.9.1` instead of `kong:3.9`: every API is away',
  ],
  [
    'a database of another release',
    {
      op: 'replace',
      type: TYPES.container,
      name: 'database',
      before: { image: 'postgres:16' },
      after: { image: 'postgres:17' },
    },
    'PostgreSQL reads the data of its own major release only',
  ],
  [
    'a volume that goes',
    { op: 'delete', type: TYPES.volume, name: 'database-data', before: { name: 'stack-database' } },
    'Volume `stack-database` leaves the stack, and its data is lost unless keepData was on',
  ],
  [
    'a replaced volume',
    {
      op: 'replace',
      type: TYPES.volume,
      name: 'database-data',
      before: { name: 'a' },
      after: { name: 'b' },
    },
    'Volume `a` is replaced',
  ],
  [
    'a replaced network',
    { op: 'replace', type: TYPES.network, name: 'platform-network', before: {}, after: {} },
    'Network `platform-network` is replaced, and every container with it',
  ],
  [
    'a role that a user is given',
    registration('update', ['buyer'], ['admin', 'buyer']),
    '`ann@example.com` gets role `admin`.',
  ],
  [
    'a user that is registered with roles',
    registration('create', undefined, ['admin', 'buyer']),
    '`ann@example.com` gets roles `admin`, `buyer`.',
  ],
  [
    'a user that is no longer registered',
    registration('delete', [], undefined),
    '`ann@example.com` is no longer registered.',
  ],
  [
    'a role that becomes default',
    {
      op: 'update',
      type: TYPES.role,
      name: 'r',
      before: { name: 'buyer', isDefault: false },
      after: { name: 'buyer', isDefault: true },
    },
    'Role `buyer` is given to every new registration.',
  ],
  [
    'a deleted role',
    { op: 'delete', type: TYPES.role, name: 'r', before: { name: 'buyer' } },
    'Role `buyer` is deleted: whoever has it loses it.',
  ],
];

test.each(DANGERS)('%s is put first', (_, step, words) => {
  const bystander = {
    op: 'create',
    type: TYPES.user,
    name: 'u',
    after: { email: 'u@example.com' },
  };
  const summary = markdown([bystander, step]);
  expect(section(summary)).toContain(words);
  expect(section(summary)).not.toContain('u@example.com');
});

test('the same change the other way round opens nothing', () => {
  const healed = plugin('jwt', { claims_to_verify: [], uri_param_names: ['jwt'] }, strict);
  expect(section(markdown([healed])).trim()).toBe(
    '- Tokens in `?jwt=` are refused on `orders` from now on.',
  );
  const lesser = markdown([registration('update', ['admin', 'buyer'], ['buyer'])]);
  expect(section(lesser)).toBe('');
  expect(lesser).toContain('`ann@example.com` loses role `admin`.');
});

const LOSE = 'Who loses access';
const WIDER = 'What becomes weaker or wider';

function update(type: string, before: object, after: object, component?: string): Step {
  return { op: 'update', type, name: 'it', before, after, ...(component && { component }) };
}

const route = { name: 'orders', paths: ['/orders'], protocols: ['https'], methods: ['GET'] };
const session = { name: 'shop', ...login };
const oauth = (oauthConfiguration: object) => ({ ...session, oauthConfiguration });
const entityType = (seconds: number) => ({
  name: 'acme: machine: exporter',
  jwtConfiguration: { enabled: true, timeToLiveInSeconds: seconds },
});

/** What is said of a change, under which heading, and under which of its way back. */
const DIRECTIONS: readonly (readonly [string, Step, string, string, string?])[] = [
  [
    "a machine's tokens that live for a year",
    update(TYPES.entityType, entityType(300), entityType(31_536_000), 'Machine exporter'),
    WIDER,
    'Tokens live 365 days instead of 5 minutes.',
  ],
  [
    'kevholditch/terraform-provider-kong#101: a route that no longer asks for a header',
    update(TYPES.route, { ...route, headers: [{ name: 'X-Api-Version', values: ['v2'] }] }, route),
    WIDER,
    'Route `orders` takes any header, not only `X-Api-Version v2`.',
    LOSE,
  ],
  [
    'Kong/kong#9568: a route that also answers over http',
    update(TYPES.route, route, { ...route, protocols: ['http', 'https'] }),
    WIDER,
    'Route `orders` also answers over `http`: tokens may travel in plain text.',
    LOSE,
  ],
  [
    'Kong/kong#2894: a cookie and a header that carry tokens no more',
    plugin('jwt', { ...strict, cookie_names: ['app.at'], header_names: ['x-token'] }, strict),
    LOSE,
    'Tokens in `header x-token`, `cookie app.at` are refused on `orders` from now on.',
    WIDER,
  ],
  [
    'Kong/kong#3800: an anonymous consumer that stands in no more',
    plugin('jwt', { ...strict, anonymous: 'guest' }, strict),
    LOSE,
    'no anonymous consumer stands in for them any more, also where they carry an API key',
    WIDER,
  ],
  [
    'Kong/kong#3800: one of several ways in that goes',
    {
      op: 'delete',
      type: TYPES.plugin,
      name: 'key-auth',
      before: { name: 'key-auth', configJson: '{"anonymous":"guest"}' },
      component: on,
    },
    LOSE,
    'Requests to `orders` with an API key alone are refused from now on.',
  ],
  [
    'one of several locks that goes',
    { op: 'delete', type: TYPES.plugin, name: 'k', before: { name: 'key-auth' }, component: on },
    WIDER,
    'An API key is no longer asked for on `orders`.',
  ],
  [
    "Kong/kong#4859: a route that gives up browsers' preflights",
    update(TYPES.route, { ...route, methods: ['GET', 'OPTIONS'] }, route),
    LOSE,
    "Route `orders` answers browsers' preflights with 404",
  ],
  [
    'Kong/kong#12789: an acl plugin before an API that others call',
    {
      op: 'create',
      type: TYPES.plugin,
      name: 'acl',
      after: { name: 'acl', configJson: '{"allow":["shop"]}' },
      component: on,
    },
    LOSE,
    'Only `shop` may call `orders` from now on: all others are refused.',
  ],
  [
    'Kong/kong#13657: an upstream whose certificate is not verified',
    update(TYPES.service, { name: 'orders', tlsVerify: true }, { name: 'orders' }),
    WIDER,
    '`orders` no longer verifies the certificate of its upstream',
  ],
  [
    'an upstream that is reached in plain text',
    update(TYPES.service, { name: 'o', protocol: 'https' }, { name: 'o', protocol: 'http' }),
    WIDER,
    '`o` forwards over http: requests travel in plain text.',
  ],
  [
    'shorter passwords',
    update(
      TYPES.tenant,
      { name: 'main', ...login, passwordValidationRules: { minLength: 12, requireNumber: true } },
      { name: 'main', ...login, passwordValidationRules: { minLength: 8, requireNumber: true } },
    ),
    WIDER,
    'Passwords in `main` may have 8 characters instead of 12.',
  ],
  [
    'FusionAuth/terraform-provider-fusionauth#229: refresh tokens that end',
    update(
      TYPES.application,
      { ...session, loginConfiguration: { requireAuthentication: true, allowTokenRefresh: true } },
      { ...session, loginConfiguration: { requireAuthentication: true, allowTokenRefresh: false } },
    ),
    LOSE,
    'sessions end with their token: users log in again',
    WIDER,
  ],
  [
    'an address that sign-ins may return to no more',
    update(
      TYPES.application,
      oauth({ authorizedRedirectUrls: ['https://shop.example/back'] }),
      oauth({ authorizedRedirectUrls: [] }),
    ),
    LOSE,
    'Application `shop` no longer allows sign-ins that return to `https://shop.example/back`.',
    WIDER,
  ],
  [
    'a lower rate limit',
    plugin('rate-limiting', { minute: 600 }, { minute: 60 }),
    LOSE,
    '`orders` takes 60 requests a minute; it was with 600. Whoever sends more gets 429.',
    WIDER,
  ],
  [
    'addresses that are refused',
    plugin('ip-restriction', { allow: null }, { allow: ['10.0.0.0/8'] }),
    LOSE,
    '`orders` refuses every address but `10.0.0.0/8`.',
  ],
  [
    'pages that may call no more',
    plugin(
      'cors',
      { origins: ['https://a.example', 'https://b.example'] },
      { origins: ['https://a.example'] },
    ),
    LOSE,
    'Pages of `https://b.example` may no longer call `orders` in browsers.',
    WIDER,
  ],
  [
    "a machine's permission that goes",
    update(
      TYPES.grant,
      { permissions: ['read', 'write'] },
      { permissions: ['read'] },
      'GrantedApi reports',
    ),
    LOSE,
    'loses `write` of `reports`',
    WIDER,
  ],
  [
    'a machine that goes',
    { op: 'delete', type: TYPES.entity, name: 'e', before: { name: 'exporter' } },
    LOSE,
    'Entity `exporter` is deleted: no tokens are given out to it',
  ],
];

const TOLD = DIRECTIONS.map((one) => [one[0], one[1], one[2], one[3]] as const);

test.each(TOLD)('%s: under the right heading', (_, step, heading, words) => {
  expect(section(markdown([step]), heading)).toContain(words);
});

const REVERSIBLE = DIRECTIONS.flatMap((one): [string, Step, string][] =>
  one[4] ? [[one[0], one[1], one[4]]] : [],
);

test.each(REVERSIBLE)('%s: and the way back', (_, step, back) => {
  const { before, after } = step;
  expect(section(markdown([{ ...step, before: after!, after: before! }]), back)).not.toBe('');
});

test('the first that is read is who loses access', () => {
  const summary = markdown([
    { op: 'create', type: TYPES.user, name: 'u', after: { email: 'u@example.com' } },
    plugin('jwt', strict, { ...strict, cookie_names: ['app.at'] }),
    { op: 'delete', type: TYPES.volume, name: 'v', before: { name: 'stack-database' } },
    plugin('acl', { allow: ['shop', 'partner'] }, { allow: ['shop'] }),
  ]);
  const titles = [...summary.matchAll(/^\*\*(.*)\*\*$/gm)].map(([, title]) => title);
  expect(titles.slice(0, 3)).toEqual(HEADINGS);
});

test('an API that is new refuses nobody', () => {
  const made = (type: string, name: string, after: object): Step => {
    return { op: 'create', type, name, after, component: on };
  };
  const summary = markdown([
    made(TYPES.service, 's', { name: 'orders', host: 'upstream' }),
    made(TYPES.plugin, 'jwt', { name: 'jwt', configJson: JSON.stringify(strict) }),
    made(TYPES.plugin, 'acl', { name: 'acl', configJson: '{"allow":["shop"]}' }),
    made(TYPES.plugin, 'ip', { name: 'ip-restriction', configJson: '{"allow":["10.0.0.0/8"]}' }),
  ]);
  expect(section(summary)).toBe('');
});

describe('another issuer', () => {
  const tenant = update(
    TYPES.tenant,
    { issuer: 'https://a.example', ...login },
    { issuer: 'https://b.example', ...login },
  );

  test('refuses tokens in use where Kong finds keys by iss', () => {
    const credential = update(
      TYPES.credential,
      { key: 'https://a.example' },
      { key: 'https://b.example' },
    );
    const said = section(markdown([tenant, { ...credential, op: 'replace' }]), LOSE);
    expect(said).toContain('instead of `https://a.example`: tokens in use are refused.');
  });

  test('leaves tokens in use accepted where Kong finds keys by kid', () => {
    const said = section(markdown([tenant]), LOSE);
    expect(said).toContain('Kong does not look at it where it finds keys by kid');
    expect(said).not.toContain('tokens in use are refused');
  });
});

test('a key that is renamed is told by both names', () => {
  const named = (name: string) => ({ name, algorithm: 'RS256' });
  const summary = markdown([update(TYPES.importedKey, named('old'), named('new'))]);
  expect(summary).toContain('Signing key `old` is called `new` from now on.');
});

test('every kind that a component declares is told in words of its own', () => {
  const snapshots = join(import.meta.dirname, '..', 'snapshot', 'expected');
  const types = readdirSync(snapshots).flatMap((file) => [
    ...readFileSync(join(snapshots, file), 'utf8').matchAll(
      /"((?:kong|fusionauth|tls|docker):index\/[^"]+)"/g,
    ),
  ]);
  const kinds = new Set(types.map(([, type]) => type!));
  expect(kinds.size).toBeGreaterThan(20);
  const nameless = [...kinds].filter((type) => !kindOf(type)?.describe);
  expect(nameless).toEqual([]);
});

test('a deleted API speaks for its route and plugins', () => {
  const gone = (type: string, name: string, before: object): Step => {
    return { op: 'delete', type, name, before, component: on };
  };
  const summary = markdown([
    gone(TYPES.plugin, 'jwt', jwt),
    gone(TYPES.route, 'r', { name: 'orders', paths: ['/orders'] }),
    gone(TYPES.service, 's', { name: 'orders', host: 'upstream' }),
  ]);
  expect(section(summary).trim()).toBe('- API `orders` is deleted.');
});

test('the steps of a replacement are one change', () => {
  const state = { name: 'main' };
  const step = { type: TYPES.importedKey, name: 'k' };
  const preview = readPreview(
    previewOf([
      { op: 'delete-replaced', ...step, before: state },
      { op: 'replace', ...step, before: state, after: state },
      { op: 'create-replacement', ...step, before: state, after: state },
    ]),
    'test',
  );
  expect(preview.changes.map(({ operation }) => operation)).toEqual(['replace']);
  expect(asMarkdown(summarize(preview))).toContain('1 to replace');
});

test('a preview that changes nothing says so in one line', () => {
  expect(markdown([]).trim().split('\n').slice(1)).toEqual([
    '### Preview of `test`: nothing to change',
  ]);
});

function markdown(steps: Step[]): string {
  return asMarkdown(summarize(readPreview(previewOf(steps), 'test')));
}

const HEADINGS = ['Who loses access', 'What becomes weaker or wider', 'What may be lost'];

/** What stands under a heading, or under any that a reviewer must read. */
function section(summary: string, ...headings: string[]): string {
  return (headings.length > 0 ? headings : HEADINGS)
    .map((heading) => summary.split(`**${heading}**`)[1]?.split(/^\*\*|^<details>/m)[0] ?? '')
    .join('');
}
