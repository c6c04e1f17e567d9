import { patchTenant, patchApplication, type Change } from './change.ts';

/** Fields of declared objects in FusionAuth. */
export const fusionAuthFields: readonly Change[] = [
  {
    name: 'the tenant issues tokens under another name',
    make: patchTenant({ issuer: 'https://other.example.com' }),
    found: ['breaks tenant kong-guide issuer'],
  },
  {
    name: 'the tenant lets anybody log in',
    make: patchTenant({ loginConfiguration: { requireAuthentication: false } }),
    found: ['opens tenant kong-guide loginConfiguration.requireAuthentication'],
  },
  {
    name: 'the application lets anybody log in',
    make: patchApplication({ loginConfiguration: { requireAuthentication: false } }),
    found: ['opens application example loginConfiguration.requireAuthentication'],
  },
  {
    name: 'tokens live for a day',
    make: patchApplication({ jwtConfiguration: { timeToLiveInSeconds: 86_400 } }),
    found: ['opens application example jwtConfiguration.ttlSeconds'],
  },
  {
    name: 'the application signs with another key',
    make: async (hand) => {
      const { key } = await hand.fusionAuth('POST', '/api/key/generate', {
        key: { name: 'by hand', algorithm: 'RS256', length: 2048 },
      });
      const { id } = key as { id: string };
      const jwtConfiguration = { accessTokenKeyId: id };
      await patchApplication({ jwtConfiguration })(hand);
    },
    found: [
      'breaks application example jwtConfiguration.accessTokenId',
      'breaks signing key of the client behind consumer fusionauth public key',
    ],
  },
  {
    name: 'the login key opens /api/user too',
    make: async (hand) => {
      const path = `/api/api-key/${hand.id('ApiKey')}`;
      const { apiKey } = await hand.fusionAuth('GET', path);
      const endpoints = { '/api/login': ['POST'], '/api/user': ['GET', 'DELETE'] };
      await hand.fusionAuth('PUT', path, {
        apiKey: { ...(apiKey as object), permissions: { endpoints } },
      });
    },
    found: ['opens API key kong-guide: login permissionsEndpoints'],
  },
  {
    name: 'the key is renamed',
    make: (hand) =>
      hand.fusionAuth('PUT', `/api/key/${hand.id('ImportedKey')}`, { key: { name: 'renamed' } }),
    found: ['differs key kong-guide: example: main name'],
  },
  {
    name: 'the application is given grants that nobody declared',
    make: patchApplication({
      oauthConfiguration: {
        enabledGrants: ['implicit'],
        authorizedRedirectURLs: ['https://elsewhere.test'],
        generateRefreshTokens: true,
        requireRegistration: true,
      },
    }),
    found: [
      'opens application example oauthConfiguration.authorizedRedirectUrls',
      'opens application example oauthConfiguration.enabledGrants',
      'opens application example oauthConfiguration.generateRefreshTokens',
      'opens application example oauthConfiguration.requireRegistration',
    ],
  },
  {
    name: "the application's OAuth client secret is one that somebody knows",
    make: patchApplication({ oauthConfiguration: { clientSecret: 'known-to-somebody-else' } }),
    found: ['breaks application example oauthConfiguration.clientSecret'],
  },
  {
    name: 'the user is given a role that nobody declared',
    make: async (hand) => {
      const application = `/api/application/${hand.id('Application')}`;
      await hand.fusionAuth('POST', `${application}/role`, { role: { name: 'admin' } });
      await hand.fusionAuth('PUT', `/api/user/registration/${hand.id('User')}`, {
        registration: { applicationId: hand.id('Application'), roles: ['reader', 'admin'] },
      });
    },
    found: [
      'opens registration example/user@example.com-registration roles',
      'differs foreign role admin of application example',
    ],
  },
  {
    name: 'a role is no longer default',
    make: (hand) =>
      hand.fusionAuth(
        'PATCH',
        `/api/application/${hand.id('Application')}/role/${hand.id('ApplicationRole')}`,
        { role: { isDefault: false } },
      ),
    found: ['breaks role reader isDefault'],
  },
  {
    name: 'the user has another address',
    make: (hand) =>
      hand.fusionAuth('PATCH', `/api/user/${hand.id('User')}`, {
        user: { email: 'other@example.com' },
      }),
    found: ['breaks user user@example.com email'],
  },
];
