import { block, blocks, boolean, number, string, strings } from '../../framework/properties.ts';
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
      uiIpAccessControlListId: string({ json: false }),
    },
    { attribute: true, json: false, tf: 'access_control_configuration' },
  ),
  baseUrl: string({ json: 'baseURL' }),
  captchaConfiguration: block(
    {
      captchaMethod: string(),
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
  data: string(),
  emailConfiguration,
  eventConfigurations: blocks(
    {
      enabled: boolean({ default: true }),
      event: string(),
      transactionType: string(),
    },
    { json: 'eventConfiguration', one: true, tf: 'event_configuration' },
  ),
  externalIdentifierConfiguration,
  failedAuthenticationConfiguration: block(
    {
      actionCancelPolicyOnPasswordReset: boolean({ json: 'actionCancelPolicy.onPasswordReset' }),
      actionDuration: number({ default: 3 }),
      actionDurationUnit: string({ default: 'MINUTES' }),
      emailUser: boolean(),
      resetCountInSeconds: number({ default: 60 }),
      tooManyAttempts: number({ default: 5 }),
      userActionId: string(),
    },
    { computed: true },
  ),
  familyConfiguration: block(
    {
      allowChildRegistrations: boolean({ default: true }),
      confirmChildEmailTemplateId: string(),
      deleteOrphanedAccounts: boolean({ default: false }),
      deleteOrphanedAccountsDays: number({ default: 30 }),
      enabled: boolean({ default: false }),
      familyRequestEmailTemplateId: string(),
      maximumChildAge: number({ default: 12 }),
      minimumOwnerAge: number({ default: 21 }),
      parentEmailRequired: boolean({ default: false }),
      parentRegistrationEmailTemplateId: string(),
    },
    { computed: true },
  ),
  formConfigurations: blocks(
    {
      adminUserFormId: string({ computed: true }),
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
      accessTokenKeyId: string({ computed: true }),
      idTokenKeyId: string({ computed: true }),
      refreshTokenExpirationPolicy: string({ default: 'Fixed' }),
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
      refreshTokenUsagePolicy: string({ default: 'Reusable' }),
      timeToLiveInSeconds: number({ default: 3600 }),
    },
    { kept: true, json: 'jwtConfiguration', one: true, tf: 'jwt_configuration' },
  ),
  lambdaConfiguration: block(
    {
      loginValidationId: string(),
      multiFactorRequirementId: string(),
      scimEnterpriseUserRequestConverterId: string(),
      scimEnterpriseUserResponseConverterId: string(),
      scimGroupRequestConverterId: string(),
      scimGroupResponseConverterId: string(),
      scimUserRequestConverterId: string(),
      scimUserResponseConverterId: string(),
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
      clientCredentialsAccessTokenPopulateLambdaId: string(),
    },
    { json: 'oauthConfiguration', one: true, tf: 'oauth_configuration' },
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
      adminTwoFactorMethodRemoveTemplateId: string(),
      forgotPasswordTemplateId: string(),
      identityUpdateTemplateId: string(),
      implicitPhoneVerificationAllowed: boolean(),
      loginIdInUseOnCreateTemplateId: string(),
      loginIdInUseOnUpdateTemplateId: string(),
      loginNewDeviceTemplateId: string(),
      loginSuspiciousTemplateId: string(),
      messengerId: string(),
      passwordResetSuccessTemplateId: string(),
      passwordUpdateTemplateId: string(),
      passwordlessTemplateId: string(),
      setPasswordTemplateId: string(),
      twoFactorMethodAddTemplateId: string(),
      twoFactorMethodRemoveTemplateId: string(),
      unverified: block({
        allowPhoneNumberChangeWhenGated: boolean({ default: false }),
        behavior: string({ computed: true }),
      }),
      verificationCompleteTemplateId: string(),
      verificationStrategy: string({ computed: true }),
      verificationTemplateId: string(),
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
      clientEntityTypeId: string({ required: true }),
      enabled: boolean({ default: false }),
      schemas: string({ computed: true, json: 'schemas' }),
      serverEntityTypeId: string({ required: true }),
    },
    { kept: true },
  ),
  sourceTenantId: string({ json: '/sourceTenantId' }),
  ssoConfiguration: block(
    {
      allowAccessTokenBootstrap: boolean({ default: false }),
      deviceTrustTimeToLiveInSeconds: number({ default: 31536000 }),
    },
    { kept: true },
  ),
  tenantId: string({ computed: true, json: false }),
  themeId: string({ computed: true }),
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
        strategy: string({ default: 'OnCollision' }),
      }),
    },
    { computed: true },
  ),
  webauthnConfiguration,
  webhookIds: strings({ json: '/webhookIds', set: true }),
};
