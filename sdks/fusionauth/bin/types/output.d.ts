import * as outputs from "../types/output";
export interface ApiKeyPermissionsEndpoint {
    delete?: boolean;
    endpoint: string;
    get?: boolean;
    patch?: boolean;
    post?: boolean;
    put?: boolean;
}
export interface ApplicationAccessControlConfiguration {
    uiIpAccessControlListId?: string;
}
export interface ApplicationCleanSpeakConfiguration {
    applicationIds?: string[];
    usernameModerations?: outputs.ApplicationCleanSpeakConfigurationUsernameModeration[];
}
export interface ApplicationCleanSpeakConfigurationUsernameModeration {
    applicationId?: string;
    enabled?: boolean;
}
export interface ApplicationEmailConfiguration {
    emailUpdateTemplateId?: string;
    emailVerificationTemplateId?: string;
    emailVerifiedTemplateId?: string;
    forgotPasswordTemplateId?: string;
    loginIdInUseOnCreateTemplateId?: string;
    loginIdInUseOnUpdateTemplateId?: string;
    loginNewDeviceTemplateId?: string;
    loginSuspiciousTemplateId?: string;
    passwordResetSuccessTemplateId?: string;
    passwordUpdateTemplateId?: string;
    passwordlessEmailTemplateId?: string;
    setPasswordEmailTemplateId?: string;
    twoFactorMethodAddTemplateId?: string;
    twoFactorMethodRemoveTemplateId?: string;
}
export interface ApplicationExternalIdentifierConfiguration {
    twoFactorTrustIdTimeToLiveInSeconds?: number;
}
export interface ApplicationFormConfiguration {
    adminRegistrationFormId?: string;
    selfServiceFormConfigurations?: outputs.ApplicationFormConfigurationSelfServiceFormConfiguration[];
    selfServiceFormId?: string;
}
export interface ApplicationFormConfigurationSelfServiceFormConfiguration {
    requireCurrentPasswordOnPasswordChange?: boolean;
}
export interface ApplicationJwtConfiguration {
    accessTokenId: string;
    enabled?: boolean;
    idTokenKeyId: string;
    refreshTokenExpirationPolicy?: string;
    refreshTokenOneTimeUseGracePeriodInSeconds?: number;
    refreshTokenSlidingWindowMaximumTtlInMinutes?: number;
    refreshTokenTtlMinutes?: number;
    refreshTokenUsagePolicy?: string;
    ttlSeconds?: number;
}
export interface ApplicationLambdaConfiguration {
    accessTokenPopulateId?: string;
    idTokenPopulateId?: string;
    multiFactorRequirementId?: string;
    samlv2PopulateId?: string;
    selfServiceRegistrationValidationId?: string;
    userinfoPopulateId?: string;
}
export interface ApplicationLoginConfiguration {
    allowTokenRefresh?: boolean;
    generateRefreshTokens?: boolean;
    requireAuthentication?: boolean;
}
export interface ApplicationMultiFactorConfiguration {
    emailTemplateId?: string;
    loginPolicy?: string;
    smsTemplateId?: string;
    trustPolicy?: string;
}
export interface ApplicationOauthConfiguration {
    authorizedOriginUrls?: string[];
    authorizedRedirectUrls?: string[];
    authorizedResourceUris?: string[];
    authorizedUrlValidationPolicy?: string;
    clientAuthenticationPolicy?: string;
    clientId: string;
    clientSecret: string;
    consentMode?: string;
    debug?: boolean;
    deviceVerificationUrl?: string;
    enabledGrants?: string[];
    generateRefreshTokens?: boolean;
    logoutBehavior?: string;
    logoutUrl?: string;
    proofKeyForCodeExchangePolicy?: string;
    providedScopePolicies?: outputs.ApplicationOauthConfigurationProvidedScopePolicy[];
    relationship?: string;
    /**
     * @deprecated Deprecated
     */
    requireClientAuthentication: boolean;
    requireRegistration?: boolean;
    scopeHandlingPolicy: string;
    unknownScopePolicy: string;
}
export interface ApplicationOauthConfigurationProvidedScopePolicy {
    address?: outputs.ApplicationOauthConfigurationProvidedScopePolicyAddress;
    email?: outputs.ApplicationOauthConfigurationProvidedScopePolicyEmail;
    phone?: outputs.ApplicationOauthConfigurationProvidedScopePolicyPhone;
    profile?: outputs.ApplicationOauthConfigurationProvidedScopePolicyProfile;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyAddress {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyEmail {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyPhone {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyProfile {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationPasswordlessConfiguration {
    emailLoginStrategy: string;
    enabled?: boolean;
    phoneLoginStrategy: string;
}
export interface ApplicationPhoneConfiguration {
    forgotPasswordTemplateId?: string;
    identityUpdateTemplateId?: string;
    loginIdInUseOnCreateTemplateId?: string;
    loginIdInUseOnUpdateTemplateId?: string;
    loginNewDeviceTemplateId?: string;
    loginSuspiciousTemplateId?: string;
    passwordResetSuccessTemplateId?: string;
    passwordUpdateTemplateId?: string;
    passwordlessTemplateId?: string;
    setPasswordTemplateId?: string;
    twoFactorMethodAddTemplateId?: string;
    twoFactorMethodRemoveTemplateId?: string;
    verificationCompleteTemplateId?: string;
    verificationTemplateId?: string;
}
export interface ApplicationRegistrationConfiguration {
    birthDate?: outputs.ApplicationRegistrationConfigurationBirthDate;
    completeRegistration?: boolean;
    confirmPassword?: boolean;
    enabled?: boolean;
    firstName?: outputs.ApplicationRegistrationConfigurationFirstName;
    formId?: string;
    fullName?: outputs.ApplicationRegistrationConfigurationFullName;
    lastName?: outputs.ApplicationRegistrationConfigurationLastName;
    loginIdType?: string;
    middleName?: outputs.ApplicationRegistrationConfigurationMiddleName;
    mobilePhone?: outputs.ApplicationRegistrationConfigurationMobilePhone;
    preferredLanguages?: outputs.ApplicationRegistrationConfigurationPreferredLanguages;
    type?: string;
}
export interface ApplicationRegistrationConfigurationBirthDate {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationFirstName {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationFullName {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationLastName {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationMiddleName {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationMobilePhone {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationConfigurationPreferredLanguages {
    enabled?: boolean;
    required?: boolean;
}
export interface ApplicationRegistrationDeletePolicy {
    unverifiedEnabled?: boolean;
    unverifiedNumberOfDaysToRetain?: number;
}
export interface ApplicationSamlv2Configuration {
    assertionEncryptionConfigurations?: outputs.ApplicationSamlv2ConfigurationAssertionEncryptionConfiguration[];
    audience?: string;
    authorizedRedirectUrls?: string[];
    callbackUrl?: string;
    debug?: boolean;
    defaultVerificationKeyId?: string;
    enabled?: boolean;
    initiatedLogins?: outputs.ApplicationSamlv2ConfigurationInitiatedLogin[];
    issuer?: string;
    keyId?: string;
    loginHintConfigurations?: outputs.ApplicationSamlv2ConfigurationLoginHintConfiguration[];
    logoutUrl?: string;
    logouts?: outputs.ApplicationSamlv2ConfigurationLogout[];
    requiredSignedRequests?: boolean;
    xmlSignatureCanonicalizationMethod?: string;
    xmlSignatureLocation?: string;
}
export interface ApplicationSamlv2ConfigurationAssertionEncryptionConfiguration {
    digestAlgorithm?: string;
    enabled?: boolean;
    encryptionAlgorithm?: string;
    keyLocation?: string;
    keyTransportAlgorithm?: string;
    keyTransportEncryptionKeyId?: string;
    maskGenerationFunction?: string;
}
export interface ApplicationSamlv2ConfigurationInitiatedLogin {
    enabled?: boolean;
    nameIdFormat?: string;
}
export interface ApplicationSamlv2ConfigurationLoginHintConfiguration {
    enabled?: boolean;
    parameterName?: string;
}
export interface ApplicationSamlv2ConfigurationLogout {
    behavior?: string;
    defaultVerificationKeyId?: string;
    keyId?: string;
    requireSignedRequests?: boolean;
    singleLogouts?: outputs.ApplicationSamlv2ConfigurationLogoutSingleLogout[];
    xmlSignatureCanonicalizationMethod?: string;
}
export interface ApplicationSamlv2ConfigurationLogoutSingleLogout {
    enabled?: boolean;
    keyId?: string;
    url?: string;
    xmlSignatureCanonicalizationMethod?: string;
}
export interface ApplicationUniversalConfiguration {
    universal?: boolean;
}
export interface ApplicationWebauthnConfiguration {
    bootstrapWorkflowEnabled?: boolean;
    enabled?: boolean;
    reauthenticationWorkflowEnabled?: boolean;
}
export interface EntityTypeJwtConfiguration {
    accessTokenKeyId?: string;
    enabled?: boolean;
    timeToLiveInSeconds?: number;
}
export interface TenantAccessControlConfiguration {
    uiIpAccessControlListId?: string;
}
export interface TenantCaptchaConfiguration {
    captchaMethod?: string;
    enabled?: boolean;
    secretKey?: string;
    siteKey?: string;
    threshold?: number;
}
export interface TenantClientRiskConfiguration {
    blocklistedIp?: boolean;
    botDetected?: boolean;
    dormantAccount?: boolean;
    dormantPassword?: boolean;
    enabled?: boolean;
    impossibleTravel?: boolean;
    recentIdentityChange?: boolean;
    recentPasswordChange?: boolean;
    suspiciousUserAgent?: boolean;
    unrecognizedDevice?: boolean;
    untrustedDevice?: boolean;
}
export interface TenantConnectorPolicy {
    connectorId?: string;
    domains?: string[];
    migrate?: boolean;
}
export interface TenantEmailConfiguration {
    additionalHeaders?: {
        [key: string]: string;
    };
    adminTwoFactorMethodRemoveEmailTemplateId?: string;
    debug?: boolean;
    defaultFromEmail: string;
    defaultFromName?: string;
    emailUpdateEmailTemplateId?: string;
    emailVerifiedEmailTemplateId?: string;
    forgotPasswordEmailTemplateId?: string;
    host?: string;
    implicitEmailVerificationAllowed?: boolean;
    loginIdInUseOnCreateEmailTemplateId?: string;
    loginIdInUseOnUpdateEmailTemplateId?: string;
    loginNewDeviceEmailTemplateId?: string;
    loginSuspiciousEmailTemplateId?: string;
    password?: string;
    passwordResetSuccessEmailTemplateId?: string;
    passwordUpdateEmailTemplateId?: string;
    passwordlessEmailTemplateId?: string;
    port?: number;
    properties?: string;
    security?: string;
    setPasswordEmailTemplateId?: string;
    twoFactorMethodAddEmailTemplateId?: string;
    twoFactorMethodRemoveEmailTemplateId?: string;
    unverifieds: outputs.TenantEmailConfigurationUnverified[];
    username?: string;
    verificationEmailTemplateId?: string;
    verificationStrategy?: string;
    verifyEmail?: boolean;
    verifyEmailWhenChanged?: boolean;
}
export interface TenantEmailConfigurationUnverified {
    allowEmailChangeWhenGated?: boolean;
    behavior?: string;
}
export interface TenantEventConfiguration {
    enabled?: boolean;
    event?: string;
    transactionType?: string;
}
export interface TenantExternalIdentifierConfiguration {
    authorizationGrantIdTimeToLiveInSeconds?: number;
    changePasswordIdGenerator?: outputs.TenantExternalIdentifierConfigurationChangePasswordIdGenerator;
    changePasswordIdTimeToLiveInSeconds?: number;
    deviceCodeTimeToLiveInSeconds?: number;
    deviceUserCodeIdGenerator?: outputs.TenantExternalIdentifierConfigurationDeviceUserCodeIdGenerator;
    emailVerificationIdGenerator?: outputs.TenantExternalIdentifierConfigurationEmailVerificationIdGenerator;
    emailVerificationIdTimeToLiveInSeconds: number;
    emailVerificationOneTimeCodeGenerator?: outputs.TenantExternalIdentifierConfigurationEmailVerificationOneTimeCodeGenerator;
    externalAuthenticationIdTimeToLiveInSeconds?: number;
    identityProviderConnectionTestTimeToLiveInSeconds: number;
    loginIntentTimeToLiveInSeconds?: number;
    oneTimePasswordTimeToLiveInSeconds?: number;
    passwordlessLoginGenerator?: outputs.TenantExternalIdentifierConfigurationPasswordlessLoginGenerator;
    passwordlessLoginOneTimeCodeGenerator?: outputs.TenantExternalIdentifierConfigurationPasswordlessLoginOneTimeCodeGenerator;
    passwordlessLoginTimeToLiveInSeconds?: number;
    pendingAccountLinkTimeToLiveInSeconds?: number;
    phoneVerificationIdGenerator?: outputs.TenantExternalIdentifierConfigurationPhoneVerificationIdGenerator;
    phoneVerificationIdTimeToLiveInSeconds: number;
    phoneVerificationOneTimeCodeGenerator?: outputs.TenantExternalIdentifierConfigurationPhoneVerificationOneTimeCodeGenerator;
    registrationVerificationIdGenerator?: outputs.TenantExternalIdentifierConfigurationRegistrationVerificationIdGenerator;
    registrationVerificationIdTimeToLiveInSeconds: number;
    registrationVerificationOneTimeCodeGenerator?: outputs.TenantExternalIdentifierConfigurationRegistrationVerificationOneTimeCodeGenerator;
    rememberOauthScopeConsentChoiceTimeToLiveInSeconds?: number;
    samlV2AuthnRequestIdTtlSeconds?: number;
    setupPasswordIdGenerator?: outputs.TenantExternalIdentifierConfigurationSetupPasswordIdGenerator;
    setupPasswordIdTimeToLiveInSeconds: number;
    trustTokenTimeToLiveInSeconds?: number;
    twoFactorIdTimeToLiveInSeconds?: number;
    twoFactorOneTimeCodeIdGenerator?: outputs.TenantExternalIdentifierConfigurationTwoFactorOneTimeCodeIdGenerator;
    twoFactorOneTimeCodeIdTimeToLiveInSeconds?: number;
    twoFactorTrustIdTimeToLiveInSeconds: number;
    webauthnAuthenticationChallengeTimeToLiveInSeconds?: number;
    webauthnRegistrationChallengeTimeToLiveInSeconds?: number;
}
export interface TenantExternalIdentifierConfigurationChangePasswordIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationDeviceUserCodeIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationEmailVerificationIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationEmailVerificationOneTimeCodeGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationPasswordlessLoginGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationPasswordlessLoginOneTimeCodeGenerator {
    length: number;
    type: string;
}
export interface TenantExternalIdentifierConfigurationPhoneVerificationIdGenerator {
    length: number;
    type: string;
}
export interface TenantExternalIdentifierConfigurationPhoneVerificationOneTimeCodeGenerator {
    length: number;
    type: string;
}
export interface TenantExternalIdentifierConfigurationRegistrationVerificationIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationRegistrationVerificationOneTimeCodeGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationSetupPasswordIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantExternalIdentifierConfigurationTwoFactorOneTimeCodeIdGenerator {
    length?: number;
    type?: string;
}
export interface TenantFailedAuthenticationConfiguration {
    actionCancelPolicyOnPasswordReset?: boolean;
    actionDuration?: number;
    actionDurationUnit?: string;
    emailUser?: boolean;
    resetCountInSeconds?: number;
    tooManyAttempts?: number;
    userActionId?: string;
}
export interface TenantFamilyConfiguration {
    allowChildRegistrations?: boolean;
    confirmChildEmailTemplateId?: string;
    deleteOrphanedAccounts?: boolean;
    deleteOrphanedAccountsDays?: number;
    enabled?: boolean;
    familyRequestEmailTemplateId?: string;
    maximumChildAge?: number;
    minimumOwnerAge?: number;
    parentEmailRequired?: boolean;
    parentRegistrationEmailTemplateId?: string;
}
export interface TenantFormConfiguration {
    adminUserFormId?: string;
}
export interface TenantJwtConfiguration {
    accessTokenKeyId: string;
    idTokenKeyId: string;
    refreshTokenExpirationPolicy?: string;
    refreshTokenOneTimeUseConfigurationGracePeriodInSeconds?: number;
    refreshTokenRevocationPolicyOnLoginPrevented?: boolean;
    refreshTokenRevocationPolicyOnMultiFactorEnable?: boolean;
    refreshTokenRevocationPolicyOnOneTimeTokenReuse?: boolean;
    refreshTokenRevocationPolicyOnPasswordChange?: boolean;
    refreshTokenSlidingWindowMaximumTimeToLiveInMinutes?: number;
    refreshTokenTimeToLiveInMinutes?: number;
    refreshTokenUsagePolicy?: string;
    timeToLiveInSeconds?: number;
}
export interface TenantLambdaConfiguration {
    loginValidationId?: string;
    multiFactorRequirementId?: string;
    scimEnterpriseUserRequestConverterId?: string;
    scimEnterpriseUserResponseConverterId?: string;
    scimGroupRequestConverterId?: string;
    scimGroupResponseConverterId?: string;
    scimUserRequestConverterId?: string;
    scimUserResponseConverterId?: string;
}
export interface TenantLoginConfiguration {
    requireAuthentication: boolean;
}
export interface TenantMaximumPasswordAge {
    days?: number;
    enabled?: boolean;
}
export interface TenantMinimumPasswordAge {
    enabled?: boolean;
    seconds?: number;
}
export interface TenantMultiFactorConfiguration {
    authenticator?: outputs.TenantMultiFactorConfigurationAuthenticator;
    debug?: boolean;
    emails: outputs.TenantMultiFactorConfigurationEmail[];
    loginPolicy?: string;
    sms: outputs.TenantMultiFactorConfigurationSm[];
}
export interface TenantMultiFactorConfigurationAuthenticator {
    enabled: boolean;
}
export interface TenantMultiFactorConfigurationEmail {
    enabled?: boolean;
    templateId?: string;
}
export interface TenantMultiFactorConfigurationSm {
    enabled?: boolean;
    messengerId?: string;
    templateId?: string;
}
export interface TenantOauthConfiguration {
    clientCredentialsAccessTokenPopulateLambdaId?: string;
}
export interface TenantPasswordEncryptionConfiguration {
    encryptionScheme?: string;
    encryptionSchemeFactor?: number;
    modifyEncryptionSchemeOnLogin?: boolean;
}
export interface TenantPasswordValidationRules {
    breachDetections: outputs.TenantPasswordValidationRulesBreachDetection[];
    disallowUserLoginId?: boolean;
    maxLength?: number;
    minLength?: number;
    rememberPreviousPasswords?: outputs.TenantPasswordValidationRulesRememberPreviousPasswords;
    requireNonAlpha?: boolean;
    requireNumber?: boolean;
    requiredMixedCase?: boolean;
    validateOnLogin?: boolean;
}
export interface TenantPasswordValidationRulesBreachDetection {
    enabled?: boolean;
    matchMode?: string;
    notifyUserEmailTemplateId?: string;
    onLogin?: string;
}
export interface TenantPasswordValidationRulesRememberPreviousPasswords {
    count?: number;
    enabled?: boolean;
}
export interface TenantPhoneConfiguration {
    adminTwoFactorMethodRemoveTemplateId?: string;
    forgotPasswordTemplateId?: string;
    identityUpdateTemplateId?: string;
    implicitPhoneVerificationAllowed?: boolean;
    loginIdInUseOnCreateTemplateId?: string;
    loginIdInUseOnUpdateTemplateId?: string;
    loginNewDeviceTemplateId?: string;
    loginSuspiciousTemplateId?: string;
    messengerId?: string;
    passwordResetSuccessTemplateId?: string;
    passwordUpdateTemplateId?: string;
    passwordlessTemplateId?: string;
    setPasswordTemplateId?: string;
    twoFactorMethodAddTemplateId?: string;
    twoFactorMethodRemoveTemplateId?: string;
    unverified?: outputs.TenantPhoneConfigurationUnverified;
    verificationCompleteTemplateId?: string;
    verificationStrategy: string;
    verificationTemplateId?: string;
    verifyPhoneNumber?: boolean;
}
export interface TenantPhoneConfigurationUnverified {
    allowPhoneNumberChangeWhenGated?: boolean;
    behavior: string;
}
export interface TenantRateLimitConfiguration {
    failedLogin?: outputs.TenantRateLimitConfigurationFailedLogin;
    forgotPassword?: outputs.TenantRateLimitConfigurationForgotPassword;
    sendEmailVerification?: outputs.TenantRateLimitConfigurationSendEmailVerification;
    sendPasswordless?: outputs.TenantRateLimitConfigurationSendPasswordless;
    sendPasswordlessPhone?: outputs.TenantRateLimitConfigurationSendPasswordlessPhone;
    sendPhoneVerification?: outputs.TenantRateLimitConfigurationSendPhoneVerification;
    sendRegistrationVerification?: outputs.TenantRateLimitConfigurationSendRegistrationVerification;
    sendTwoFactor?: outputs.TenantRateLimitConfigurationSendTwoFactor;
}
export interface TenantRateLimitConfigurationFailedLogin {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRateLimitConfigurationForgotPassword {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRateLimitConfigurationSendEmailVerification {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRateLimitConfigurationSendPasswordless {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRateLimitConfigurationSendPasswordlessPhone {
    enabled?: boolean;
    limit: number;
    timePeriodInSeconds: number;
}
export interface TenantRateLimitConfigurationSendPhoneVerification {
    enabled?: boolean;
    limit: number;
    timePeriodInSeconds: number;
}
export interface TenantRateLimitConfigurationSendRegistrationVerification {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRateLimitConfigurationSendTwoFactor {
    enabled?: boolean;
    limit?: number;
    timePeriodInSeconds?: number;
}
export interface TenantRegistrationConfiguration {
    blockedDomains?: string[];
}
export interface TenantScimServerConfiguration {
    clientEntityTypeId: string;
    enabled?: boolean;
    schemas: string;
    serverEntityTypeId: string;
}
export interface TenantSsoConfiguration {
    allowAccessTokenBootstrap?: boolean;
    deviceTrustTimeToLiveInSeconds?: number;
}
export interface TenantUserDeletePolicy {
    unverifiedEnabled?: boolean;
    unverifiedNumberOfDaysToRetain?: number;
}
export interface TenantUsernameConfiguration {
    unique?: outputs.TenantUsernameConfigurationUnique;
}
export interface TenantUsernameConfigurationUnique {
    enabled?: boolean;
    numberOfDigits?: number;
    separator?: string;
    strategy?: string;
}
export interface TenantWebauthnConfiguration {
    bootstrapWorkflow?: outputs.TenantWebauthnConfigurationBootstrapWorkflow;
    debug?: boolean;
    enabled?: boolean;
    reauthenticationWorkflow?: outputs.TenantWebauthnConfigurationReauthenticationWorkflow;
    relyingPartyId?: string;
    relyingPartyName?: string;
}
export interface TenantWebauthnConfigurationBootstrapWorkflow {
    authenticatorAttachmentPreference?: string;
    enabled?: boolean;
    userVerificationRequirement?: string;
}
export interface TenantWebauthnConfigurationReauthenticationWorkflow {
    authenticatorAttachmentPreference?: string;
    enabled?: boolean;
    userVerificationRequirement?: string;
}
export interface UserIdentity {
    displayValue?: string;
    insertInstant?: number;
    lastLoginInstant?: number;
    lastUpdateInstant?: number;
    moderationStatus?: string;
    type?: string;
    value?: string;
    verified?: boolean;
    verifiedInstant?: number;
    verifiedReason?: string;
}
export interface UserTwoFactorMethod {
    authenticatorAlgorithm: string;
    authenticatorCodeLength: number;
    authenticatorTimeStep: number;
    email?: string;
    method?: string;
    mobilePhone?: string;
    name?: string;
    secret?: string;
    twoFactorMethodId: string;
}
export interface UserVerificationId {
    oneTimeCode: string;
    type: string;
    value: string;
    verificationId: string;
}
