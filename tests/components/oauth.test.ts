import * as pulumi from '@pulumi/pulumi';
import { expect, test } from 'vitest';
import { Application } from '../../components/application.ts';
import type { OauthArgs } from '../../components/oauth.ts';
import { SettingsError } from '../../servers/problems.ts';
import { readSettings } from '../../settings/read.ts';
import { oauthArgs } from '../../settings/oauth.ts';
import { declare, the, type Answers } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'fusionauth:index/application:Application': () => ({
    oauthConfiguration: { clientId: 'id', clientSecret: 'the client secret' },
  }),
  'fusionauth:index/applicationOauthScope:ApplicationOauthScope': () => ({}),
  'fusionauth:index/importedKey:ImportedKey': () => ({ kid: 'kid', publicKey: 'PEM' }),
  'tls:index/privateKey:PrivateKey': () => ({ publicKeyPem: 'PEM', privateKeyPemPkcs8: 'PEM' }),
};

/** The settings of one application with these for signing in, through the same door as the stack's. */
function read(oauth: object, more: object = {}) {
  const settings = {
    issuer: 'https://login.example.com',
    tenant: 'shops',
    gatewayUrl: 'https://api.example.com',
    keyClaim: 'iss',
    applications: [{ name: 'shop', oauth, ...more }],
    apis: [
      { name: 'orders', upstream: 'http://o', routes: [{ name: 'orders', paths: ['/orders'] }] },
    ],
  };
  const config = Object.entries(settings).map(([name, value]) => [
    `fusionauth-kong:${name}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const { oauth: given, refreshTokens } = readSettings(
    Object.fromEntries(config) as Record<string, string>,
  ).applications[0]!;
  return oauthArgs(given!, refreshTokens !== undefined);
}

function problems(oauth: object, more: object = {}): string {
  try {
    read(oauth, more);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return '';
}

const redirectUrls = ['https://shop.example.com/callback'];

async function declared(oauth: OauthArgs | undefined) {
  let secret: pulumi.Output<string> | undefined;
  const registered = await declare(() => {
    const application = new Application('shop', {
      tenantId: 'tenant',
      tenantName: 'shops',
      issuer: pulumi.output('https://login.example.com'),
      users: [],
      tokenLifetimeSeconds: 600,
      keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'imported' }],
      fusionAuthUrl: 'https://login.example.com',
      oauth,
    });
    secret = application.clientSecret;
  }, ANSWERS);
  const { inputs } = the(registered, 'fusionauth:index/application:Application');
  return { inputs, registered, secret };
}

test('a public client gets the code grant with PKCE, exact URLs and nothing else', async () => {
  const { inputs } = await declared(read({ redirectUrls }));
  expect(inputs['oauthConfiguration']).toEqual({
    authorizedRedirectUrls: redirectUrls,
    authorizedOriginUrls: ['https://shop.example.com'],
    authorizedUrlValidationPolicy: 'ExactMatch',
    clientAuthenticationPolicy: 'NotRequiredWhenUsingPKCE',
    enabledGrants: ['authorization_code'],
    generateRefreshTokens: false,
    logoutBehavior: 'AllApplications',
    proofKeyForCodeExchangePolicy: 'Required',
    providedScopePolicies: [
      Object.fromEntries(
        ['address', 'email', 'phone', 'profile'].map((scope) => [
          scope,
          { enabled: true, required: false },
        ]),
      ),
    ],
    requireRegistration: true,
    scopeHandlingPolicy: 'Strict',
    unknownScopePolicy: 'Reject',
  });
});

test('a confidential client shows its secret, which is one', async () => {
  const { inputs, secret } = await declared(read({ client: 'confidential', redirectUrls }));
  expect(inputs['oauthConfiguration']).toMatchObject({
    clientAuthenticationPolicy: 'Required',
    proofKeyForCodeExchangePolicy: 'Required',
  });
  expect(inputs['oauthConfiguration']).not.toHaveProperty('clientId');
  expect(await pulumi.isSecret(secret!)).toBe(true);
});

test('scopes are resources of their own, and somebody else’s application asks for consent', async () => {
  const scopes = [{ name: 'orders:read', message: 'See your orders', required: true }];
  const { inputs, registered } = await declared(
    read({ redirectUrls, scopes, consent: 'RememberDecision' }),
  );
  expect(inputs['oauthConfiguration']).toMatchObject({
    relationship: 'ThirdParty',
    consentMode: 'RememberDecision',
  });
  const scope = the(registered, 'fusionauth:index/applicationOauthScope:ApplicationOauthScope');
  expect([scope.name, scope.inputs]).toEqual([
    'shop/orders:read-scope',
    {
      applicationId: 'shop-application-id',
      name: 'orders:read',
      defaultConsentMessage: 'See your orders',
      required: true,
    },
  ]);
});

test('an application without these settings sends nothing of them', async () => {
  expect((await declared(undefined)).inputs).not.toHaveProperty('oauthConfiguration');
});

test('offline_access works where the application has refresh tokens', () => {
  expect(read({ redirectUrls }, { refreshTokens: {} }).grants).toEqual([
    'authorization_code',
    'refresh_token',
  ]);
});

test.each<[object, string]>([
  [{}, 'applications[0].oauth.redirectUrls: is missing'],
  [{ redirectUrls: [] }, 'must name a URL'],
  [{ redirectUrls: ['/callback'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['https://a.example/#x'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['https://u:p@a.example/'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['https://a.example/a/../b'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['https://a.example/\u0000'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['javascript:alert(1)'] }, 'must be an absolute URL'],
  [{ redirectUrls: ['https://*.example.com/'] }, 'a star stands for itself'],
  [{ redirectUrls, allowedOrigins: ['https://a.example/'] }, 'must be an origin'],
  [{ redirectUrls, clientAuthentication: 'Required' }, 'asks a public client for a secret'],
  [{ redirectUrls, grants: ['refresh_token'] }, 'needs to know how long refresh tokens live'],
  [{ redirectUrls, grants: ['client_credentials'] }, 'applications[0].oauth.grants[0]'],
  [{ redirectUrls, pkce: false }, 'applications[0].oauth.pkce'],
  [{ redirectUrls, redirectUrl: 'x' }, 'is not a setting'],
  [{ redirectUrls, scopes: [{ name: 'two words' }] }, 'applications[0].oauth.scopes[0].name'],
  [{ redirectUrls, scopes: [{ name: 'email' }] }, 'FusionAuth has a scope'],
  [{ redirectUrls, scopes: [{ name: 'target-entity:x' }] }, 'FusionAuth has a scope'],
  [{ redirectUrls, scopes: [{ name: 'a' }, { name: 'a' }] }, 'is named more than once'],
  [{ redirectUrls, scopes: 'Strict' }, 'applications[0].oauth.scopes'],
])('%j is refused: %s', (oauth, fault) => {
  expect(problems(oauth)).toContain(fault);
});

test('the callback of an app, a port of its own and a wildcard that is wanted are taken', () => {
  const app = 'com.example.shop://callback';
  const local = 'http://localhost:5173/';
  expect(problems({ redirectUrls: [app, local] })).toBe('');
  expect(read({ redirectUrls: [app, local] }).allowedOrigins).toEqual(['http://localhost:5173']);
  const wildcard = ['https://*.preview.example.com/callback'];
  expect(problems({ redirectUrls: wildcard, urlValidation: 'AllowWildcards' })).toBe('');
});
