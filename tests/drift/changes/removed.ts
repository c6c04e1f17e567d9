import { swapKey } from './added.ts';
import { JWT, ACL, CREDENTIAL, otherKey, credentialPath, type Change } from './change.ts';

/** Declared objects that are gone. */
export const removed: readonly Change[] = [
  {
    name: 'the jwt plugin',
    make: async (hand) => hand.kong('DELETE', `/plugins/${await hand.plugin('jwt')}`),
    found: [`opens missing ${JWT}`],
  },
  {
    name: 'the acl plugin',
    make: async (hand) => hand.kong('DELETE', `/plugins/${await hand.plugin('acl')}`),
    found: [`opens missing ${ACL}`],
  },
  {
    name: 'the route',
    make: (hand) => hand.kong('DELETE', `/routes/${hand.id('Route')}`),
    found: ['breaks missing route example_route'],
  },
  {
    name: 'the credential, and one by hand in its place',
    make: async (hand) => {
      await hand.kong('DELETE', credentialPath(hand));
      await hand.kong('POST', `/consumers/${hand.id('Consumer')}/jwt`, {
        key: 'https://local.fusionauth.io',
        algorithm: 'RS256',
        rsa_public_key: otherKey(),
      });
    },
    found: [
      `breaks missing ${CREDENTIAL}`,
      'opens foreign second credential (jwt) of consumer fusionauth',
    ],
  },
  {
    name: 'the group',
    make: (hand) =>
      hand.kong('DELETE', `/consumers/${hand.id('Consumer')}/acls/${hand.id('ConsumerAcl')}`),
    found: ['breaks missing group fusionauth of consumer fusionauth'],
  },
  {
    name: 'the role',
    make: (hand) =>
      hand.fusionAuth(
        'DELETE',
        `/api/application/${hand.id('Application')}/role/${hand.id('ApplicationRole')}`,
      ),
    found: ['breaks missing role reader'],
  },
  {
    name: 'the registration',
    make: (hand) =>
      hand.fusionAuth(
        'DELETE',
        `/api/user/registration/${hand.id('User')}/${hand.id('Application')}`,
      ),
    found: ['breaks missing registration example/user@example.com-registration'],
  },
  {
    name: 'the login key',
    make: (hand) => hand.fusionAuth('DELETE', `/api/api-key/${hand.id('ApiKey')}`),
    found: ['breaks missing API key kong-guide: login'],
  },
];

/** Declared objects that are gone with all that hangs on them. */
export const cascades: readonly Change[] = [
  {
    name: 'the service, its plugins and its route',
    make: async (hand) => {
      await hand.kong('DELETE', `/routes/${hand.id('Route')}`);
      await hand.kong('DELETE', `/services/${hand.id('Service')}`);
    },
    found: [
      'breaks missing service example_service',
      'breaks missing route example_route',
      `opens missing ${JWT}`,
      `opens missing ${ACL}`,
    ],
  },
  {
    name: 'the consumer, its credential and its group, and others by hand in their place',
    make: async (hand) => {
      await hand.kong('DELETE', `/consumers/${hand.id('Consumer')}`);
      await hand.kong('POST', '/consumers', { username: 'fusionauth' });
      await hand.kong('POST', '/consumers/fusionauth/jwt', {
        key: 'https://local.fusionauth.io',
        algorithm: 'RS256',
        rsa_public_key: otherKey(),
      });
    },
    found: [
      'breaks missing consumer fusionauth',
      `breaks missing ${CREDENTIAL}`,
      'breaks missing group fusionauth of consumer fusionauth',
      'breaks foreign consumer fusionauth, made anew',
      `opens foreign ${CREDENTIAL}, made anew`,
    ],
  },
  {
    name: 'the pair of keys, and another in its place, with no credential in Kong to show it',
    make: swapKey,
    found: ['breaks key kong-guide: example: main publicKey'],
  },
  {
    name: 'the user and its registration',
    make: (hand) => hand.fusionAuth('DELETE', `/api/user/${hand.id('User')}?hardDelete=true`),
    found: [
      'breaks missing user user@example.com',
      'breaks missing registration example/user@example.com-registration',
    ],
  },
];
