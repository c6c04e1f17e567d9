import { expect, test } from 'vitest';
import { readPreview } from '../../commands/preview/changes.ts';
import { asMarkdown } from '../../commands/preview/markdown.ts';
import { summarize } from '../../commands/preview/summary.ts';
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
    ...{ op, type: TYPES.registration, name: 'shop-ann@example.com-registration' },
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

test('the same change the other way round is not dangerous', () => {
  const healed = plugin('jwt', { claims_to_verify: [], uri_param_names: ['jwt'] }, strict);
  expect(section(markdown([healed]))).toBe('');
  const lesser = markdown([registration('update', ['admin', 'buyer'], ['buyer'])]);
  expect(section(lesser)).toBe('');
  expect(lesser).toContain('`ann@example.com` loses role `admin`.');
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

/** What stands under "Look at this first". */
function section(summary: string): string {
  return summary.split('**Look at this first**')[1]?.split(/^\*\*|^<details>/m)[0] ?? '';
}
