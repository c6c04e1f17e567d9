import { block, blocks, boolean, number, string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import { oauthConfiguration, registrationConfiguration } from './application-oauth.ts';
import { samlv2Configurations } from './application-saml.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Application, as the official package has them. */
export const applicationProperties: Properties = {
  accessControlConfigurations: blocks(
    {
      uiIpAccessControlListId: string({ json: 'uiIPAccessControlListId', format: 'uuid' }),
    },
    {
      attribute: true,
      computed: true,
      json: 'accessControlConfiguration',
      one: true,
      tf: 'access_control_configuration',
    },
  ),
  active: boolean({ default: true }),
  applicationId: string({ json: false, format: 'uuid' }),
  authenticationTokenConfigurationEnabled: boolean({
    default: false,
    json: 'authenticationTokenConfiguration.enabled',
  }),
  baseUrl: string({ json: 'baseURL' }),
  cleanSpeakConfigurations: blocks(
    {
      applicationIds: strings({ set: true }),
      usernameModerations: blocks(
        {
          applicationId: string({ format: 'uuid' }),
          enabled: boolean({ default: false }),
        },
        { attribute: true, json: 'usernameModeration', one: true, tf: 'username_moderation' },
      ),
    },
    {
      attribute: true,
      computed: true,
      json: 'cleanSpeakConfiguration',
      one: true,
      tf: 'clean_speak_configuration',
    },
  ),
  data: string({ equivalent: sameJson, format: 'json' }),
  emailConfigurations: blocks(
    {
      emailUpdateTemplateId: string({ json: 'emailUpdateEmailTemplateId', format: 'uuid' }),
      emailVerificationTemplateId: string({
        json: 'emailVerificationEmailTemplateId',
        format: 'uuid',
      }),
      emailVerifiedTemplateId: string({ json: 'emailVerifiedEmailTemplateId', format: 'uuid' }),
      forgotPasswordTemplateId: string({ json: 'forgotPasswordEmailTemplateId', format: 'uuid' }),
      loginIdInUseOnCreateTemplateId: string({
        json: 'loginIdInUseOnCreateEmailTemplateId',
        format: 'uuid',
      }),
      loginIdInUseOnUpdateTemplateId: string({
        json: 'loginIdInUseOnUpdateEmailTemplateId',
        format: 'uuid',
      }),
      loginNewDeviceTemplateId: string({ json: 'loginNewDeviceEmailTemplateId', format: 'uuid' }),
      loginSuspiciousTemplateId: string({ json: 'loginSuspiciousEmailTemplateId', format: 'uuid' }),
      passwordResetSuccessTemplateId: string({
        json: 'passwordResetSuccessEmailTemplateId',
        format: 'uuid',
      }),
      passwordUpdateTemplateId: string({ json: 'passwordUpdateEmailTemplateId', format: 'uuid' }),
      passwordlessEmailTemplateId: string({ format: 'uuid' }),
      setPasswordEmailTemplateId: string({ format: 'uuid' }),
      twoFactorMethodAddTemplateId: string({
        json: 'twoFactorMethodAddEmailTemplateId',
        format: 'uuid',
      }),
      twoFactorMethodRemoveTemplateId: string({
        json: 'twoFactorMethodRemoveEmailTemplateId',
        format: 'uuid',
      }),
    },
    {
      attribute: true,
      computed: true,
      json: 'emailConfiguration',
      one: true,
      tf: 'email_configuration',
    },
  ),
  externalIdentifierConfigurations: blocks(
    {
      twoFactorTrustIdTimeToLiveInSeconds: number({ computed: true }),
    },
    {
      attribute: true,
      computed: true,
      json: 'externalIdentifierConfiguration',
      one: true,
      tf: 'external_identifier_configuration',
    },
  ),
  formConfigurations: blocks(
    {
      adminRegistrationFormId: string({ computed: true, format: 'uuid' }),
      selfServiceFormConfigurations: blocks(
        {
          requireCurrentPasswordOnPasswordChange: boolean({ default: false }),
        },
        {
          attribute: true,
          kept: true,
          json: 'selfServiceFormConfiguration',
          one: true,
          tf: 'self_service_form_configuration',
        },
      ),
      selfServiceFormId: string({ format: 'uuid' }),
    },
    { attribute: true, kept: true, json: 'formConfiguration', one: true, tf: 'form_configuration' },
  ),
  insertInstant: number({ outputOnly: true }),
  jwtConfiguration: block(
    {
      accessTokenId: string({ computed: true, json: 'accessTokenKeyId' }),
      enabled: boolean({ default: false }),
      idTokenKeyId: string({ computed: true }),
      refreshTokenExpirationPolicy: string({
        default: 'Fixed',
        oneOf: ['SlidingWindow', 'Fixed', 'SlidingWindowWithMaximumLifetime'],
      }),
      refreshTokenOneTimeUseGracePeriodInSeconds: number({
        default: 0,
        json: 'refreshTokenOneTimeUseConfiguration.gracePeriodInSeconds',
      }),
      refreshTokenSlidingWindowMaximumTtlInMinutes: number({
        default: 43200,
        json: 'refreshTokenSlidingWindowConfiguration.maximumTimeToLiveInMinutes',
      }),
      refreshTokenTtlMinutes: number({ default: 43200, json: 'refreshTokenTimeToLiveInMinutes' }),
      refreshTokenUsagePolicy: string({ default: 'Reusable', oneOf: ['Reusable', 'OneTimeUse'] }),
      ttlSeconds: number({ default: 3600, json: 'timeToLiveInSeconds' }),
    },
    { kept: true },
  ),
  lambdaConfiguration: block(
    {
      accessTokenPopulateId: string({ format: 'uuid' }),
      idTokenPopulateId: string({ format: 'uuid' }),
      multiFactorRequirementId: string({ format: 'uuid' }),
      samlv2PopulateId: string({ format: 'uuid' }),
      selfServiceRegistrationValidationId: string({ format: 'uuid' }),
      userinfoPopulateId: string({ format: 'uuid' }),
    },
    { kept: true },
  ),
  lastUpdateInstant: number({ outputOnly: true }),
  loginConfiguration: block(
    {
      allowTokenRefresh: boolean({ default: false }),
      generateRefreshTokens: boolean({ default: false }),
      requireAuthentication: boolean({ default: true }),
    },
    { computed: true },
  ),
  multiFactorConfigurations: blocks(
    {
      emailTemplateId: string({ json: 'email.templateId', format: 'uuid' }),
      loginPolicy: string({
        oneOf: ['Enabled', 'Disabled', 'Required', 'ChallengeOnMediumRisk', 'ChallengeOnHighRisk'],
      }),
      smsTemplateId: string({ json: 'sms.templateId', format: 'uuid' }),
      trustPolicy: string({ default: 'Any', oneOf: ['Any', 'This', 'None'] }),
    },
    {
      attribute: true,
      computed: true,
      json: 'multiFactorConfiguration',
      one: true,
      tf: 'multi_factor_configuration',
    },
  ),
  name: string({ autoname: true }),
  oauthConfiguration,
  passwordlessConfiguration: block(
    {
      emailLoginStrategy: string({ computed: true, oneOf: ['ClickableLink', 'FormField'] }),
      enabled: boolean({ default: false }),
      phoneLoginStrategy: string({ computed: true, oneOf: ['ClickableLink', 'FormField'] }),
    },
    { kept: true },
  ),
  passwordlessConfigurationEnabled: boolean({
    default: false,
    deprecated: 'Deprecated',
    json: 'passwordlessConfiguration.enabled',
  }),
  phoneConfiguration: block(
    {
      forgotPasswordTemplateId: string({ format: 'uuid' }),
      identityUpdateTemplateId: string({ format: 'uuid' }),
      loginIdInUseOnCreateTemplateId: string({ format: 'uuid' }),
      loginIdInUseOnUpdateTemplateId: string({ format: 'uuid' }),
      loginNewDeviceTemplateId: string({ format: 'uuid' }),
      loginSuspiciousTemplateId: string({ format: 'uuid' }),
      passwordResetSuccessTemplateId: string({ format: 'uuid' }),
      passwordUpdateTemplateId: string({ format: 'uuid' }),
      passwordlessTemplateId: string({ format: 'uuid' }),
      setPasswordTemplateId: string({ format: 'uuid' }),
      twoFactorMethodAddTemplateId: string({ format: 'uuid' }),
      twoFactorMethodRemoveTemplateId: string({ format: 'uuid' }),
      verificationCompleteTemplateId: string({ format: 'uuid' }),
      verificationTemplateId: string({ format: 'uuid' }),
    },
    { kept: true },
  ),
  registrationConfiguration,
  registrationDeletePolicy: block(
    {
      unverifiedEnabled: boolean({ default: false, json: 'unverified.enabled' }),
      unverifiedNumberOfDaysToRetain: number({ json: 'unverified.numberOfDaysToRetain' }),
    },
    { computed: true },
  ),
  samlv2Configurations,
  state: string({ outputOnly: true }),
  tenantId: string({ format: 'uuid' }),
  themeId: string({ format: 'uuid' }),
  universalConfiguration: block(
    {
      universal: boolean(),
    },
    { computed: true },
  ),
  unverifiedBehavior: string({
    default: 'Allow',
    json: 'unverified.behavior',
    oneOf: ['Allow', 'Gated'],
  }),
  verificationEmailTemplateId: string(),
  verificationStrategy: string({ default: 'ClickableLink', oneOf: ['ClickableLink', 'FormField'] }),
  verifyRegistration: boolean({ default: false }),
  webauthnConfigurations: blocks(
    {
      bootstrapWorkflowEnabled: boolean({ default: false, json: 'bootstrapWorkflow.enabled' }),
      enabled: boolean({ default: false }),
      reauthenticationWorkflowEnabled: boolean({
        default: false,
        json: 'reauthenticationWorkflow.enabled',
      }),
    },
    {
      attribute: true,
      kept: true,
      json: 'webAuthnConfiguration',
      one: true,
      tf: 'webauthn_configuration',
    },
  ),
};
