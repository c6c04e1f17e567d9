import { block, blocks, boolean, string, strings } from '../../framework/properties.ts';

const OPTIONAL = block({
  enabled: boolean({ default: false }),
  required: boolean({ default: false }),
});

const PROVIDED = block({
  enabled: boolean({ default: true }),
  required: boolean({ default: false }),
});

/** What OAuth 2 and OpenID Connect allow. */
export const oauthConfiguration = block(
  {
    authorizedOriginUrls: strings({ json: 'authorizedOriginURLs', set: true }),
    authorizedRedirectUrls: strings({ json: 'authorizedRedirectURLs' }),
    authorizedResourceUris: strings({ set: true }),
    authorizedUrlValidationPolicy: string({
      default: 'ExactMatch',
      json: 'authorizedURLValidationPolicy',
      oneOf: ['ExactMatch', 'AllowWildcards'],
    }),
    clientAuthenticationPolicy: string({
      default: 'Required',
      oneOf: ['Required', 'NotRequired', 'NotRequiredWhenUsingPKCE'],
    }),
    clientId: string({ computed: true }),
    clientSecret: string({ computed: true }),
    consentMode: string({
      default: 'AlwaysPrompt',
      oneOf: ['AlwaysPrompt', 'RememberDecision', 'NeverPrompt'],
    }),
    debug: boolean({ default: false }),
    deviceVerificationUrl: string({ json: 'deviceVerificationURL' }),
    enabledGrants: strings({ set: true }),
    generateRefreshTokens: boolean(),
    logoutBehavior: string({
      default: 'AllApplications',
      oneOf: ['RedirectOnly', 'AllApplications'],
    }),
    logoutUrl: string({ json: 'logoutURL' }),
    proofKeyForCodeExchangePolicy: string({
      default: 'NotRequired',
      oneOf: ['Required', 'NotRequired', 'NotRequiredWhenUsingClientAuthentication'],
    }),
    providedScopePolicies: blocks(
      {
        address: PROVIDED,
        email: PROVIDED,
        phone: PROVIDED,
        profile: PROVIDED,
      },
      { computed: true, json: 'providedScopePolicy', one: true, tf: 'provided_scope_policy' },
    ),
    relationship: string({ default: 'FirstParty', oneOf: ['FirstParty', 'ThirdParty'] }),
    requireClientAuthentication: boolean({ computed: true, deprecated: 'Deprecated' }),
    requireRegistration: boolean({ default: false }),
    scopeHandlingPolicy: string({ required: true, oneOf: ['Compatibility', 'Strict'] }),
    unknownScopePolicy: string({ required: true, oneOf: ['Allow', 'Remove', 'Reject'] }),
  },
  { computed: true },
);

/** What users can register themselves with. */
export const registrationConfiguration = block(
  {
    birthDate: OPTIONAL,
    completeRegistration: boolean({ default: false }),
    confirmPassword: boolean({ default: false }),
    enabled: boolean({ default: false }),
    firstName: OPTIONAL,
    formId: string(),
    fullName: OPTIONAL,
    lastName: OPTIONAL,
    loginIdType: string({ default: 'email', oneOf: ['email', 'phoneNumber', 'username'] }),
    middleName: OPTIONAL,
    mobilePhone: OPTIONAL,
    preferredLanguages: OPTIONAL,
    type: string({ default: 'basic', oneOf: ['basic', 'advanced'] }),
  },
  { computed: true },
);
