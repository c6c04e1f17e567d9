import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { Hand } from '../hand.ts';
import { patchApplication, patchTenant, type Change } from './change.ts';

/** FusionAuth keeps a key that is in use, so the application signs with a spare one for a moment. */
export async function swapKey(hand: Hand): Promise<void> {
  const id = hand.id('ImportedKey');
  const sign = (keyId: string) =>
    patchApplication({ jwtConfiguration: { accessTokenKeyId: keyId, idTokenKeyId: keyId } })(hand);
  const { key } = await hand.fusionAuth('GET', `/api/key/${id}`);
  const { key: spare } = await hand.fusionAuth('POST', '/api/key/generate', {
    key: { name: `spare ${randomUUID()}`, algorithm: 'RS256', length: 2048 },
  });
  await sign((spare as { id: string }).id);
  await hand.fusionAuth('DELETE', `/api/key/${id}`);
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const { name, kid, algorithm, type } = key as Record<string, string>;
  await hand.fusionAuth('POST', `/api/key/import/${id}`, {
    key: { name, kid, algorithm, type, ...pair },
  });
  await sign(id);
}

const addForeignService = async (hand: Hand, name: string, paths: string[], url: string) => {
  await hand.kong('POST', '/services', { name, url });
  await hand.kong('POST', `/services/${name}/routes`, { name: `${name}-route`, paths });
};

/** Objects that nobody declared, by themselves or in the place of declared ones. */
export const added: readonly Change[] = [
  {
    name: 'a role that every new registration gets',
    make: (hand) =>
      hand.fusionAuth('POST', `/api/application/${hand.id('Application')}/role`, {
        role: { name: 'admin', isDefault: true },
      }),
    found: ['opens foreign role admin of application example'],
  },
  {
    name: 'another role in the place of the declared one',
    make: async (hand) => {
      const path = `/api/application/${hand.id('Application')}/role`;
      await hand.fusionAuth('DELETE', `${path}/${hand.id('ApplicationRole')}`);
      await hand.fusionAuth('POST', path, { role: { name: 'reader' } });
    },
    found: [
      'breaks missing role reader',
      'differs foreign role reader of application example',
      'breaks registration example/user@example.com-registration roles',
    ],
  },
  {
    name: 'a second jwt credential',
    make: (hand) =>
      hand.kong('POST', `/consumers/${hand.id('Consumer')}/jwt`, {
        key: 'by-hand',
        secret: 'known-to-somebody',
        algorithm: 'HS256',
      }),
    found: ['opens foreign second credential (jwt) of consumer fusionauth'],
  },
  {
    name: 'a key-auth credential',
    make: (hand) =>
      hand.kong('POST', `/consumers/${hand.id('Consumer')}/key-auth`, { key: 'known-password' }),
    found: ['opens foreign second credential (key-auth) of consumer fusionauth'],
  },
  {
    name: 'a second group of the consumer',
    make: (hand) =>
      hand.kong('POST', `/consumers/${hand.id('Consumer')}/acls`, { group: 'admins' }),
    found: ['opens foreign second group admins of consumer fusionauth'],
  },
  {
    name: 'a stranger in the admitted group',
    make: async (hand) => {
      await hand.kong('POST', '/consumers', { username: 'stranger' });
      await hand.kong('POST', '/consumers/stranger/acls', { group: 'fusionauth' });
    },
    found: ['opens foreign consumer stranger in group fusionauth'],
  },
  {
    name: 'a jwt plugin of the route, which overrides the declared one',
    make: (hand) => hand.kong('POST', `/routes/${hand.id('Route')}/plugins`, { name: 'jwt' }),
    found: ['opens foreign plugin jwt on route example_route'],
  },
  {
    name: 'a key-auth plugin of the service',
    make: (hand) =>
      hand.kong('POST', `/services/${hand.id('Service')}/plugins`, { name: 'key-auth' }),
    found: ['breaks foreign plugin key-auth on service example_service'],
  },
  {
    name: 'a request-termination plugin of the service',
    make: (hand) =>
      hand.kong('POST', `/services/${hand.id('Service')}/plugins`, {
        name: 'request-termination',
        config: { status_code: 200 },
      }),
    found: ['breaks foreign plugin request-termination on service example_service'],
  },
  {
    name: 'a plugin of the consumer',
    make: (hand) =>
      hand.kong('POST', `/consumers/${hand.id('Consumer')}/plugins`, {
        name: 'rate-limiting',
        config: { minute: 5, policy: 'local' },
      }),
    found: ['differs foreign plugin rate-limiting on consumer fusionauth'],
  },
  {
    name: 'an ip-restriction on everything',
    make: (hand) =>
      hand.kong('POST', '/plugins', { name: 'ip-restriction', config: { deny: ['10.0.0.1'] } }),
    found: ['breaks foreign global plugin ip-restriction'],
  },
  {
    name: 'another route to the service',
    make: (hand) =>
      hand.kong('POST', `/services/${hand.id('Service')}/routes`, {
        name: 'side-door',
        paths: ['/side'],
      }),
    found: ['opens foreign route side-door on service example_service'],
  },
  {
    name: 'a route that takes requests away',
    make: (hand) => addForeignService(hand, 'taker', ['/mock/admin'], 'http://taker.test'),
    found: ['breaks foreign route taker-route'],
  },
  {
    name: 'a route past the plugins',
    make: async (hand) => {
      const service = await hand.kong('GET', `/services/${hand.id('Service')}`);
      const url = `http://${String(service['host'])}:${String(service['port'])}/`;
      await addForeignService(hand, 'bypass', ['/open'], url);
    },
    found: ['opens foreign route bypass-route'],
  },
  {
    name: 'a rule for passwords, in a tenant whose program says nothing of them',
    make: patchTenant({ minimumPasswordAge: { enabled: true, seconds: 60 } }),
    found: [
      'differs tenant kong-guide minimumPasswordAge.enabled',
      'differs tenant kong-guide minimumPasswordAge.seconds',
    ],
  },
  {
    name: "another pair of keys under the declared key's id and kid",
    make: swapKey,
    found: [
      'breaks key kong-guide: example: main publicKey',
      'breaks signing key of the client behind consumer fusionauth public key',
      'breaks JWKS against the jwt credential of consumer fusionauth public key',
    ],
  },
];
