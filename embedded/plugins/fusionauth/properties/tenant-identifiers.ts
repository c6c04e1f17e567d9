import { block, number, string } from '../../framework/properties.ts';

/** Codes and links that FusionAuth hands out: how they look and how long they live. */
export const externalIdentifierConfiguration = block(
  {
    authorizationGrantIdTimeToLiveInSeconds: number({ default: 30 }),
    changePasswordIdGenerator: block(
      {
        length: number({ default: 32 }),
        type: string({ default: 'randomBytes' }),
      },
      { kept: true },
    ),
    changePasswordIdTimeToLiveInSeconds: number({ default: 600 }),
    deviceCodeTimeToLiveInSeconds: number({ default: 300 }),
    deviceUserCodeIdGenerator: block(
      {
        length: number({ default: 6 }),
        type: string({ default: 'randomAlphaNumeric' }),
      },
      { kept: true },
    ),
    emailVerificationIdGenerator: block(
      {
        length: number({ default: 32 }),
        type: string({ default: 'randomBytes' }),
      },
      { kept: true },
    ),
    emailVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    emailVerificationOneTimeCodeGenerator: block(
      {
        length: number({ default: 6 }),
        type: string({ default: 'randomAlphaNumeric' }),
      },
      { kept: true },
    ),
    externalAuthenticationIdTimeToLiveInSeconds: number({ default: 300 }),
    identityProviderConnectionTestTimeToLiveInSeconds: number({ computed: true }),
    loginIntentTimeToLiveInSeconds: number({ default: 1800 }),
    oneTimePasswordTimeToLiveInSeconds: number({ default: 60 }),
    passwordlessLoginGenerator: block(
      {
        length: number({ default: 32 }),
        type: string({ default: 'randomBytes' }),
      },
      { kept: true },
    ),
    passwordlessLoginOneTimeCodeGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true }),
      },
      { kept: true },
    ),
    passwordlessLoginTimeToLiveInSeconds: number({ default: 180 }),
    pendingAccountLinkTimeToLiveInSeconds: number({ default: 3600 }),
    phoneVerificationIdGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true }),
      },
      { kept: true },
    ),
    phoneVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    phoneVerificationOneTimeCodeGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true }),
      },
      { kept: true },
    ),
    registrationVerificationIdGenerator: block(
      {
        length: number({ default: 32 }),
        type: string({ default: 'randomBytes' }),
      },
      { kept: true },
    ),
    registrationVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    registrationVerificationOneTimeCodeGenerator: block(
      {
        length: number({ default: 6 }),
        type: string({ default: 'randomAlphaNumeric' }),
      },
      { kept: true },
    ),
    rememberOauthScopeConsentChoiceTimeToLiveInSeconds: number({
      default: 2592000,
      json: 'rememberOAuthScopeConsentChoiceTimeToLiveInSeconds',
    }),
    samlV2AuthnRequestIdTtlSeconds: number({
      default: 300,
      json: 'samlv2AuthNRequestIdTimeToLiveInSeconds',
    }),
    setupPasswordIdGenerator: block(
      {
        length: number({ default: 32 }),
        type: string({ default: 'randomBytes' }),
      },
      { kept: true },
    ),
    setupPasswordIdTimeToLiveInSeconds: number({ computed: true }),
    trustTokenTimeToLiveInSeconds: number({ default: 180 }),
    twoFactorIdTimeToLiveInSeconds: number({ default: 300 }),
    twoFactorOneTimeCodeIdGenerator: block(
      {
        length: number({ default: 6 }),
        type: string({ default: 'randomDigits' }),
      },
      { kept: true },
    ),
    twoFactorOneTimeCodeIdTimeToLiveInSeconds: number({ default: 60 }),
    twoFactorTrustIdTimeToLiveInSeconds: number({ computed: true }),
    webauthnAuthenticationChallengeTimeToLiveInSeconds: number({
      default: 180,
      json: 'webAuthnAuthenticationChallengeTimeToLiveInSeconds',
    }),
    webauthnRegistrationChallengeTimeToLiveInSeconds: number({
      default: 180,
      json: 'webAuthnRegistrationChallengeTimeToLiveInSeconds',
    }),
  },
  { kept: true },
);
