import { generateKeyPairSync } from 'node:crypto';
import type { Finding } from '../../commands/drift/finding.ts';
import type { Hand } from './hand.ts';

/** A change that somebody makes past Pulumi, and how drift reports it. */
export interface Change {
  name: string;
  make: (hand: Hand) => Promise<unknown>;
  /** `effect object property`, one for each finding that the change alone causes. */
  found: readonly string[];
}

/** A finding in the words of `found`. */
export function inWords({ effect, kind, object, property }: Finding): string {
  return [effect, kind === 'changed' ? '' : kind, object, property].filter(Boolean).join(' ');
}

const JWT = 'plugin jwt of service example_service';
const ACL = 'plugin acl of service example_service';
const CREDENTIAL = 'jwt credential of consumer fusionauth';

const otherKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

const patchPlugin = (name: string, body: unknown) => async (hand: Hand) =>
  hand.kong('PATCH', `/plugins/${await hand.plugin(name)}`, body);
const patchService = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/services/${hand.id('Service')}`, body);
const patchRoute = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/routes/${hand.id('Route')}`, body);
const patchConsumer = (body: unknown) => (hand: Hand) =>
  hand.kong('PATCH', `/consumers/${hand.id('Consumer')}`, body);
const credentialPath = (hand: Hand) =>
  `/consumers/${hand.id('Consumer')}/jwt/${hand.id('ConsumerJwtAuth')}`;
const patchCredential = (body: () => unknown) => (hand: Hand) =>
  hand.kong('PATCH', credentialPath(hand), body());
const patchTenant = (tenant: unknown) => (hand: Hand) =>
  hand.fusionAuth('PATCH', `/api/tenant/${hand.id('Tenant')}`, { tenant });
const patchApplication = (application: unknown) => (hand: Hand) =>
  hand.fusionAuth('PATCH', `/api/application/${hand.id('Application')}`, { application });

/** Fields of declared entities in Kong. */
const kongFields: readonly Change[] = [
  {
    name: 'exp is no longer verified',
    make: patchPlugin('jwt', { config: { claims_to_verify: [] } }),
    found: [`opens ${JWT} config.claims_to_verify`],
  },
  {
    name: 'tokens are read from the query',
    make: patchPlugin('jwt', { config: { uri_param_names: ['jwt'] } }),
    found: [`opens ${JWT} config.uri_param_names`],
  },
  {
    name: 'tokens are read from cookies',
    make: patchPlugin('jwt', { config: { cookie_names: ['session'] } }),
    found: [`opens ${JWT} config.cookie_names`],
  },
  {
    name: 'requests without a token are anonymous',
    make: async (hand) => patchPlugin('jwt', { config: { anonymous: hand.id('Consumer') } })(hand),
    found: [`opens ${JWT} config.anonymous`],
  },
  {
    name: 'credentials are looked up by another claim',
    make: patchPlugin('jwt', { config: { key_claim_name: 'sub' } }),
    found: [`breaks ${JWT} config.key_claim_name`],
  },
  {
    name: 'the jwt plugin is for https alone',
    make: patchPlugin('jwt', { protocols: ['https'] }),
    found: [`opens ${JWT} protocols`],
  },
  {
    name: 'the jwt plugin is given an instance name',
    make: patchPlugin('jwt', { instance_name: 'by-hand' }),
    found: [`differs ${JWT} instance_name`],
  },
  {
    name: 'the acl plugin is switched off',
    make: patchPlugin('acl', { enabled: false }),
    found: [`opens ${ACL} enabled`],
  },
  {
    name: 'another group is admitted',
    make: patchPlugin('acl', { config: { allow: ['fusionauth', 'partners'] } }),
    found: [`opens ${ACL} config.allow`],
  },
  {
    name: 'the service is switched off',
    make: patchService({ enabled: false }),
    found: ['breaks service example_service enabled'],
  },
  {
    name: 'the service leads elsewhere',
    make: patchService({ host: 'elsewhere.test', path: '/api' }),
    found: ['breaks service example_service host', 'breaks service example_service path'],
  },
  {
    name: 'the service waits longer',
    make: patchService({ read_timeout: 120_000 }),
    found: ['differs service example_service read_timeout'],
  },
  {
    name: 'the service is given a tag',
    make: patchService({ tags: ['by-hand'] }),
    found: ['differs service example_service tags'],
  },
  {
    name: 'the route loses its paths and takes a host instead',
    make: patchRoute({ paths: null, hosts: ['api.example.com'] }),
    found: ['breaks route example_route hosts', 'breaks route example_route paths'],
  },
  {
    name: 'the route takes some methods only',
    make: patchRoute({ methods: ['GET'] }),
    found: ['breaks route example_route methods'],
  },
  {
    name: 'the route asks for a header',
    make: patchRoute({ headers: { 'x-internal': ['yes'] } }),
    found: ['breaks route example_route headers'],
  },
  {
    name: 'the route keeps its path',
    make: patchRoute({ strip_path: false }),
    found: ['breaks route example_route strip_path'],
  },
  {
    name: 'the route takes https alone',
    make: patchRoute({ protocols: ['https'] }),
    found: ['breaks route example_route protocols'],
  },
  {
    name: 'the consumer stands for another application',
    make: patchConsumer({ custom_id: 'another' }),
    found: ['breaks consumer fusionauth custom_id'],
  },
  {
    name: "the credential's secret is one that somebody knows",
    make: patchCredential(() => ({ secret: 'known-to-somebody' })),
    found: [`differs ${CREDENTIAL} secret`],
  },
  {
    name: 'Kong trusts another key',
    make: patchCredential(() => ({ rsa_public_key: otherKey() })),
    found: [
      `opens ${CREDENTIAL} rsa_public_key`,
      'breaks JWKS against the jwt credential of consumer fusionauth public key',
      'breaks signing key of the application behind consumer fusionauth public key',
    ],
  },
  {
    name: 'Kong verifies by another algorithm',
    make: patchCredential(() => ({ algorithm: 'RS512' })),
    found: [`opens ${CREDENTIAL} algorithm`],
  },
  {
    name: 'the credential is found by another issuer',
    make: patchCredential(() => ({ key: 'https://evil.example.com' })),
    found: [`opens ${CREDENTIAL} key`],
  },
  {
    name: 'the consumer is put into another group',
    make: (hand) =>
      hand.kong('PATCH', `/consumers/${hand.id('Consumer')}/acls/${hand.id('ConsumerAcl')}`, {
        group: 'elsewhere',
      }),
    found: ['breaks group fusionauth of consumer fusionauth group'],
  },
];

/** Fields of declared objects in FusionAuth. */
const fusionAuthFields: readonly Change[] = [
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
      'breaks signing key of the application behind consumer fusionauth public key',
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
    found: ['differs key example: main name'],
  },
  {
    name: 'the application is given grants that nobody declared',
    make: patchApplication({ oauthConfiguration: { enabledGrants: ['implicit'] } }),
    found: ['opens application example oauthConfiguration.enabledGrants'],
  },
  {
    name: 'the user is given a role',
    make: async (hand) => {
      const application = `/api/application/${hand.id('Application')}`;
      await hand.fusionAuth('POST', `${application}/role`, { role: { name: 'admin' } });
      await hand.fusionAuth('PUT', `/api/user/registration/${hand.id('User')}`, {
        registration: { applicationId: hand.id('Application'), roles: ['admin'] },
      });
    },
    found: ['opens registration example-user@example.com-registration roles'],
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

/** FusionAuth keeps a key that is in use, so the application signs with a spare one for a moment. */
async function swapKey(hand: Hand): Promise<void> {
  const id = hand.id('ImportedKey');
  const sign = (keyId: string) =>
    patchApplication({ jwtConfiguration: { accessTokenKeyId: keyId, idTokenKeyId: keyId } })(hand);
  const { key } = await hand.fusionAuth('GET', `/api/key/${id}`);
  const { key: spare } = await hand.fusionAuth('POST', '/api/key/generate', {
    key: { name: 'spare', algorithm: 'RS256', length: 2048 },
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
const added: readonly Change[] = [
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
    name: "an upstream of the service's host",
    make: (hand) => hand.kong('POST', '/upstreams', { name: 'localhost' }),
    found: ['breaks foreign upstream localhost'],
  },
  {
    name: "another pair of keys under the declared key's id and kid",
    make: swapKey,
    found: [
      'breaks key example: main publicKey',
      'breaks signing key of the application behind consumer fusionauth public key',
      'breaks JWKS against the jwt credential of consumer fusionauth public key',
    ],
  },
];

/** Declared objects that are gone. */
const removed: readonly Change[] = [
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
    name: 'the registration',
    make: (hand) =>
      hand.fusionAuth(
        'DELETE',
        `/api/user/registration/${hand.id('User')}/${hand.id('Application')}`,
      ),
    found: ['breaks missing registration example-user@example.com-registration'],
  },
  {
    name: 'the login key',
    make: (hand) => hand.fusionAuth('DELETE', `/api/api-key/${hand.id('ApiKey')}`),
    found: ['breaks missing API key kong-guide: login'],
  },
];

/** Declared objects that are gone with all that hangs on them. */
const cascades: readonly Change[] = [
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
    name: 'the user and its registration',
    make: (hand) => hand.fusionAuth('DELETE', `/api/user/${hand.id('User')}?hardDelete=true`),
    found: [
      'breaks missing user user@example.com',
      'breaks missing registration example-user@example.com-registration',
    ],
  },
];

/** Changes that can be made together, each found and undone on its own. */
export const groups: readonly { title: string; changes: readonly Change[] }[] = [
  { title: 'fields', changes: [...kongFields, ...fusionAuthFields] },
  { title: 'objects that were added', changes: added },
  { title: 'objects that are gone', changes: removed },
  { title: 'objects that are gone with what hangs on them', changes: cascades },
];
