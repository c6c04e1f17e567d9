import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { UNKNOWN, declared, type Declared } from '../../policies/declared.ts';
import { DEFAULTS, type ResourceRule, type StackRule } from '../../policies/rule.ts';
import { expiryIsVerified, headerOnly, noRouteEscapes } from '../../policies/rules/gateway.ts';
import {
  limitedApiKeys,
  loginNeedsApiKey,
  noSuperRoleByDefault,
  tokenLifetime,
} from '../../policies/rules/issuer.ts';
import { credentialOfDeclaredIssuer, strongSigningKeys } from '../../policies/rules/keys.ts';
import { productionIsProtected, secretFaults, secretPaths } from '../../policies/rules/state.ts';

const TYPES = {
  apiKey: 'fusionauth:index/apiKey:ApiKey',
  application: 'fusionauth:index/application:Application',
  credential: 'kong:index/consumerJwtAuth:ConsumerJwtAuth',
  entity: 'fusionauth:index/entity:Entity',
  entityType: 'fusionauth:index/entityType:EntityType',
  importedKey: 'fusionauth:index/importedKey:ImportedKey',
  key: 'fusionauth:index/key:Key',
  pair: 'tls:index/privateKey:PrivateKey',
  plugin: 'kong:index/plugin:Plugin',
  role: 'fusionauth:index/applicationRole:ApplicationRole',
  route: 'kong:index/route:Route',
  service: 'kong:index/service:Service',
  tenant: 'fusionauth:index/tenant:Tenant',
} as const;

type Props = Record<string, unknown>;

function resource(type: string, props: Props, more: Partial<Declared> = {}): Declared {
  const name = more.name ?? 'it';
  const urn = `urn:pulumi:dev::project::${type}::${name}`;
  return {
    urn,
    type,
    name,
    props,
    protect: false,
    additionalSecretOutputs: [],
    sources: {},
    ...more,
  };
}

function faults(rule: ResourceRule, type: string, props: Props): string {
  return rule.faults(resource(type, props), DEFAULTS).join('\n');
}

function stackFaults(rule: StackRule, resources: Declared[], settings = {}): string[] {
  return rule.stackFaults(resources, { ...DEFAULTS, ...settings }).map(({ message }) => message);
}

function rsa(bits: number) {
  const pair = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    publicPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privatePem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const strong = rsa(2048);
const weak = rsa(1024);
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

describe('strong-signing-keys', () => {
  const RS256 = { algorithm: 'RS256' };

  test.each<[string, Props]>([
    [TYPES.pair, { algorithm: 'RSA' }],
    [TYPES.pair, { algorithm: 'RSA', rsaBits: UNKNOWN }],
    [TYPES.key, { ...RS256, length: 4096 }],
    [TYPES.importedKey, { ...RS256, publicKey: UNKNOWN }],
    [TYPES.credential, { ...RS256, rsaPublicKey: strong.publicPem }],
    [TYPES.pair, { algorithm: 'ECDSA', ecdsaCurve: 'P384' }],
    [TYPES.key, { algorithm: 'ES512', length: 521 }],
    [TYPES.credential, { algorithm: 'ES256', rsaPublicKey: curve }],
  ])('accepts a %s with %j', (type, props) => {
    expect(faults(strongSigningKeys, type, props)).toBe('');
  });

  test.each<[string, Props, string]>([
    [TYPES.pair, { algorithm: 'ED25519' }, 'algorithm is "ED25519"; set it to "RSA"'],
    [TYPES.pair, { algorithm: 'ECDSA' }, 'ecdsaCurve is "P224"; set it to "P256"'],
    [TYPES.key, { algorithm: 'HS256', length: 2048 }, 'algorithm is "HS256"; set it to "RS256"'],
    [TYPES.credential, { algorithm: 'ES384', rsaPublicKey: curve }, 'is of curve prime256v1'],
    [TYPES.credential, { algorithm: 'ES256', rsaPublicKey: strong.publicPem }, 'is of type rsa'],
    [TYPES.pair, { algorithm: 'RSA', rsaBits: 2047 }, 'rsaBits is 2047'],
    [TYPES.key, { ...RS256, length: 1024 }, 'length is 1024'],
    [TYPES.key, { algorithm: 'HS256', length: 2048 }, 'algorithm is "HS256"'],
    [TYPES.credential, { rsaPublicKey: strong.publicPem }, 'algorithm is not set'],
    [TYPES.credential, { ...RS256, rsaPublicKey: weak.publicPem }, 'has 1024 bits'],
    [TYPES.credential, { ...RS256, rsaPublicKey: curve }, 'is of type ec'],
    [TYPES.credential, { ...RS256, rsaPublicKey: 'no key' }, 'is not readable'],
    [TYPES.credential, { ...RS256, rsaPublicKey: '' }, 'is not set'],
    [TYPES.credential, { ...RS256, rsaPublicKey: strong.privatePem }, 'holds a private key'],
  ])('refuses a %s', (type, props, fault) => {
    expect(faults(strongSigningKeys, type, props)).toContain(fault);
  });

  test('never repeats a private key', () => {
    const props = { ...RS256, rsaPublicKey: strong.privatePem };
    expect(faults(strongSigningKeys, TYPES.credential, props)).not.toContain('BEGIN');
  });
});

describe('credential-of-declared-issuer', () => {
  const stack = [
    resource(TYPES.tenant, { issuer: 'https://a.example' }),
    resource(TYPES.importedKey, { kid: 'imported' }),
    resource(TYPES.key, { kid: UNKNOWN }),
  ];
  const credential = (key: unknown) => [...stack, resource(TYPES.credential, { key })];

  test.each(['https://a.example', 'imported', UNKNOWN])('accepts %o', (key) => {
    expect(stackFaults(credentialOfDeclaredIssuer, credential(key))).toEqual([]);
  });

  test.each(['https://a.example/', 'other', undefined])('refuses %o', (key) => {
    const [fault] = stackFaults(credentialOfDeclaredIssuer, credential(key));
    expect(fault).toContain('"https://a.example", "imported"');
  });

  test('accepts what another stack declares, if it is named', () => {
    const settings = { trustedKeys: ['other'] };
    expect(stackFaults(credentialOfDeclaredIssuer, credential('other'), settings)).toEqual([]);
  });
});

describe('the jwt plugin', () => {
  const strict = { claims_to_verify: ['exp'], uri_param_names: [] };
  const jwt = (config: Props) => ({ name: 'jwt', configJson: JSON.stringify(config) });

  test.each([jwt(strict), { name: 'jwt', configJson: UNKNOWN }, { name: 'cors' }])(
    'is accepted as %j',
    (props) => {
      expect(faults(expiryIsVerified, TYPES.plugin, props)).toBe('');
      expect(faults(headerOnly, TYPES.plugin, props)).toBe('');
    },
  );

  test.each<[Props, string]>([
    [{ name: 'jwt' }, 'claims_to_verify is []'],
    [{ name: 'jwt', configJson: 'no JSON' }, 'claims_to_verify is []'],
    [jwt({ claims_to_verify: ['nbf'] }), 'claims_to_verify is ["nbf"]'],
    [jwt({ ...strict, anonymous: 'guest' }), 'anonymous names a consumer'],
  ])('lets too much in as %j', (props, fault) => {
    expect(faults(expiryIsVerified, TYPES.plugin, props)).toContain(fault);
  });

  test.each<[Props, string]>([
    [{ claims_to_verify: ['exp'] }, 'uri_param_names is ["jwt"]'],
    [{ ...strict, cookie_names: ['token'] }, 'cookie_names is ["token"]'],
    [{ ...strict, header_names: ['authorization', 'x-token'] }, 'header_names is'],
  ])('reads tokens from elsewhere as %j', (config, fault) => {
    expect(faults(headerOnly, TYPES.plugin, jwt(config))).toContain(fault);
  });

  test('an anonymous consumer passes where refusedConsumers names it', () => {
    const plugin = resource(TYPES.plugin, jwt({ ...strict, anonymous: 'orders-anonymous' }));
    const settings = (name: string) => ({ ...DEFAULTS, refusedConsumers: [name] });
    expect(expiryIsVerified.faults(plugin, settings('orders-anonymous'))).toEqual([]);
    expect(expiryIsVerified.faults(plugin, settings('guest'))).toHaveLength(1);
  });

  test('a cookie passes where tokenCookies names it', () => {
    const plugin = resource(TYPES.plugin, jwt({ ...strict, cookie_names: ['app.at'] }));
    expect(headerOnly.faults(plugin, { ...DEFAULTS, tokenCookies: ['app.at'] })).toEqual([]);
    expect(headerOnly.faults(plugin, { ...DEFAULTS, tokenCookies: ['other'] })).toHaveLength(1);
  });
});

describe('no-route-escapes', () => {
  const of = (service: string) => ({ sources: { serviceId: [service] } });
  const route = resource(TYPES.route, { serviceId: UNKNOWN }, { name: 'route', ...of('s1') });
  const plugin = (props: Props, more: Partial<Declared> = of('s1')) =>
    resource(TYPES.plugin, { name: 'jwt', enabled: true, serviceId: UNKNOWN, ...props }, more);

  test.each<[string, Declared]>([
    ['a plugin on the service', plugin({})],
    ['a plugin on the service by its id', plugin({ serviceId: 'id' }, {})],
    ['a plugin on everything', plugin({ serviceId: undefined }, {})],
  ])('accepts %s', (_, guard) => {
    const serviceId = guard.props['serviceId'] === 'id' ? 'id' : UNKNOWN;
    const guarded = { ...route, props: { serviceId } };
    expect(stackFaults(noRouteEscapes, [guarded, guard])).toEqual([]);
  });

  test.each<[string, Declared]>([
    ['none', resource(TYPES.service, {})],
    ['one that is off', plugin({ enabled: false })],
    ['one on another service', plugin({}, of('s2'))],
    ['one on a route', plugin({ routeId: UNKNOWN })],
    ['one for a consumer', plugin({ consumerId: 'id' })],
    ['another plugin', plugin({ name: 'key-auth' })],
  ])('refuses a route whose only plugin is %s', (_, guard) => {
    expect(stackFaults(noRouteEscapes, [route, guard])).toHaveLength(1);
  });

  test('accepts a service that is meant for everybody', () => {
    const service = resource(TYPES.service, { name: 'status' }, { urn: 's1' });
    expect(stackFaults(noRouteEscapes, [route, service])).toHaveLength(1);
    const settings = { publicServices: ['status'] };
    expect(stackFaults(noRouteEscapes, [route, service], settings)).toEqual([]);
  });
});

describe('the issuer', () => {
  const login = { endpoint: '/api/login', post: true };

  test('an API key may name a tenant and endpoints that are not known yet', () => {
    const props = { tenantId: UNKNOWN, permissionsEndpoints: [login] };
    expect(faults(limitedApiKeys, TYPES.apiKey, props)).toBe('');
    const unknown = { tenantId: 'id', permissionsEndpoints: UNKNOWN };
    expect(faults(limitedApiKeys, TYPES.apiKey, unknown)).toBe('');
  });

  test.each<[Props, string]>([
    [{ tenantId: 'id', permissionsEndpoints: [] }, 'may do everything'],
    [{ permissionsEndpoints: [login] }, 'tenantId is not set'],
    [
      { tenantId: 'id', permissionsEndpoints: [login, { endpoint: '/api/user', get: false }] },
      'endpoint /api/user names no method',
    ],
  ])('an API key is refused as %j', (props, fault) => {
    expect(faults(limitedApiKeys, TYPES.apiKey, props)).toContain(fault);
  });

  test('a default role is no super role', () => {
    const role = (isDefault: boolean, isSuperRole: boolean) =>
      faults(noSuperRoleByDefault, TYPES.role, { isDefault, isSuperRole });
    expect([role(true, false), role(false, true)]).toEqual(['', '']);
    expect(role(true, true)).toContain('turn isDefault or isSuperRole off');
  });

  test('tokens live as long as the setting says, those of machines too', () => {
    const application = (ttlSeconds: unknown) => ({ jwtConfiguration: { ttlSeconds } });
    const tenant = (seconds: number) => ({ jwtConfigurations: [{ timeToLiveInSeconds: seconds }] });
    expect(faults(tokenLifetime, TYPES.application, application(3600))).toBe('');
    expect(faults(tokenLifetime, TYPES.application, application(UNKNOWN))).toBe('');
    expect(faults(tokenLifetime, TYPES.application, application(3601))).toContain('3601');
    expect(faults(tokenLifetime, TYPES.tenant, tenant(3600))).toBe('');
    expect(faults(tokenLifetime, TYPES.tenant, tenant(3601))).toContain('3601');
    const machine = (seconds: number) => ({ jwtConfiguration: { timeToLiveInSeconds: seconds } });
    expect(faults(tokenLifetime, TYPES.entityType, machine(300))).toBe('');
    expect(faults(tokenLifetime, TYPES.entityType, machine(31_536_000))).toContain(
      'jwtConfiguration.timeToLiveInSeconds is 31536000; set it to 3600 or less',
    );
  });

  test.each([TYPES.tenant, TYPES.application])('login to a %s needs an API key', (type) => {
    const props = (requireAuthentication: unknown) => ({
      loginConfiguration: { requireAuthentication },
    });
    expect(faults(loginNeedsApiKey, type, props(true))).toBe('');
    expect(faults(loginNeedsApiKey, type, props(UNKNOWN))).toBe('');
    expect(faults(loginNeedsApiKey, type, props(false))).toContain('is false');
    expect(faults(loginNeedsApiKey, type, {})).toContain('is not set');
  });
});

/** A tenant, an imported key with which an application signs and a generated one of a machine. */
function productionOf(stack: string, more: Partial<Declared>): Declared[] {
  const make = (type: string, name: string, sources: Declared['sources'] = {}) => {
    const urn = `urn:pulumi:${stack}::project::${type}::${name}`;
    return resource(type, {}, { name, urn, sources, ...more });
  };
  const tenant = make(TYPES.tenant, 'tenant');
  const pair = make(TYPES.pair, 'pair');
  const imported = make(TYPES.importedKey, 'imported', { privateKey: [pair.urn] });
  const generated = make(TYPES.key, 'generated');
  const application = make(TYPES.application, 'shop', { jwtConfiguration: [imported.urn] });
  const machine = make(TYPES.entityType, 'exporter', { jwtConfiguration: [generated.urn] });
  return [tenant, imported, pair, generated, application, machine];
}

describe('the state', () => {
  test.each(['production', 'prod', 'shop-prod', 'eu.production'])('%s is production', (stack) => {
    const open = productionOf(stack, { protect: false });
    const names = stackFaults(productionIsProtected, open).map((fault) => fault.split(':')[0]);
    expect(names).toEqual(['tenant', 'imported', 'pair', 'generated']);
    expect(stackFaults(productionIsProtected, productionOf(stack, { protect: true }))).toEqual([]);
  });

  test.each(['dev', 'products', 'preprod'])('%s is not', (stack) => {
    const open = productionOf(stack, { protect: false });
    expect(stackFaults(productionIsProtected, open)).toEqual([]);
  });

  test('production without protection is told the setting and the command', () => {
    expect(stackFaults(productionIsProtected, productionOf('shop-prod', {}))).toContainEqual(
      expect.stringContaining('`pulumi config set protect true --stack shop-prod`'),
    );
  });

  test('a key that nothing signs with need not be protected', () => {
    const unused = productionOf('prod', {}).filter(
      ({ type }) => type !== TYPES.application && type !== TYPES.entityType,
    );
    expect(stackFaults(productionIsProtected, unused)).toEqual([
      expect.stringMatching(/^tenant: is not protected/),
    ]);
  });

  test.each([
    [TYPES.application, 'oauthConfiguration.clientSecret', 'oauthConfiguration'],
    [TYPES.entity, 'clientSecret', 'clientSecret'],
    [TYPES.credential, 'secret', 'secret'],
  ])('a %s keeps %s, and marks the output %s', (type, path, output) => {
    expect(secretPaths(type)).toContain(path);
    expect(secretFaults(resource(type, {}), [])).toEqual([
      expect.stringContaining(`the output ${output} is plain text in the state`),
    ]);
    const marked = resource(type, {}, { additionalSecretOutputs: [output] });
    expect(secretFaults(marked, [])).toEqual([]);
  });

  test('each secret in plain text is named, and an output that is not marked', () => {
    const credential = resource(TYPES.credential, { secret: 'kept' });
    const found = secretFaults(credential, ['secret']).join('\n');
    expect(found).toContain('wrap it in pulumi.secret()');
    expect(found).toContain('list it in additionalSecretOutputs');
    expect(found).not.toContain('kept');
  });
});

test('a property whose value a preview does not know becomes UNKNOWN, the rest is kept', () => {
  const props = {
    name: 'jwt',
    nested: { list: [1, { a: true }] },
    get serviceId(): string {
      throw new Error("string value at .serviceId can't be known during preview");
    },
  };
  const opts = { protect: false, additionalSecretOutputs: [] };
  expect(declared({ urn: 'u', type: 't', name: 'n', props, opts }).props).toEqual({
    name: 'jwt',
    nested: { list: [1, { a: true }] },
    serviceId: UNKNOWN,
  });
});
