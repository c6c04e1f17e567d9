import {
  allowed,
  breaks,
  differs,
  grown,
  opens,
  switched,
  type Kind,
  type Property,
} from '../kind.ts';

import {
  CLAIMS,
  GUARDED_LOGIN,
  ISSUER_KEY,
  LIFETIME,
  LOGIN_GUARD,
  SIGNING_KEY,
} from './fusionauth.ts';

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
const REFRESH: Property = { judgement: differs('refresh tokens are used by other rules') };

export const application: Kind = {
  type: 'fusionauth:index/application:Application',
  title: 'application',
  place: ISSUER_KEY,
  heads: true,
  identity: { path: (id) => `/api/application/${id}`, member: 'application' },
  missing: breaks('nobody gets a token for it'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    tenantId: { judgement: breaks('it is of another tenant, and so of another issuer') },
    active: { judgement: breaks('it is switched off: logins are refused') },
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
    'jwtConfiguration.refreshTokenTtlMinutes': {
      judgement: grown('sessions last longer than declared', 'sessions end sooner than declared'),
    },
    'jwtConfiguration.refreshTokenExpirationPolicy': REFRESH,
    'jwtConfiguration.refreshTokenUsagePolicy': REFRESH,
    lambdaConfiguration: CLAIMS,
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
};
