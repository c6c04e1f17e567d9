import type { Change } from '../change.ts';
import {
  allowed,
  breaks,
  differs,
  opens,
  switched,
  type Inputs,
  type Kind,
  type Property,
  type Statement,
} from '../kind.ts';
import { about, code, difference } from '../statement.ts';
import { valueAt } from '../values.ts';
import {
  CLAIMS,
  EXPIRATION,
  GRACE,
  GUARDED_LOGIN,
  ISSUER_KEY,
  LIFETIME,
  LOGIN_GUARD,
  SESSION_LIFETIME,
  SIGNING_KEY,
  USAGE,
} from './fusionauth.ts';
import { duration, lifetime, loginGuard, tightness, type Strictness } from './tokens.ts';

const SESSIONS: Property = {
  judgement: switched({
    on: opens('sessions can be prolonged without a password'),
    off: breaks('sessions can no longer be prolonged'),
  }),
};
const GRANTS: Property = {
  judgement: allowed(
    'tokens are given out by other grants than declared',
    'tokens are no longer given out by a grant',
  ),
};
const addresses = (field: string): Property => ({
  ...{ field, judgement: opens('tokens and codes are sent to other addresses than declared') },
});
const PROOF: Property = {
  judgement: opens('tokens are given out for another proof than declared'),
};
const LOGOUT: Property = { judgement: differs('a logout leads elsewhere than declared') };
const CLAIMS_BY_SCOPE = breaks('tokens and userinfo tell less of users');

const VERIFICATION: Readonly<Record<string, Property>> = {
  verifyRegistration: {
    judgement: switched({
      on: breaks('users have to prove their address'),
      off: opens('nobody has to prove an address'),
    }),
  },
  verificationEmailTemplateId: { judgement: differs('another mail asks for the proof') },
  verificationStrategy: { judgement: differs('an address is proved otherwise') },
  unverifiedBehavior: {
    field: 'unverified.behavior',
    judgement: (_, after) =>
      after === 'Gated'
        ? breaks('who has not proved the address is kept out')
        : opens('who has not proved the address gets in'),
  },
};

export const application: Kind = {
  type: 'fusionauth:index/application:Application',
  title: 'application',
  place: ISSUER_KEY,
  heads: true,
  identity: { path: (id) => `/api/application/${id}`, member: 'application' },
  search: {
    by: ['name', 'tenantId'],
    needs: ['tenantId'],
    among: ({ tenantId }) => ({
      path: '/api/application',
      member: 'applications',
      tenant: String(tenantId),
    }),
  },
  missing: breaks('nobody gets a token for it'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    tenantId: { judgement: breaks('it is of another tenant, and so of another issuer') },
    active: { judgement: breaks('it is switched off: logins are refused'), watched: true },
    [LOGIN_GUARD]: GUARDED_LOGIN,
    'loginConfiguration.allowTokenRefresh': SESSIONS,
    'loginConfiguration.generateRefreshTokens': SESSIONS,
    'jwtConfiguration.enabled': {
      judgement: breaks("the application's own key and lifetime are not used"),
    },
    'jwtConfiguration.ttlSeconds': { ...LIFETIME, field: 'jwtConfiguration.timeToLiveInSeconds' },
    'jwtConfiguration.accessTokenId': {
      ...SIGNING_KEY,
      field: 'jwtConfiguration.accessTokenKeyId',
    },
    'jwtConfiguration.idTokenKeyId': SIGNING_KEY,
    'jwtConfiguration.refreshTokenTtlMinutes': SESSION_LIFETIME,
    'jwtConfiguration.refreshTokenExpirationPolicy': EXPIRATION,
    'jwtConfiguration.refreshTokenUsagePolicy': USAGE,
    'jwtConfiguration.refreshTokenOneTimeUseGracePeriodInSeconds': {
      ...GRACE,
      field: 'jwtConfiguration.refreshTokenOneTimeUseConfiguration.gracePeriodInSeconds',
    },
    'jwtConfiguration.refreshTokenSlidingWindowMaximumTtlInMinutes': {
      ...SESSION_LIFETIME,
      field: 'jwtConfiguration.refreshTokenSlidingWindowConfiguration.maximumTimeToLiveInMinutes',
    },
    lambdaConfiguration: CLAIMS,
    ...VERIFICATION,
    themeId: { judgement: opens('the pages on which people type passwords are others') },
    formConfigurations: { judgement: differs('people are asked for other things') },
    registrationConfiguration: { judgement: differs('people who register are asked otherwise') },
    'registrationConfiguration.enabled': {
      judgement: switched({
        on: opens('anybody can make an account, with the default roles'),
        off: breaks('nobody can make an account'),
      }),
    },
    'oauthConfiguration.enabledGrants': GRANTS,
    'oauthConfiguration.authorizedOriginUrls': addresses('oauthConfiguration.authorizedOriginURLs'),
    'oauthConfiguration.authorizedRedirectUrls': addresses(
      'oauthConfiguration.authorizedRedirectURLs',
    ),
    'oauthConfiguration.authorizedUrlValidationPolicy': addresses(
      'oauthConfiguration.authorizedURLValidationPolicy',
    ),
    'oauthConfiguration.clientSecret': {
      secret: true,
      judgement: breaks('clients that have the declared secret are refused'),
    },
    'oauthConfiguration.clientAuthenticationPolicy': PROOF,
    'oauthConfiguration.proofKeyForCodeExchangePolicy': PROOF,
    'oauthConfiguration.requireRegistration': PROOF,
    'oauthConfiguration.generateRefreshTokens': SESSIONS,
    'oauthConfiguration.logoutBehavior': LOGOUT,
    'oauthConfiguration.logoutUrl': { ...LOGOUT, field: 'oauthConfiguration.logoutURL' },
    'oauthConfiguration.relationship': {
      absent: 'FirstParty',
      judgement: (_, after) =>
        after === 'ThirdParty'
          ? breaks('users are asked for their consent')
          : opens('users are no longer asked for their consent'),
    },
    'oauthConfiguration.consentMode': {
      absent: 'AlwaysPrompt',
      judgement: (_, after) =>
        after === 'AlwaysPrompt'
          ? breaks('users are asked for their consent at each sign-in')
          : opens('users are asked less often for their consent'),
    },
    'oauthConfiguration.scopeHandlingPolicy': {
      judgement: (_, after) =>
        after === 'Strict' ? CLAIMS_BY_SCOPE : opens('more is told of users'),
    },
    'oauthConfiguration.unknownScopePolicy': {
      judgement: (_, after) =>
        after === 'Allow'
          ? opens('tokens carry scopes that nobody defined')
          : breaks('scopes that nobody defined are refused or removed'),
    },
    'oauthConfiguration.providedScopePolicies': {
      field: 'oauthConfiguration.providedScopePolicy',
      // The provider has a list of one.
      toServer: (declared) => (Array.isArray(declared) ? (declared[0] as unknown) : declared),
      judgement: breaks('clients get other scopes of OpenID Connect than declared'),
    },
  },
  leftAlone: [
    'active',
    'authenticationTokenConfigurationEnabled',
    'baseUrl',
    'data',
    'formConfigurations',
    'lambdaConfiguration',
    'passwordlessConfiguration',
    'passwordlessConfigurationEnabled',
    'phoneConfiguration',
    'themeId',
    'unverifiedBehavior',
    'verificationEmailTemplateId',
    'verificationStrategy',
    'verifyRegistration',
    'webauthnConfigurations',
  ],
  // FusionAuth makes an OAuth client secret.
  secretOutputs: ['oauthConfiguration'],
  signsWith: 'jwtConfiguration.accessTokenId',
  lifetime: 'jwtConfiguration.ttlSeconds',
  describe: describeApplication,
};

function describeApplication({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const jwt = 'jwtConfiguration';
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, `${jwt}.accessTokenId`));
  const seconds = valueAt(after, `${jwt}.ttlSeconds`);
  switch (operation) {
    case 'create':
      return [
        differs(
          `New application ${name}${seconds ? `: its tokens live ${duration(seconds)}` : ''}.`,
        ),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [breaks(`Application ${name} is deleted: its users can no longer log in.`)];
    case 'replace':
      return [
        breaks(`Application ${name} is replaced: its id changes, and registrations are lost.`),
      ];
  }
  return [
    ...lifetime('Tokens', before, after, `${jwt}.ttlSeconds`),
    ...lifetime('Sessions', before, after, `${jwt}.refreshTokenTtlMinutes`, 'minute'),
    ...(from === to ? [] : [differs('New tokens are signed with another key.')]),
    ...loginGuard(name, before, after),
    ...GIVEN.flatMap(([path, what]) => otherList(name, what, before, after, path)),
    ...tightness(`Application ${name}`, before, after, STRICT),
  ];
}

/** What of OAuth is given to an application by name. */
const GIVEN = [
  ['authorizedRedirectUrls', 'sign-ins that return to'],
  ['authorizedOriginUrls', 'sign-ins from pages of'],
  ['enabledGrants', 'tokens by grant'],
] as const;

function otherList(
  name: string,
  what: string,
  before: Inputs,
  after: Inputs,
  path: string,
): Statement[] {
  const [had, has] = [before, after].map((inputs) => valueAt(inputs, `oauthConfiguration.${path}`));
  const { gained, lost } = difference(had, has);
  return [
    ...about(gained, (all) => opens(`Application ${name} allows ${what} ${all}.`)),
    ...about(lost, (all) => breaks(`Application ${name} no longer allows ${what} ${all}.`)),
  ];
}

const STRICT: readonly Strictness[] = [
  {
    path: 'loginConfiguration.generateRefreshTokens',
    strict: false,
    opens: 'logins give out refresh tokens, which prolong a session without a password',
    breaks: 'logins give out no refresh tokens any more',
  },
  {
    path: 'loginConfiguration.allowTokenRefresh',
    strict: false,
    opens: 'sessions can be prolonged without a password',
    breaks: 'sessions end with their token: users log in again',
  },
  {
    path: 'jwtConfiguration.refreshTokenUsagePolicy',
    strict: 'OneTimeUse',
    opens: 'a refresh token can be used again and again',
    breaks: 'a refresh token is good once: clients have to keep the new one',
  },
  {
    path: 'jwtConfiguration.refreshTokenExpirationPolicy',
    strict: 'Fixed',
    opens: 'each use prolongs a session',
  },
  {
    path: 'oauthConfiguration.requireClientAuthentication',
    strict: true,
    opens: 'clients need no secret',
    breaks: 'clients without the secret are refused',
  },
  {
    path: 'oauthConfiguration.clientAuthenticationPolicy',
    strict: 'Required',
    opens: 'clients need no secret',
    breaks: 'clients without the secret are refused',
  },
  {
    path: 'oauthConfiguration.proofKeyForCodeExchangePolicy',
    strict: 'Required',
    opens: 'codes are redeemed without a proof key (PKCE)',
    breaks: 'clients without a proof key (PKCE) are refused',
  },
  {
    path: 'oauthConfiguration.authorizedUrlValidationPolicy',
    strict: 'ExactMatch',
    opens: 'wildcards in its URLs count',
    breaks: 'wildcards in its URLs no longer count',
  },
  {
    path: 'multiFactorConfiguration.loginPolicy',
    strict: 'Required',
    opens: 'logins need no second factor',
    breaks: 'users without a second factor have to set one up',
  },
];
