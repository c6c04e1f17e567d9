import { block, blocks, boolean, number, string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
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
  oauthConfiguration: block(
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
      relationship: string({ default: 'FirstParty', oneOf: ['FirstParty', 'ThirdParty'] }),
      requireClientAuthentication: boolean({ computed: true, deprecated: 'Deprecated' }),
      requireRegistration: boolean({ default: false }),
      scopeHandlingPolicy: string({ required: true, oneOf: ['Compatibility', 'Strict'] }),
      unknownScopePolicy: string({ required: true, oneOf: ['Allow', 'Remove', 'Reject'] }),
    },
    { computed: true },
  ),
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
      loginIdType: string({ default: 'email', oneOf: ['email', 'phoneNumber', 'username'] }),
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
      type: string({ default: 'basic', oneOf: ['basic', 'advanced'] }),
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
          digestAlgorithm: string({
            default: 'SHA256',
            oneOf: ['SHA1', 'SHA256', 'SHA384', 'SHA512'],
          }),
          enabled: boolean({ default: false }),
          encryptionAlgorithm: string({
            default: 'AES256GCM',
            oneOf: [
              'AES128',
              'AES192',
              'AES256',
              'AES128GCM',
              'AES192GCM',
              'AES256GCM',
              'TripleDES',
            ],
          }),
          keyLocation: string({ default: 'Child', oneOf: ['Child', 'Sibling'] }),
          keyTransportAlgorithm: string({
            default: 'RSA_OAEP',
            oneOf: ['RSAv15', 'RSA_OAEP', 'RSA_OAEP_MGF1P'],
          }),
          keyTransportEncryptionKeyId: string({ format: 'uuid' }),
          maskGenerationFunction: string({
            default: 'MGF1_SHA1',
            oneOf: ['MGF1_SHA1', 'MGF1_SHA224', 'MGF1_SHA256', 'MGF1_SHA384', 'MGF1_SHA512'],
          }),
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
      defaultVerificationKeyId: string({ format: 'uuid' }),
      enabled: boolean({ default: false }),
      initiatedLogins: blocks(
        {
          enabled: boolean({ default: false }),
          nameIdFormat: string({ default: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }),
        },
        { attribute: true, kept: true, json: 'initiatedLogin', one: true, tf: 'initiated_login' },
      ),
      issuer: string({ required: true }),
      keyId: string({ computed: true, format: 'uuid' }),
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
          behavior: string({
            default: 'AllParticipants',
            oneOf: ['AllParticipants', 'OnlyOriginator'],
          }),
          defaultVerificationKeyId: string({ format: 'uuid' }),
          keyId: string({ format: 'uuid' }),
          requireSignedRequests: boolean({ default: false }),
          singleLogouts: blocks(
            {
              enabled: boolean({ default: false }),
              keyId: string({ format: 'uuid' }),
              url: string(),
              xmlSignatureCanonicalizationMethod: string({
                default: 'exclusive_with_comments',
                json: 'xmlSignatureC14nMethod',
                oneOf: [
                  'exclusive',
                  'exclusive_with_comments',
                  'inclusive',
                  'inclusive_with_comments',
                ],
              }),
            },
            { attribute: true, json: 'singleLogout', one: true, tf: 'single_logout' },
          ),
          xmlSignatureCanonicalizationMethod: string({
            default: 'exclusive_with_comments',
            json: 'xmlSignatureC14nMethod',
            oneOf: ['exclusive', 'exclusive_with_comments', 'inclusive', 'inclusive_with_comments'],
          }),
        },
        { attribute: true, computed: true, json: 'logout', one: true, tf: 'logout' },
      ),
      requiredSignedRequests: boolean({ default: false, json: 'requireSignedRequests' }),
      xmlSignatureCanonicalizationMethod: string({
        default: 'exclusive_with_comments',
        json: 'xmlSignatureC14nMethod',
        oneOf: ['exclusive', 'exclusive_with_comments', 'inclusive', 'inclusive_with_comments'],
      }),
      xmlSignatureLocation: string({ default: 'Assertion', oneOf: ['Assertion', 'Response'] }),
    },
    {
      attribute: true,
      computed: true,
      json: 'samlv2Configuration',
      one: true,
      tf: 'samlv2_configuration',
    },
  ),
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
