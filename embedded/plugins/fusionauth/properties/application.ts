import { block, blocks, boolean, number, string, strings } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Application, as the official package has them. */
export const applicationProperties: Properties = {
  accessControlConfigurations: blocks(
    {
      uiIpAccessControlListId: string({ json: 'uiIPAccessControlListId' }),
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
  applicationId: string({ json: false }),
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
          applicationId: string(),
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
  data: string(),
  emailConfigurations: blocks(
    {
      emailUpdateTemplateId: string({ json: 'emailUpdateEmailTemplateId' }),
      emailVerificationTemplateId: string({ json: 'emailVerificationEmailTemplateId' }),
      emailVerifiedTemplateId: string({ json: 'emailVerifiedEmailTemplateId' }),
      forgotPasswordTemplateId: string({ json: 'forgotPasswordEmailTemplateId' }),
      loginIdInUseOnCreateTemplateId: string({ json: 'loginIdInUseOnCreateEmailTemplateId' }),
      loginIdInUseOnUpdateTemplateId: string({ json: 'loginIdInUseOnUpdateEmailTemplateId' }),
      loginNewDeviceTemplateId: string({ json: 'loginNewDeviceEmailTemplateId' }),
      loginSuspiciousTemplateId: string({ json: 'loginSuspiciousEmailTemplateId' }),
      passwordResetSuccessTemplateId: string({ json: 'passwordResetSuccessEmailTemplateId' }),
      passwordUpdateTemplateId: string({ json: 'passwordUpdateEmailTemplateId' }),
      passwordlessEmailTemplateId: string(),
      setPasswordEmailTemplateId: string(),
      twoFactorMethodAddTemplateId: string({ json: 'twoFactorMethodAddEmailTemplateId' }),
      twoFactorMethodRemoveTemplateId: string({ json: 'twoFactorMethodRemoveEmailTemplateId' }),
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
      adminRegistrationFormId: string({ computed: true }),
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
      selfServiceFormId: string(),
    },
    { attribute: true, kept: true, json: 'formConfiguration', one: true, tf: 'form_configuration' },
  ),
  insertInstant: number({ outputOnly: true, json: false }),
  jwtConfiguration: block(
    {
      accessTokenId: string({ computed: true, json: 'accessTokenKeyId' }),
      enabled: boolean({ default: false }),
      idTokenKeyId: string({ computed: true }),
      refreshTokenExpirationPolicy: string({ default: 'Fixed' }),
      refreshTokenOneTimeUseGracePeriodInSeconds: number({
        default: 0,
        json: 'refreshTokenOneTimeUseConfiguration.gracePeriodInSeconds',
      }),
      refreshTokenSlidingWindowMaximumTtlInMinutes: number({
        default: 43200,
        json: 'refreshTokenSlidingWindowConfiguration.maximumTimeToLiveInMinutes',
      }),
      refreshTokenTtlMinutes: number({ default: 43200, json: 'refreshTokenTimeToLiveInMinutes' }),
      refreshTokenUsagePolicy: string({ default: 'Reusable' }),
      ttlSeconds: number({ default: 3600, json: 'timeToLiveInSeconds' }),
    },
    { kept: true },
  ),
  lambdaConfiguration: block(
    {
      accessTokenPopulateId: string(),
      idTokenPopulateId: string(),
      multiFactorRequirementId: string(),
      samlv2PopulateId: string(),
      selfServiceRegistrationValidationId: string(),
      userinfoPopulateId: string(),
    },
    { kept: true },
  ),
  lastUpdateInstant: number({ outputOnly: true, json: false }),
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
      emailTemplateId: string({ json: 'email.templateId' }),
      loginPolicy: string(),
      smsTemplateId: string({ json: 'sms.templateId' }),
      trustPolicy: string({ default: 'Any' }),
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
  oauthConfiguration: block(
    {
      authorizedOriginUrls: strings({ json: 'authorizedOriginURLs', set: true }),
      authorizedRedirectUrls: strings({ json: 'authorizedRedirectURLs' }),
      authorizedResourceUris: strings({ set: true }),
      authorizedUrlValidationPolicy: string({
        default: 'ExactMatch',
        json: 'authorizedURLValidationPolicy',
      }),
      clientAuthenticationPolicy: string({ default: 'Required' }),
      clientId: string({ computed: true }),
      clientSecret: string({ computed: true }),
      consentMode: string({ default: 'AlwaysPrompt' }),
      debug: boolean({ default: false }),
      deviceVerificationUrl: string({ json: 'deviceVerificationURL' }),
      enabledGrants: strings({ set: true }),
      generateRefreshTokens: boolean(),
      logoutBehavior: string({ default: 'AllApplications' }),
      logoutUrl: string({ json: 'logoutURL' }),
      proofKeyForCodeExchangePolicy: string({ default: 'NotRequired' }),
      providedScopePolicies: blocks(
        {
          address: block({
            enabled: boolean({ default: true }),
            required: boolean({ default: false }),
          }),
          email: block({
            enabled: boolean({ default: true }),
            required: boolean({ default: false }),
          }),
          phone: block({
            enabled: boolean({ default: true }),
            required: boolean({ default: false }),
          }),
          profile: block({
            enabled: boolean({ default: true }),
            required: boolean({ default: false }),
          }),
        },
        { computed: true, json: 'providedScopePolicy', one: true, tf: 'provided_scope_policy' },
      ),
      relationship: string({ default: 'FirstParty' }),
      requireClientAuthentication: boolean({ computed: true, deprecated: 'Deprecated' }),
      requireRegistration: boolean({ default: false }),
      scopeHandlingPolicy: string({ required: true }),
      unknownScopePolicy: string({ required: true }),
    },
    { computed: true },
  ),
  passwordlessConfiguration: block(
    {
      emailLoginStrategy: string({ computed: true }),
      enabled: boolean({ default: false }),
      phoneLoginStrategy: string({ computed: true }),
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
      forgotPasswordTemplateId: string(),
      identityUpdateTemplateId: string(),
      loginIdInUseOnCreateTemplateId: string(),
      loginIdInUseOnUpdateTemplateId: string(),
      loginNewDeviceTemplateId: string(),
      loginSuspiciousTemplateId: string(),
      passwordResetSuccessTemplateId: string(),
      passwordUpdateTemplateId: string(),
      passwordlessTemplateId: string(),
      setPasswordTemplateId: string(),
      twoFactorMethodAddTemplateId: string(),
      twoFactorMethodRemoveTemplateId: string(),
      verificationCompleteTemplateId: string(),
      verificationTemplateId: string(),
    },
    { kept: true },
  ),
  registrationConfiguration: block(
    {
      birthDate: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      completeRegistration: boolean({ default: false }),
      confirmPassword: boolean({ default: false }),
      enabled: boolean({ default: false }),
      firstName: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      formId: string(),
      fullName: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      lastName: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      loginIdType: string({ default: 'email' }),
      middleName: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      mobilePhone: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      preferredLanguages: block({
        enabled: boolean({ default: false }),
        required: boolean({ default: false }),
      }),
      type: string({ default: 'basic' }),
    },
    { computed: true },
  ),
  registrationDeletePolicy: block(
    {
      unverifiedEnabled: boolean({ default: false, json: 'unverified.enabled' }),
      unverifiedNumberOfDaysToRetain: number({ json: 'unverified.numberOfDaysToRetain' }),
    },
    { computed: true },
  ),
  samlv2Configurations: blocks(
    {
      assertionEncryptionConfigurations: blocks(
        {
          digestAlgorithm: string({ default: 'SHA256' }),
          enabled: boolean({ default: false }),
          encryptionAlgorithm: string({ default: 'AES256GCM' }),
          keyLocation: string({ default: 'Child' }),
          keyTransportAlgorithm: string({ default: 'RSA_OAEP' }),
          keyTransportEncryptionKeyId: string(),
          maskGenerationFunction: string({ default: 'MGF1_SHA1' }),
        },
        {
          attribute: true,
          kept: true,
          json: 'assertionEncryptionConfiguration',
          one: true,
          tf: 'assertion_encryption_configuration',
        },
      ),
      audience: string(),
      authorizedRedirectUrls: strings({ required: true, json: 'authorizedRedirectURLs' }),
      callbackUrl: string({ computed: true, json: 'callbackURL' }),
      debug: boolean({ default: false }),
      defaultVerificationKeyId: string(),
      enabled: boolean({ default: false }),
      initiatedLogins: blocks(
        {
          enabled: boolean({ default: false }),
          nameIdFormat: string({ default: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }),
        },
        { attribute: true, kept: true, json: 'initiatedLogin', one: true, tf: 'initiated_login' },
      ),
      issuer: string({ required: true }),
      keyId: string({ computed: true }),
      loginHintConfigurations: blocks(
        {
          enabled: boolean({ default: false }),
          parameterName: string({ default: 'login_hint' }),
        },
        {
          attribute: true,
          kept: true,
          json: 'loginHintConfiguration',
          one: true,
          tf: 'login_hint_configuration',
        },
      ),
      logoutUrl: string({ json: 'logoutURL' }),
      logouts: blocks(
        {
          behavior: string({ default: 'AllParticipants' }),
          defaultVerificationKeyId: string(),
          keyId: string(),
          requireSignedRequests: boolean({ default: false }),
          singleLogouts: blocks(
            {
              enabled: boolean({ default: false }),
              keyId: string(),
              url: string(),
              xmlSignatureCanonicalizationMethod: string({
                default: 'exclusive_with_comments',
                json: 'xmlSignatureC14nMethod',
              }),
            },
            { attribute: true, json: 'singleLogout', one: true, tf: 'single_logout' },
          ),
          xmlSignatureCanonicalizationMethod: string({
            default: 'exclusive_with_comments',
            json: 'xmlSignatureC14nMethod',
          }),
        },
        { attribute: true, computed: true, json: 'logout', one: true, tf: 'logout' },
      ),
      requiredSignedRequests: boolean({ default: false, json: 'requireSignedRequests' }),
      xmlSignatureCanonicalizationMethod: string({
        default: 'exclusive_with_comments',
        json: 'xmlSignatureC14nMethod',
      }),
      xmlSignatureLocation: string({ default: 'Assertion' }),
    },
    {
      attribute: true,
      computed: true,
      json: 'samlv2Configuration',
      one: true,
      tf: 'samlv2_configuration',
    },
  ),
  state: string({ outputOnly: true, json: false }),
  tenantId: string(),
  themeId: string(),
  universalConfiguration: block(
    {
      universal: boolean(),
    },
    { computed: true },
  ),
  unverifiedBehavior: string({ default: 'Allow', json: 'unverified.behavior' }),
  verificationEmailTemplateId: string(),
  verificationStrategy: string({ default: 'ClickableLink' }),
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
