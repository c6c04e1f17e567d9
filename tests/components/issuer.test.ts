import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import { Application, type ApplicationArgs } from '../../components/application.ts';
import { Issuer } from '../../components/issuer.ts';
import { declare, isSecret, the, type Answers } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'fusionauth:index/tenant:Tenant': () => ({}),
  'fusionauth:index/apiKey:ApiKey': () => ({ key: 'the-login-key' }),
  'fusionauth:index/application:Application': () => ({}),
  'fusionauth:index/importedKey:ImportedKey': ({ name }) => ({
    kid: `kid of ${name}`,
    publicKey: `${name} as FusionAuth holds it`,
  }),
  'fusionauth:index/key:Key': () => ({}),
  'tls:index/privateKey:PrivateKey': ({ name }) => ({
    publicKeyPem: `public half of ${name}`,
    privateKeyPemPkcs8: pulumi.secret(`private half of ${name}`),
  }),
};

const SHOP = {
  name: 'shop',
  users: [],
  tokenLifetimeSeconds: 600,
  keys: [
    { name: 'new', state: 'signing', bits: 2048, source: 'imported' },
    { name: 'old', state: 'verifying', bits: 2048, source: 'imported' },
    { name: 'gone', state: 'retired', bits: 2048, source: 'imported' },
  ],
} as const;

function shop(
  args: Partial<ApplicationArgs> = {},
  options: pulumi.ComponentResourceOptions = {},
): Application {
  const issuer = pulumi.output('https://login.example.com');
  const fusionAuthUrl = 'https://login.example.com';
  const common = { tenantId: 'tenant-1', tenantName: 'acme', issuer, fusionAuthUrl };
  return new Application('shop', { ...common, ...SHOP, ...args }, options);
}

/** Names of the resources that are registered with the option protect. */
async function protectedBy(
  register: (options: pulumi.ComponentResourceOptions) => unknown,
): Promise<string[]> {
  const names: string[] = [];
  const note: pulumi.ResourceTransformation = ({ name, opts }) => {
    if (opts.protect) names.push(name);
    return undefined;
  };
  await declare(() => register({ transformations: [note] }), ANSWERS, { preview: true });
  return names;
}

describe('the issuer', () => {
  it('closes the login endpoint to whoever has no API key', async () => {
    const registered = await declare(
      () => new Issuer('issuer', { issuer: 'https://login.example.com', tenantName: 'shops' }),
      ANSWERS,
    );
    expect(the(registered, 'fusionauth:index/tenant:Tenant').inputs).toEqual({
      name: 'shops',
      issuer: 'https://login.example.com',
      loginConfiguration: { requireAuthentication: true },
    });
  });

  it('has an API key for POST /api/login in its tenant and for nothing else', async () => {
    const registered = await declare(
      () => new Issuer('issuer', { issuer: 'https://login.example.com', tenantName: 'shops' }),
      ANSWERS,
    );
    expect(the(registered, 'fusionauth:index/apiKey:ApiKey').inputs).toMatchObject({
      tenantId: 'issuer-tenant-id',
      permissionsEndpoints: [{ endpoint: '/api/login', post: true }],
    });
  });

  it('hands the API key out as a secret only', async () => {
    let secret: boolean | undefined;
    await declare(async () => {
      const args = { issuer: 'https://login.example.com', tenantName: 'shops' };
      secret = await pulumi.isSecret(new Issuer('issuer', args).loginApiKey);
    }, ANSWERS);
    expect(secret).toBe(true);
  });
});

describe('protection', () => {
  const tenant = { issuer: 'https://login.example.com', tenantName: 'shops' };

  it('is for the tenant', async () => {
    const declared = (protect: boolean) =>
      protectedBy((options) => new Issuer('issuer', { ...tenant, protect }, options));
    expect(await declared(true)).toEqual(['issuer-tenant']);
    expect(await declared(false)).toEqual([]);
  });

  it.each([
    ['imported', ['shop/new-pair', 'shop/new-imported']],
    ['generated', ['shop/new-generated']],
  ] as const)(
    'is for the %s key that signs, not for one that may retire',
    async (source, names) => {
      const keys = SHOP.keys.map((key) => ({ ...key, source }));
      const declared = (protect: boolean) =>
        protectedBy((options) => shop({ keys, protect }, options).trust.keys);
      expect(await declared(true)).toEqual(names);
      expect(await declared(false)).toEqual([]);
    },
  );
});

describe('an application', () => {
  it('signs its tokens with its key in state signing', async () => {
    const registered = await declare(() => shop(), ANSWERS);
    expect(the(registered, 'fusionauth:index/application:Application').inputs).toMatchObject({
      tenantId: 'tenant-1',
      loginConfiguration: { requireAuthentication: true },
      jwtConfiguration: {
        enabled: true,
        accessTokenId: 'shop/new-imported-id',
        idTokenKeyId: 'shop/new-imported-id',
        ttlSeconds: 600,
      },
    });
  });

  it('imports its live keys and no retired one', async () => {
    const registered = await declare(() => shop(), ANSWERS);
    const imported = registered.filter((r) => r.type.endsWith(':ImportedKey'));
    expect(imported.map(({ inputs }) => [inputs['name'], inputs['publicKey']])).toEqual([
      ['acme: shop: new', 'public half of shop/new-pair'],
      ['acme: shop: old', 'public half of shop/old-pair'],
    ]);
    expect(imported.every(({ inputs }) => isSecret(inputs['privateKey']))).toBe(true);
  });

  it('is trusted by the public keys that FusionAuth holds', async () => {
    const pems: string[] = [];
    await declare(() => {
      for (const key of shop().trust.keys) key.publicKeyPem.apply((pem) => pems.push(pem));
    }, ANSWERS);
    expect(pems).toEqual([
      'shop/new-imported as FusionAuth holds it',
      'shop/old-imported as FusionAuth holds it',
    ]);
  });

  it.each([
    [undefined, { generateRefreshTokens: false, allowTokenRefresh: false }, {}],
    [
      { lifetimeMinutes: 60, sliding: true, oneTimeUse: true },
      { generateRefreshTokens: true, allowTokenRefresh: true },
      {
        refreshTokenTtlMinutes: 60,
        refreshTokenExpirationPolicy: 'SlidingWindow',
        refreshTokenUsagePolicy: 'OneTimeUse',
      },
    ],
  ])('gives refresh tokens only as it is told: %j', async (refreshTokens, login, jwt) => {
    const registered = await declare(() => shop(refreshTokens && { refreshTokens }), ANSWERS);
    const { inputs } = the(registered, 'fusionauth:index/application:Application');
    expect(inputs).toMatchObject({ loginConfiguration: login, jwtConfiguration: jwt });
  });
});
