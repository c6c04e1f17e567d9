import { block, blocks, boolean, number, string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';
import { emailConfiguration } from './tenant-email.ts';
import { externalIdentifierConfiguration } from './tenant-identifiers.ts';
import {
  multiFactorConfiguration,
  passwordValidationRules,
  rateLimitConfiguration,
  webauthnConfiguration,
} from './tenant-security.ts';

/** The properties of Tenant, as the official package has them. */
export const tenantProperties: Properties = {
  accessControlConfigurations: blocks(
    {
      uiIpAccessControlListId: string({ json: false, format: 'uuid' }),
    },
    { attribute: true, json: false, tf: 'access_control_configuration' },
  ),
  baseUrl: string({ json: 'baseURL' }),
  captchaConfiguration: block(
    {
      captchaMethod: string({
        oneOf: ['GoogleRecaptchaV2', 'GoogleRecaptchaV3', 'HCaptcha', 'HCaptchaEnterprise'],
      }),
      enabled: boolean({ default: false }),
      secretKey: string(),
      siteKey: string(),
      threshold: number({ default: 0.5 }),
    },
    { computed: true },
  ),
  clientRiskConfiguration: block(
    {
      blocklistedIp: boolean({ default: true }),
      botDetected: boolean({ default: true }),
      dormantAccount: boolean({ default: true }),
      dormantPassword: boolean({ default: true }),
      enabled: boolean({ default: false }),
      impossibleTravel: boolean({ default: true }),
      recentIdentityChange: boolean({ default: true }),
      recentPasswordChange: boolean({ default: true }),
      suspiciousUserAgent: boolean({ default: true }),
      unrecognizedDevice: boolean({ default: true }),
      untrustedDevice: boolean({ default: true }),
    },
    { computed: true },
  ),
  connectorPolicies: blocks(
    {
      connectorId: string(),
      domains: strings({ set: true }),
      migrate: boolean(),
    },
    { computed: true, tf: 'connector_policy' },
  ),
  data: string({ equivalent: sameJson, format: 'json' }),
  emailConfiguration,
  eventConfigurations: blocks(
    {
      enabled: boolean({ default: true }),
      event: string({
        oneOf: [
          'audit-log.create',
          'event-log.create',
          'group.create',
          'group.create.complete',
          'group.delete',
          'group.delete.complete',
          'group.member.add',
          'group.member.add.complete',
          'group.member.remove',
          'group.member.remove.complete',
          'group.member.update',
          'group.member.update.complete',
          'group.update',
          'group.update.complete',
          'jwt.public-key.update',
          'jwt.refresh',
          'jwt.refresh-token.revoke',
          'kickstart.success',
          'user.action',
          'user.bulk.create',
          'user.create',
          'user.create.complete',
          'user.deactivate',
          'user.delete',
          'user.delete.complete',
          'user.email.update',
          'user.email.verified',
          'user.identity-provider.link',
          'user.identity-provider.unlink',
          'user.identity.update',
          'user.identity.verified',
          'user.login.failed',
          'user.login.new-device',
          'user.login.success',
          'user.login.suspicious',
          'user.loginId.duplicate.create',
          'user.loginId.duplicate.update',
          'user.password.breach',
          'user.password.reset.send',
          'user.password.reset.start',
          'user.password.reset.success',
          'user.password.update',
          'user.reactivate',
          'user.registration.create',
          'user.registration.create.complete',
          'user.registration.delete',
          'user.registration.delete.complete',
          'user.registration.update',
          'user.registration.update.complete',
          'user.registration.verified',
          'user.two-factor.method.add',
          'user.two-factor.method.remove',
          'user.update',
          'user.update.complete',
        ],
      }),
      transactionType: string({
        oneOf: ['None', 'Any', 'SimpleMajority', 'SuperMajority', 'AbsoluteMajority'],
      }),
    },
    { absent: [], json: 'eventConfiguration', one: true, set: true, tf: 'event_configuration' },
  ),
  externalIdentifierConfiguration,
  failedAuthenticationConfiguration: block(
    {
      actionCancelPolicyOnPasswordReset: boolean({ json: 'actionCancelPolicy.onPasswordReset' }),
      actionDuration: number({ default: 3 }),
      actionDurationUnit: string({
        default: 'MINUTES',
        oneOf: ['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS'],
      }),
      emailUser: boolean(),
      resetCountInSeconds: number({ default: 60 }),
      tooManyAttempts: number({ default: 5 }),
      userActionId: string({ format: 'uuid' }),
    },
    { computed: true },
  ),
  familyConfiguration: block(
    {
      allowChildRegistrations: boolean({ default: true }),
      confirmChildEmailTemplateId: string({ format: 'uuid' }),
      deleteOrphanedAccounts: boolean({ default: false }),
      deleteOrphanedAccountsDays: number({ default: 30 }),
      enabled: boolean({ default: false }),
      familyRequestEmailTemplateId: string({ format: 'uuid' }),
      maximumChildAge: number({ default: 12 }),
      minimumOwnerAge: number({ default: 21 }),
      parentEmailRequired: boolean({ default: false }),
      parentRegistrationEmailTemplateId: string({ format: 'uuid' }),
    },
    { computed: true },
  ),
  formConfigurations: blocks(
    {
      adminUserFormId: string({ computed: true, format: 'uuid' }),
    },
    {
      attribute: true,
      computed: true,
      json: 'formConfiguration',
      one: true,
      tf: 'form_configuration',
    },
  ),
  httpSessionMaxInactiveInterval: number({ default: 3600 }),
  issuer: string({ computed: true }),
  jwtConfigurations: blocks(
    {
      accessTokenKeyId: string({ computed: true, format: 'uuid' }),
      idTokenKeyId: string({ computed: true, format: 'uuid' }),
      refreshTokenExpirationPolicy: string({
        default: 'Fixed',
        oneOf: ['Fixed', 'SlidingWindow', 'SlidingWindowWithMaximumLifetime'],
      }),
      refreshTokenOneTimeUseConfigurationGracePeriodInSeconds: number({
        default: 0,
        json: 'refreshTokenOneTimeUseConfiguration.gracePeriodInSeconds',
      }),
      refreshTokenRevocationPolicyOnLoginPrevented: boolean({
        default: false,
        json: 'refreshTokenRevocationPolicy.onLoginPrevented',
      }),
      refreshTokenRevocationPolicyOnMultiFactorEnable: boolean({
        default: false,
        json: 'refreshTokenRevocationPolicy.onMultiFactorEnable',
      }),
      refreshTokenRevocationPolicyOnOneTimeTokenReuse: boolean({
        default: false,
        json: 'refreshTokenRevocationPolicy.onOneTimeTokenReuse',
      }),
      refreshTokenRevocationPolicyOnPasswordChange: boolean({
        default: false,
        json: 'refreshTokenRevocationPolicy.onPasswordChanged',
      }),
      refreshTokenSlidingWindowMaximumTimeToLiveInMinutes: number({
        default: 43200,
        json: 'refreshTokenSlidingWindowConfiguration.maximumTimeToLiveInMinutes',
      }),
      refreshTokenTimeToLiveInMinutes: number({ default: 43200 }),
      refreshTokenUsagePolicy: string({ default: 'Reusable', oneOf: ['Reusable', 'OneTimeUse'] }),
      timeToLiveInSeconds: number({ default: 3600 }),
    },
    { absent: [], kept: true, json: 'jwtConfiguration', one: true, tf: 'jwt_configuration' },
  ),
  lambdaConfiguration: block(
    {
      loginValidationId: string({ format: 'uuid' }),
      multiFactorRequirementId: string({ format: 'uuid' }),
      scimEnterpriseUserRequestConverterId: string({ format: 'uuid' }),
      scimEnterpriseUserResponseConverterId: string({ format: 'uuid' }),
      scimGroupRequestConverterId: string({ format: 'uuid' }),
      scimGroupResponseConverterId: string({ format: 'uuid' }),
      scimUserRequestConverterId: string({ format: 'uuid' }),
      scimUserResponseConverterId: string({ format: 'uuid' }),
    },
    { kept: true },
  ),
  loginConfiguration: block(
    {
      requireAuthentication: boolean({ computed: true }),
    },
    { kept: true },
  ),
  logoutUrl: string({ json: 'logoutURL' }),
  maximumPasswordAge: block(
    {
      days: number({ default: 180 }),
      enabled: boolean({ default: false }),
    },
    { computed: true },
  ),
  minimumPasswordAge: block(
    {
      enabled: boolean({ default: false }),
      seconds: number({ default: 30 }),
    },
    { computed: true },
  ),
  multiFactorConfiguration,
  name: string({ autoname: true }),
  oauthConfigurations: blocks(
    {
      clientCredentialsAccessTokenPopulateLambdaId: string({ format: 'uuid' }),
    },
    { absent: [], json: 'oauthConfiguration', one: true, tf: 'oauth_configuration' },
  ),
  passwordEncryptionConfigurations: blocks(
    {
      encryptionScheme: string({ default: 'salted-pbkdf2-hmac-sha256' }),
      encryptionSchemeFactor: number({ default: 24000 }),
      modifyEncryptionSchemeOnLogin: boolean({ default: false }),
    },
    {
      computed: true,
      json: 'passwordEncryptionConfiguration',
      one: true,
      tf: 'password_encryption_configuration',
    },
  ),
  passwordValidationRules,
  phoneConfiguration: block(
    {
      adminTwoFactorMethodRemoveTemplateId: string({ format: 'uuid' }),
      forgotPasswordTemplateId: string({ format: 'uuid' }),
      identityUpdateTemplateId: string({ format: 'uuid' }),
      implicitPhoneVerificationAllowed: boolean(),
      loginIdInUseOnCreateTemplateId: string({ format: 'uuid' }),
      loginIdInUseOnUpdateTemplateId: string({ format: 'uuid' }),
      loginNewDeviceTemplateId: string({ format: 'uuid' }),
      loginSuspiciousTemplateId: string({ format: 'uuid' }),
      messengerId: string({ format: 'uuid' }),
      passwordResetSuccessTemplateId: string({ format: 'uuid' }),
      passwordUpdateTemplateId: string({ format: 'uuid' }),
      passwordlessTemplateId: string({ format: 'uuid' }),
      setPasswordTemplateId: string({ format: 'uuid' }),
      twoFactorMethodAddTemplateId: string({ format: 'uuid' }),
      twoFactorMethodRemoveTemplateId: string({ format: 'uuid' }),
      unverified: block({
        allowPhoneNumberChangeWhenGated: boolean({ default: false }),
        behavior: string({ computed: true, oneOf: ['Allow', 'Gated'] }),
      }),
      verificationCompleteTemplateId: string({ format: 'uuid' }),
      verificationStrategy: string({ computed: true, oneOf: ['ClickableLink', 'FormField'] }),
      verificationTemplateId: string({ format: 'uuid' }),
      verifyPhoneNumber: boolean(),
    },
    { kept: true },
  ),
  rateLimitConfiguration,
  registrationConfiguration: block(
    {
      blockedDomains: strings({ set: true }),
    },
    { computed: true },
  ),
  scimServerConfiguration: block(
    {
      clientEntityTypeId: string({ required: true, format: 'uuid' }),
      enabled: boolean({ default: false }),
      schemas: string({ computed: true, json: 'schemas', format: 'json' }),
      serverEntityTypeId: string({ required: true, format: 'uuid' }),
    },
    { kept: true },
  ),
  sourceTenantId: string({ json: '/sourceTenantId', format: 'uuid' }),
  ssoConfiguration: block(
    {
      allowAccessTokenBootstrap: boolean({ default: false }),
      deviceTrustTimeToLiveInSeconds: number({ default: 31536000 }),
    },
    { kept: true },
  ),
  tenantId: string({ computed: true, json: false, format: 'uuid' }),
  themeId: string({ computed: true, format: 'uuid' }),
  userDeletePolicy: block(
    {
      unverifiedEnabled: boolean({ default: false, json: 'unverified.enabled' }),
      unverifiedNumberOfDaysToRetain: number({
        default: 120,
        json: 'unverified.numberOfDaysToRetain',
      }),
    },
    { computed: true },
  ),
  usernameConfiguration: block(
    {
      unique: block({
        enabled: boolean({ default: false }),
        numberOfDigits: number({ default: 5 }),
        separator: string({ default: '#' }),
        strategy: string({ default: 'OnCollision', oneOf: ['Always', 'OnCollision'] }),
      }),
    },
    { computed: true },
  ),
  webauthnConfiguration,
  webhookIds: strings({ json: '/webhookIds', set: true }),
};
