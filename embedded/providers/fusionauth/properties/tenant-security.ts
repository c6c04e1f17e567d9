import { block, blocks, boolean, number, string } from '../../framework/properties.ts';

const LIMIT = block(
  {
    enabled: boolean({ default: false }),
    limit: number({ default: 5 }),
    timePeriodInSeconds: number({ default: 60 }),
  },
  { computed: true },
);

/** How often may be tried what. */
export const rateLimitConfiguration = block(
  {
    failedLogin: LIMIT,
    forgotPassword: LIMIT,
    sendEmailVerification: LIMIT,
    sendPasswordless: LIMIT,
    sendPasswordlessPhone: block(
      {
        enabled: boolean(),
        limit: number({ computed: true }),
        timePeriodInSeconds: number({ computed: true }),
      },
      { computed: true },
    ),
    sendPhoneVerification: block(
      {
        enabled: boolean(),
        limit: number({ computed: true }),
        timePeriodInSeconds: number({ computed: true }),
      },
      { computed: true },
    ),
    sendRegistrationVerification: LIMIT,
    sendTwoFactor: LIMIT,
  },
  { computed: true },
);

/** Second factors. */
export const multiFactorConfiguration = block(
  {
    authenticator: block(
      {
        enabled: boolean({ computed: true }),
      },
      { kept: true },
    ),
    debug: boolean({ default: false }),
    emails: blocks(
      {
        enabled: boolean({ default: false }),
        templateId: string({ format: 'uuid' }),
      },
      { attribute: true, computed: true, json: 'email', one: true, tf: 'email' },
    ),
    loginPolicy: string({
      default: 'Enabled',
      oneOf: ['Enabled', 'Disabled', 'Required', 'ChallengeOnMediumRisk', 'ChallengeOnHighRisk'],
    }),
    sms: blocks(
      {
        enabled: boolean({ default: false }),
        messengerId: string({ format: 'uuid' }),
        templateId: string({ format: 'uuid' }),
      },
      { attribute: true, computed: true, one: true },
    ),
  },
  { kept: true },
);

/** What a password must be like. */
export const passwordValidationRules = block(
  {
    breachDetections: blocks(
      {
        enabled: boolean({ default: false }),
        matchMode: string({ oneOf: ['High', 'Medium', 'Low'] }),
        notifyUserEmailTemplateId: string({ format: 'uuid' }),
        onLogin: string({ oneOf: ['Off', 'RecordOnly', 'NotifyUser', 'RequireChange'] }),
      },
      {
        attribute: true,
        computed: true,
        json: 'breachDetection',
        one: true,
        tf: 'breach_detection',
      },
    ),
    disallowUserLoginId: boolean({ default: false }),
    maxLength: number({ default: 256 }),
    minLength: number({ default: 8 }),
    rememberPreviousPasswords: block({
      count: number({ default: 1 }),
      enabled: boolean({ default: false }),
    }),
    requireNonAlpha: boolean(),
    requireNumber: boolean(),
    requiredMixedCase: boolean({ json: 'requireMixedCase' }),
    validateOnLogin: boolean(),
  },
  { computed: true },
);

/** Passkeys. */
export const webauthnConfiguration = block(
  {
    bootstrapWorkflow: block(
      {
        authenticatorAttachmentPreference: string({
          default: 'any',
          oneOf: ['any', 'crossPlatform', 'platform'],
        }),
        enabled: boolean({ default: false }),
        userVerificationRequirement: string({
          default: 'required',
          oneOf: ['discouraged', 'preferred', 'required'],
        }),
      },
      { kept: true },
    ),
    debug: boolean({ default: false }),
    enabled: boolean({ default: false }),
    reauthenticationWorkflow: block(
      {
        authenticatorAttachmentPreference: string({
          default: 'platform',
          oneOf: ['any', 'crossPlatform', 'platform'],
        }),
        enabled: boolean({ default: false }),
        userVerificationRequirement: string({
          default: 'required',
          oneOf: ['discouraged', 'preferred', 'required'],
        }),
      },
      { kept: true },
    ),
    relyingPartyId: string(),
    relyingPartyName: string(),
  },
  { kept: true, json: 'webAuthnConfiguration' },
);
