import {
  JWT,
  ACL,
  CREDENTIAL,
  otherKey,
  patchPlugin,
  patchService,
  patchRoute,
  patchConsumer,
  patchCredential,
  type Change,
} from './change.ts';

/** Fields of declared entities in Kong. */
export const kongFields: readonly Change[] = [
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
    name: 'the route loses its paths and takes a host instead',
    make: patchRoute({ paths: null, hosts: ['api.example.com'] }),
    found: ['breaks route example_route hosts', 'opens route example_route paths'],
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
      'breaks signing key of the client behind consumer fusionauth public key',
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
