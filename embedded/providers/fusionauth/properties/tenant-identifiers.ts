import { block, number, string } from '../../framework/properties.ts';
import type { Property } from '../../framework/properties.ts';

const KINDS = ['randomAlpha', 'randomAlphaNumeric', 'randomBytes', 'randomDigits'] as const;

/** How a code is made: so many characters of that kind. */
const generator = (length: number, kind: (typeof KINDS)[number]): Property =>
  block(
    { length: number({ default: length }), type: string({ default: kind, oneOf: KINDS }) },
    { kept: true },
  );

/** Codes and links that FusionAuth hands out: how they look and how long they live. */
export const externalIdentifierConfiguration = block(
  {
    authorizationGrantIdTimeToLiveInSeconds: number({ default: 30 }),
    changePasswordIdGenerator: generator(32, 'randomBytes'),
    changePasswordIdTimeToLiveInSeconds: number({ default: 600 }),
    deviceCodeTimeToLiveInSeconds: number({ default: 300 }),
    deviceUserCodeIdGenerator: generator(6, 'randomAlphaNumeric'),
    emailVerificationIdGenerator: generator(32, 'randomBytes'),
    emailVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    emailVerificationOneTimeCodeGenerator: generator(6, 'randomAlphaNumeric'),
    externalAuthenticationIdTimeToLiveInSeconds: number({ default: 300 }),
    identityProviderConnectionTestTimeToLiveInSeconds: number({ computed: true }),
    loginIntentTimeToLiveInSeconds: number({ default: 1800 }),
    oneTimePasswordTimeToLiveInSeconds: number({ default: 60 }),
    passwordlessLoginGenerator: generator(32, 'randomBytes'),
    passwordlessLoginOneTimeCodeGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true, oneOf: KINDS }),
      },
      { kept: true },
    ),
    passwordlessLoginTimeToLiveInSeconds: number({ default: 180 }),
    pendingAccountLinkTimeToLiveInSeconds: number({ default: 3600 }),
    phoneVerificationIdGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true, oneOf: KINDS }),
      },
      { kept: true },
    ),
    phoneVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    phoneVerificationOneTimeCodeGenerator: block(
      {
        length: number({ computed: true }),
        type: string({ computed: true, oneOf: KINDS }),
      },
      { kept: true },
    ),
    registrationVerificationIdGenerator: generator(32, 'randomBytes'),
    registrationVerificationIdTimeToLiveInSeconds: number({ computed: true }),
    registrationVerificationOneTimeCodeGenerator: generator(6, 'randomAlphaNumeric'),
    rememberOauthScopeConsentChoiceTimeToLiveInSeconds: number({
      default: 2592000,
      json: 'rememberOAuthScopeConsentChoiceTimeToLiveInSeconds',
    }),
    samlV2AuthnRequestIdTtlSeconds: number({
      default: 300,
      json: 'samlv2AuthNRequestIdTimeToLiveInSeconds',
    }),
    setupPasswordIdGenerator: generator(32, 'randomBytes'),
    setupPasswordIdTimeToLiveInSeconds: number({ computed: true }),
    trustTokenTimeToLiveInSeconds: number({ default: 180 }),
    twoFactorIdTimeToLiveInSeconds: number({ default: 300 }),
    twoFactorOneTimeCodeIdGenerator: generator(6, 'randomDigits'),
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
