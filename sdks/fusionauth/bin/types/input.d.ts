import * as pulumi from "@pulumi/pulumi";
import * as inputs from "../types/input";
export interface ApiKeyPermissionsEndpoint {
    delete?: pulumi.Input<boolean | undefined>;
    endpoint: pulumi.Input<string>;
    get?: pulumi.Input<boolean | undefined>;
    patch?: pulumi.Input<boolean | undefined>;
    post?: pulumi.Input<boolean | undefined>;
    put?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationAccessControlConfiguration {
    uiIpAccessControlListId?: pulumi.Input<string | undefined>;
}
export interface ApplicationCleanSpeakConfiguration {
    applicationIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    usernameModerations?: pulumi.Input<pulumi.Input<inputs.ApplicationCleanSpeakConfigurationUsernameModeration>[] | undefined>;
}
export interface ApplicationCleanSpeakConfigurationUsernameModeration {
    applicationId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationEmailConfiguration {
    emailUpdateTemplateId?: pulumi.Input<string | undefined>;
    emailVerificationTemplateId?: pulumi.Input<string | undefined>;
    emailVerifiedTemplateId?: pulumi.Input<string | undefined>;
    forgotPasswordTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnCreateTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnUpdateTemplateId?: pulumi.Input<string | undefined>;
    loginNewDeviceTemplateId?: pulumi.Input<string | undefined>;
    loginSuspiciousTemplateId?: pulumi.Input<string | undefined>;
    passwordResetSuccessTemplateId?: pulumi.Input<string | undefined>;
    passwordUpdateTemplateId?: pulumi.Input<string | undefined>;
    passwordlessEmailTemplateId?: pulumi.Input<string | undefined>;
    setPasswordEmailTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodAddTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodRemoveTemplateId?: pulumi.Input<string | undefined>;
}
export interface ApplicationExternalIdentifierConfiguration {
    twoFactorTrustIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
}
export interface ApplicationFormConfiguration {
    adminRegistrationFormId?: pulumi.Input<string | undefined>;
    selfServiceFormConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationFormConfigurationSelfServiceFormConfiguration>[] | undefined>;
    selfServiceFormId?: pulumi.Input<string | undefined>;
}
export interface ApplicationFormConfigurationSelfServiceFormConfiguration {
    requireCurrentPasswordOnPasswordChange?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationJwtConfiguration {
    accessTokenId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    idTokenKeyId?: pulumi.Input<string | undefined>;
    refreshTokenExpirationPolicy?: pulumi.Input<string | undefined>;
    refreshTokenOneTimeUseGracePeriodInSeconds?: pulumi.Input<number | undefined>;
    refreshTokenSlidingWindowMaximumTtlInMinutes?: pulumi.Input<number | undefined>;
    refreshTokenTtlMinutes?: pulumi.Input<number | undefined>;
    refreshTokenUsagePolicy?: pulumi.Input<string | undefined>;
    ttlSeconds?: pulumi.Input<number | undefined>;
}
export interface ApplicationLambdaConfiguration {
    accessTokenPopulateId?: pulumi.Input<string | undefined>;
    idTokenPopulateId?: pulumi.Input<string | undefined>;
    multiFactorRequirementId?: pulumi.Input<string | undefined>;
    samlv2PopulateId?: pulumi.Input<string | undefined>;
    selfServiceRegistrationValidationId?: pulumi.Input<string | undefined>;
    userinfoPopulateId?: pulumi.Input<string | undefined>;
}
export interface ApplicationLoginConfiguration {
    allowTokenRefresh?: pulumi.Input<boolean | undefined>;
    generateRefreshTokens?: pulumi.Input<boolean | undefined>;
    requireAuthentication?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationMultiFactorConfiguration {
    emailTemplateId?: pulumi.Input<string | undefined>;
    loginPolicy?: pulumi.Input<string | undefined>;
    smsTemplateId?: pulumi.Input<string | undefined>;
    trustPolicy?: pulumi.Input<string | undefined>;
}
export interface ApplicationOauthConfiguration {
    authorizedOriginUrls?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    authorizedRedirectUrls?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    authorizedResourceUris?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    authorizedUrlValidationPolicy?: pulumi.Input<string | undefined>;
    clientAuthenticationPolicy?: pulumi.Input<string | undefined>;
    clientId?: pulumi.Input<string | undefined>;
    clientSecret?: pulumi.Input<string | undefined>;
    consentMode?: pulumi.Input<string | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    deviceVerificationUrl?: pulumi.Input<string | undefined>;
    enabledGrants?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    generateRefreshTokens?: pulumi.Input<boolean | undefined>;
    logoutBehavior?: pulumi.Input<string | undefined>;
    logoutUrl?: pulumi.Input<string | undefined>;
    proofKeyForCodeExchangePolicy?: pulumi.Input<string | undefined>;
    providedScopePolicies?: pulumi.Input<pulumi.Input<inputs.ApplicationOauthConfigurationProvidedScopePolicy>[] | undefined>;
    relationship?: pulumi.Input<string | undefined>;
    /**
     * @deprecated Deprecated
     */
    requireClientAuthentication?: pulumi.Input<boolean | undefined>;
    requireRegistration?: pulumi.Input<boolean | undefined>;
    scopeHandlingPolicy: pulumi.Input<string>;
    unknownScopePolicy: pulumi.Input<string>;
}
export interface ApplicationOauthConfigurationProvidedScopePolicy {
    address?: pulumi.Input<inputs.ApplicationOauthConfigurationProvidedScopePolicyAddress | undefined>;
    email?: pulumi.Input<inputs.ApplicationOauthConfigurationProvidedScopePolicyEmail | undefined>;
    phone?: pulumi.Input<inputs.ApplicationOauthConfigurationProvidedScopePolicyPhone | undefined>;
    profile?: pulumi.Input<inputs.ApplicationOauthConfigurationProvidedScopePolicyProfile | undefined>;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyAddress {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyEmail {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyPhone {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationOauthConfigurationProvidedScopePolicyProfile {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationPasswordlessConfiguration {
    emailLoginStrategy?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    phoneLoginStrategy?: pulumi.Input<string | undefined>;
}
export interface ApplicationPhoneConfiguration {
    forgotPasswordTemplateId?: pulumi.Input<string | undefined>;
    identityUpdateTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnCreateTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnUpdateTemplateId?: pulumi.Input<string | undefined>;
    loginNewDeviceTemplateId?: pulumi.Input<string | undefined>;
    loginSuspiciousTemplateId?: pulumi.Input<string | undefined>;
    passwordResetSuccessTemplateId?: pulumi.Input<string | undefined>;
    passwordUpdateTemplateId?: pulumi.Input<string | undefined>;
    passwordlessTemplateId?: pulumi.Input<string | undefined>;
    setPasswordTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodAddTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodRemoveTemplateId?: pulumi.Input<string | undefined>;
    verificationCompleteTemplateId?: pulumi.Input<string | undefined>;
    verificationTemplateId?: pulumi.Input<string | undefined>;
}
export interface ApplicationRegistrationConfiguration {
    birthDate?: pulumi.Input<inputs.ApplicationRegistrationConfigurationBirthDate | undefined>;
    completeRegistration?: pulumi.Input<boolean | undefined>;
    confirmPassword?: pulumi.Input<boolean | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    firstName?: pulumi.Input<inputs.ApplicationRegistrationConfigurationFirstName | undefined>;
    formId?: pulumi.Input<string | undefined>;
    fullName?: pulumi.Input<inputs.ApplicationRegistrationConfigurationFullName | undefined>;
    lastName?: pulumi.Input<inputs.ApplicationRegistrationConfigurationLastName | undefined>;
    loginIdType?: pulumi.Input<string | undefined>;
    middleName?: pulumi.Input<inputs.ApplicationRegistrationConfigurationMiddleName | undefined>;
    mobilePhone?: pulumi.Input<inputs.ApplicationRegistrationConfigurationMobilePhone | undefined>;
    preferredLanguages?: pulumi.Input<inputs.ApplicationRegistrationConfigurationPreferredLanguages | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface ApplicationRegistrationConfigurationBirthDate {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationFirstName {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationFullName {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationLastName {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationMiddleName {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationMobilePhone {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationConfigurationPreferredLanguages {
    enabled?: pulumi.Input<boolean | undefined>;
    required?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationRegistrationDeletePolicy {
    unverifiedEnabled?: pulumi.Input<boolean | undefined>;
    unverifiedNumberOfDaysToRetain?: pulumi.Input<number | undefined>;
}
export interface ApplicationSamlv2Configuration {
    assertionEncryptionConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2ConfigurationAssertionEncryptionConfiguration>[] | undefined>;
    audience?: pulumi.Input<string | undefined>;
    authorizedRedirectUrls?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    callbackUrl?: pulumi.Input<string | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    defaultVerificationKeyId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    initiatedLogins?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2ConfigurationInitiatedLogin>[] | undefined>;
    issuer?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    loginHintConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2ConfigurationLoginHintConfiguration>[] | undefined>;
    logoutUrl?: pulumi.Input<string | undefined>;
    logouts?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2ConfigurationLogout>[] | undefined>;
    requiredSignedRequests?: pulumi.Input<boolean | undefined>;
    xmlSignatureCanonicalizationMethod?: pulumi.Input<string | undefined>;
    xmlSignatureLocation?: pulumi.Input<string | undefined>;
}
export interface ApplicationSamlv2ConfigurationAssertionEncryptionConfiguration {
    digestAlgorithm?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    encryptionAlgorithm?: pulumi.Input<string | undefined>;
    keyLocation?: pulumi.Input<string | undefined>;
    keyTransportAlgorithm?: pulumi.Input<string | undefined>;
    keyTransportEncryptionKeyId?: pulumi.Input<string | undefined>;
    maskGenerationFunction?: pulumi.Input<string | undefined>;
}
export interface ApplicationSamlv2ConfigurationInitiatedLogin {
    enabled?: pulumi.Input<boolean | undefined>;
    nameIdFormat?: pulumi.Input<string | undefined>;
}
export interface ApplicationSamlv2ConfigurationLoginHintConfiguration {
    enabled?: pulumi.Input<boolean | undefined>;
    parameterName?: pulumi.Input<string | undefined>;
}
export interface ApplicationSamlv2ConfigurationLogout {
    behavior?: pulumi.Input<string | undefined>;
    defaultVerificationKeyId?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    requireSignedRequests?: pulumi.Input<boolean | undefined>;
    singleLogouts?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2ConfigurationLogoutSingleLogout>[] | undefined>;
    xmlSignatureCanonicalizationMethod?: pulumi.Input<string | undefined>;
}
export interface ApplicationSamlv2ConfigurationLogoutSingleLogout {
    enabled?: pulumi.Input<boolean | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    url?: pulumi.Input<string | undefined>;
    xmlSignatureCanonicalizationMethod?: pulumi.Input<string | undefined>;
}
export interface ApplicationUniversalConfiguration {
    universal?: pulumi.Input<boolean | undefined>;
}
export interface ApplicationWebauthnConfiguration {
    bootstrapWorkflowEnabled?: pulumi.Input<boolean | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    reauthenticationWorkflowEnabled?: pulumi.Input<boolean | undefined>;
}
export interface EntityTypeJwtConfiguration {
    accessTokenKeyId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    timeToLiveInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantAccessControlConfiguration {
    uiIpAccessControlListId?: pulumi.Input<string | undefined>;
}
export interface TenantCaptchaConfiguration {
    captchaMethod?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    secretKey?: pulumi.Input<string | undefined>;
    siteKey?: pulumi.Input<string | undefined>;
    threshold?: pulumi.Input<number | undefined>;
}
export interface TenantClientRiskConfiguration {
    blocklistedIp?: pulumi.Input<boolean | undefined>;
    botDetected?: pulumi.Input<boolean | undefined>;
    dormantAccount?: pulumi.Input<boolean | undefined>;
    dormantPassword?: pulumi.Input<boolean | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    impossibleTravel?: pulumi.Input<boolean | undefined>;
    recentIdentityChange?: pulumi.Input<boolean | undefined>;
    recentPasswordChange?: pulumi.Input<boolean | undefined>;
    suspiciousUserAgent?: pulumi.Input<boolean | undefined>;
    unrecognizedDevice?: pulumi.Input<boolean | undefined>;
    untrustedDevice?: pulumi.Input<boolean | undefined>;
}
export interface TenantConnectorPolicy {
    connectorId?: pulumi.Input<string | undefined>;
    domains?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    migrate?: pulumi.Input<boolean | undefined>;
}
export interface TenantEmailConfiguration {
    additionalHeaders?: pulumi.Input<{
        [key: string]: pulumi.Input<string>;
    } | undefined>;
    adminTwoFactorMethodRemoveEmailTemplateId?: pulumi.Input<string | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    defaultFromEmail?: pulumi.Input<string | undefined>;
    defaultFromName?: pulumi.Input<string | undefined>;
    emailUpdateEmailTemplateId?: pulumi.Input<string | undefined>;
    emailVerifiedEmailTemplateId?: pulumi.Input<string | undefined>;
    forgotPasswordEmailTemplateId?: pulumi.Input<string | undefined>;
    host?: pulumi.Input<string | undefined>;
    implicitEmailVerificationAllowed?: pulumi.Input<boolean | undefined>;
    loginIdInUseOnCreateEmailTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnUpdateEmailTemplateId?: pulumi.Input<string | undefined>;
    loginNewDeviceEmailTemplateId?: pulumi.Input<string | undefined>;
    loginSuspiciousEmailTemplateId?: pulumi.Input<string | undefined>;
    password?: pulumi.Input<string | undefined>;
    passwordResetSuccessEmailTemplateId?: pulumi.Input<string | undefined>;
    passwordUpdateEmailTemplateId?: pulumi.Input<string | undefined>;
    passwordlessEmailTemplateId?: pulumi.Input<string | undefined>;
    port?: pulumi.Input<number | undefined>;
    properties?: pulumi.Input<string | undefined>;
    security?: pulumi.Input<string | undefined>;
    setPasswordEmailTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodAddEmailTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodRemoveEmailTemplateId?: pulumi.Input<string | undefined>;
    unverifieds?: pulumi.Input<pulumi.Input<inputs.TenantEmailConfigurationUnverified>[] | undefined>;
    username?: pulumi.Input<string | undefined>;
    verificationEmailTemplateId?: pulumi.Input<string | undefined>;
    verificationStrategy?: pulumi.Input<string | undefined>;
    verifyEmail?: pulumi.Input<boolean | undefined>;
    verifyEmailWhenChanged?: pulumi.Input<boolean | undefined>;
}
export interface TenantEmailConfigurationUnverified {
    allowEmailChangeWhenGated?: pulumi.Input<boolean | undefined>;
    behavior?: pulumi.Input<string | undefined>;
}
export interface TenantEventConfiguration {
    enabled?: pulumi.Input<boolean | undefined>;
    event?: pulumi.Input<string | undefined>;
    transactionType?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfiguration {
    authorizationGrantIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    changePasswordIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationChangePasswordIdGenerator | undefined>;
    changePasswordIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    deviceCodeTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    deviceUserCodeIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationDeviceUserCodeIdGenerator | undefined>;
    emailVerificationIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationEmailVerificationIdGenerator | undefined>;
    emailVerificationIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    emailVerificationOneTimeCodeGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationEmailVerificationOneTimeCodeGenerator | undefined>;
    externalAuthenticationIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    identityProviderConnectionTestTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    loginIntentTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    oneTimePasswordTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    passwordlessLoginGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationPasswordlessLoginGenerator | undefined>;
    passwordlessLoginOneTimeCodeGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationPasswordlessLoginOneTimeCodeGenerator | undefined>;
    passwordlessLoginTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    pendingAccountLinkTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    phoneVerificationIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationPhoneVerificationIdGenerator | undefined>;
    phoneVerificationIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    phoneVerificationOneTimeCodeGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationPhoneVerificationOneTimeCodeGenerator | undefined>;
    registrationVerificationIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationRegistrationVerificationIdGenerator | undefined>;
    registrationVerificationIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    registrationVerificationOneTimeCodeGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationRegistrationVerificationOneTimeCodeGenerator | undefined>;
    rememberOauthScopeConsentChoiceTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    samlV2AuthnRequestIdTtlSeconds?: pulumi.Input<number | undefined>;
    setupPasswordIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationSetupPasswordIdGenerator | undefined>;
    setupPasswordIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    trustTokenTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    twoFactorIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    twoFactorOneTimeCodeIdGenerator?: pulumi.Input<inputs.TenantExternalIdentifierConfigurationTwoFactorOneTimeCodeIdGenerator | undefined>;
    twoFactorOneTimeCodeIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    twoFactorTrustIdTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    webauthnAuthenticationChallengeTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
    webauthnRegistrationChallengeTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantExternalIdentifierConfigurationChangePasswordIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationDeviceUserCodeIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationEmailVerificationIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationEmailVerificationOneTimeCodeGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationPasswordlessLoginGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationPasswordlessLoginOneTimeCodeGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationPhoneVerificationIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationPhoneVerificationOneTimeCodeGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationRegistrationVerificationIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationRegistrationVerificationOneTimeCodeGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationSetupPasswordIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantExternalIdentifierConfigurationTwoFactorOneTimeCodeIdGenerator {
    length?: pulumi.Input<number | undefined>;
    type?: pulumi.Input<string | undefined>;
}
export interface TenantFailedAuthenticationConfiguration {
    actionCancelPolicyOnPasswordReset?: pulumi.Input<boolean | undefined>;
    actionDuration?: pulumi.Input<number | undefined>;
    actionDurationUnit?: pulumi.Input<string | undefined>;
    emailUser?: pulumi.Input<boolean | undefined>;
    resetCountInSeconds?: pulumi.Input<number | undefined>;
    tooManyAttempts?: pulumi.Input<number | undefined>;
    userActionId?: pulumi.Input<string | undefined>;
}
export interface TenantFamilyConfiguration {
    allowChildRegistrations?: pulumi.Input<boolean | undefined>;
    confirmChildEmailTemplateId?: pulumi.Input<string | undefined>;
    deleteOrphanedAccounts?: pulumi.Input<boolean | undefined>;
    deleteOrphanedAccountsDays?: pulumi.Input<number | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    familyRequestEmailTemplateId?: pulumi.Input<string | undefined>;
    maximumChildAge?: pulumi.Input<number | undefined>;
    minimumOwnerAge?: pulumi.Input<number | undefined>;
    parentEmailRequired?: pulumi.Input<boolean | undefined>;
    parentRegistrationEmailTemplateId?: pulumi.Input<string | undefined>;
}
export interface TenantFormConfiguration {
    adminUserFormId?: pulumi.Input<string | undefined>;
}
export interface TenantJwtConfiguration {
    accessTokenKeyId?: pulumi.Input<string | undefined>;
    idTokenKeyId?: pulumi.Input<string | undefined>;
    refreshTokenExpirationPolicy?: pulumi.Input<string | undefined>;
    refreshTokenOneTimeUseConfigurationGracePeriodInSeconds?: pulumi.Input<number | undefined>;
    refreshTokenRevocationPolicyOnLoginPrevented?: pulumi.Input<boolean | undefined>;
    refreshTokenRevocationPolicyOnMultiFactorEnable?: pulumi.Input<boolean | undefined>;
    refreshTokenRevocationPolicyOnOneTimeTokenReuse?: pulumi.Input<boolean | undefined>;
    refreshTokenRevocationPolicyOnPasswordChange?: pulumi.Input<boolean | undefined>;
    refreshTokenSlidingWindowMaximumTimeToLiveInMinutes?: pulumi.Input<number | undefined>;
    refreshTokenTimeToLiveInMinutes?: pulumi.Input<number | undefined>;
    refreshTokenUsagePolicy?: pulumi.Input<string | undefined>;
    timeToLiveInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantLambdaConfiguration {
    loginValidationId?: pulumi.Input<string | undefined>;
    multiFactorRequirementId?: pulumi.Input<string | undefined>;
    scimEnterpriseUserRequestConverterId?: pulumi.Input<string | undefined>;
    scimEnterpriseUserResponseConverterId?: pulumi.Input<string | undefined>;
    scimGroupRequestConverterId?: pulumi.Input<string | undefined>;
    scimGroupResponseConverterId?: pulumi.Input<string | undefined>;
    scimUserRequestConverterId?: pulumi.Input<string | undefined>;
    scimUserResponseConverterId?: pulumi.Input<string | undefined>;
}
export interface TenantLoginConfiguration {
    requireAuthentication?: pulumi.Input<boolean | undefined>;
}
export interface TenantMaximumPasswordAge {
    days?: pulumi.Input<number | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
}
export interface TenantMinimumPasswordAge {
    enabled?: pulumi.Input<boolean | undefined>;
    seconds?: pulumi.Input<number | undefined>;
}
export interface TenantMultiFactorConfiguration {
    authenticator?: pulumi.Input<inputs.TenantMultiFactorConfigurationAuthenticator | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    emails?: pulumi.Input<pulumi.Input<inputs.TenantMultiFactorConfigurationEmail>[] | undefined>;
    loginPolicy?: pulumi.Input<string | undefined>;
    sms?: pulumi.Input<pulumi.Input<inputs.TenantMultiFactorConfigurationSm>[] | undefined>;
}
export interface TenantMultiFactorConfigurationAuthenticator {
    enabled?: pulumi.Input<boolean | undefined>;
}
export interface TenantMultiFactorConfigurationEmail {
    enabled?: pulumi.Input<boolean | undefined>;
    templateId?: pulumi.Input<string | undefined>;
}
export interface TenantMultiFactorConfigurationSm {
    enabled?: pulumi.Input<boolean | undefined>;
    messengerId?: pulumi.Input<string | undefined>;
    templateId?: pulumi.Input<string | undefined>;
}
export interface TenantOauthConfiguration {
    clientCredentialsAccessTokenPopulateLambdaId?: pulumi.Input<string | undefined>;
}
export interface TenantPasswordEncryptionConfiguration {
    encryptionScheme?: pulumi.Input<string | undefined>;
    encryptionSchemeFactor?: pulumi.Input<number | undefined>;
    modifyEncryptionSchemeOnLogin?: pulumi.Input<boolean | undefined>;
}
export interface TenantPasswordValidationRules {
    breachDetections?: pulumi.Input<pulumi.Input<inputs.TenantPasswordValidationRulesBreachDetection>[] | undefined>;
    disallowUserLoginId?: pulumi.Input<boolean | undefined>;
    maxLength?: pulumi.Input<number | undefined>;
    minLength?: pulumi.Input<number | undefined>;
    rememberPreviousPasswords?: pulumi.Input<inputs.TenantPasswordValidationRulesRememberPreviousPasswords | undefined>;
    requireNonAlpha?: pulumi.Input<boolean | undefined>;
    requireNumber?: pulumi.Input<boolean | undefined>;
    requiredMixedCase?: pulumi.Input<boolean | undefined>;
    validateOnLogin?: pulumi.Input<boolean | undefined>;
}
export interface TenantPasswordValidationRulesBreachDetection {
    enabled?: pulumi.Input<boolean | undefined>;
    matchMode?: pulumi.Input<string | undefined>;
    notifyUserEmailTemplateId?: pulumi.Input<string | undefined>;
    onLogin?: pulumi.Input<string | undefined>;
}
export interface TenantPasswordValidationRulesRememberPreviousPasswords {
    count?: pulumi.Input<number | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
}
export interface TenantPhoneConfiguration {
    adminTwoFactorMethodRemoveTemplateId?: pulumi.Input<string | undefined>;
    forgotPasswordTemplateId?: pulumi.Input<string | undefined>;
    identityUpdateTemplateId?: pulumi.Input<string | undefined>;
    implicitPhoneVerificationAllowed?: pulumi.Input<boolean | undefined>;
    loginIdInUseOnCreateTemplateId?: pulumi.Input<string | undefined>;
    loginIdInUseOnUpdateTemplateId?: pulumi.Input<string | undefined>;
    loginNewDeviceTemplateId?: pulumi.Input<string | undefined>;
    loginSuspiciousTemplateId?: pulumi.Input<string | undefined>;
    messengerId?: pulumi.Input<string | undefined>;
    passwordResetSuccessTemplateId?: pulumi.Input<string | undefined>;
    passwordUpdateTemplateId?: pulumi.Input<string | undefined>;
    passwordlessTemplateId?: pulumi.Input<string | undefined>;
    setPasswordTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodAddTemplateId?: pulumi.Input<string | undefined>;
    twoFactorMethodRemoveTemplateId?: pulumi.Input<string | undefined>;
    unverified?: pulumi.Input<inputs.TenantPhoneConfigurationUnverified | undefined>;
    verificationCompleteTemplateId?: pulumi.Input<string | undefined>;
    verificationStrategy?: pulumi.Input<string | undefined>;
    verificationTemplateId?: pulumi.Input<string | undefined>;
    verifyPhoneNumber?: pulumi.Input<boolean | undefined>;
}
export interface TenantPhoneConfigurationUnverified {
    allowPhoneNumberChangeWhenGated?: pulumi.Input<boolean | undefined>;
    behavior?: pulumi.Input<string | undefined>;
}
export interface TenantRateLimitConfiguration {
    failedLogin?: pulumi.Input<inputs.TenantRateLimitConfigurationFailedLogin | undefined>;
    forgotPassword?: pulumi.Input<inputs.TenantRateLimitConfigurationForgotPassword | undefined>;
    sendEmailVerification?: pulumi.Input<inputs.TenantRateLimitConfigurationSendEmailVerification | undefined>;
    sendPasswordless?: pulumi.Input<inputs.TenantRateLimitConfigurationSendPasswordless | undefined>;
    sendPasswordlessPhone?: pulumi.Input<inputs.TenantRateLimitConfigurationSendPasswordlessPhone | undefined>;
    sendPhoneVerification?: pulumi.Input<inputs.TenantRateLimitConfigurationSendPhoneVerification | undefined>;
    sendRegistrationVerification?: pulumi.Input<inputs.TenantRateLimitConfigurationSendRegistrationVerification | undefined>;
    sendTwoFactor?: pulumi.Input<inputs.TenantRateLimitConfigurationSendTwoFactor | undefined>;
}
export interface TenantRateLimitConfigurationFailedLogin {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationForgotPassword {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendEmailVerification {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendPasswordless {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendPasswordlessPhone {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendPhoneVerification {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendRegistrationVerification {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRateLimitConfigurationSendTwoFactor {
    enabled?: pulumi.Input<boolean | undefined>;
    limit?: pulumi.Input<number | undefined>;
    timePeriodInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantRegistrationConfiguration {
    blockedDomains?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
export interface TenantScimServerConfiguration {
    clientEntityTypeId: pulumi.Input<string>;
    enabled?: pulumi.Input<boolean | undefined>;
    schemas?: pulumi.Input<string | undefined>;
    serverEntityTypeId: pulumi.Input<string>;
}
export interface TenantSsoConfiguration {
    allowAccessTokenBootstrap?: pulumi.Input<boolean | undefined>;
    deviceTrustTimeToLiveInSeconds?: pulumi.Input<number | undefined>;
}
export interface TenantUserDeletePolicy {
    unverifiedEnabled?: pulumi.Input<boolean | undefined>;
    unverifiedNumberOfDaysToRetain?: pulumi.Input<number | undefined>;
}
export interface TenantUsernameConfiguration {
    unique?: pulumi.Input<inputs.TenantUsernameConfigurationUnique | undefined>;
}
export interface TenantUsernameConfigurationUnique {
    enabled?: pulumi.Input<boolean | undefined>;
    numberOfDigits?: pulumi.Input<number | undefined>;
    separator?: pulumi.Input<string | undefined>;
    strategy?: pulumi.Input<string | undefined>;
}
export interface TenantWebauthnConfiguration {
    bootstrapWorkflow?: pulumi.Input<inputs.TenantWebauthnConfigurationBootstrapWorkflow | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    reauthenticationWorkflow?: pulumi.Input<inputs.TenantWebauthnConfigurationReauthenticationWorkflow | undefined>;
    relyingPartyId?: pulumi.Input<string | undefined>;
    relyingPartyName?: pulumi.Input<string | undefined>;
}
export interface TenantWebauthnConfigurationBootstrapWorkflow {
    authenticatorAttachmentPreference?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    userVerificationRequirement?: pulumi.Input<string | undefined>;
}
export interface TenantWebauthnConfigurationReauthenticationWorkflow {
    authenticatorAttachmentPreference?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    userVerificationRequirement?: pulumi.Input<string | undefined>;
}
export interface UserIdentity {
    displayValue?: pulumi.Input<string | undefined>;
    insertInstant?: pulumi.Input<number | undefined>;
    lastLoginInstant?: pulumi.Input<number | undefined>;
    lastUpdateInstant?: pulumi.Input<number | undefined>;
    moderationStatus?: pulumi.Input<string | undefined>;
    type?: pulumi.Input<string | undefined>;
    value?: pulumi.Input<string | undefined>;
    verified?: pulumi.Input<boolean | undefined>;
    verifiedInstant?: pulumi.Input<number | undefined>;
    verifiedReason?: pulumi.Input<string | undefined>;
}
export interface UserTwoFactorMethod {
    authenticatorAlgorithm?: pulumi.Input<string | undefined>;
    authenticatorCodeLength?: pulumi.Input<number | undefined>;
    authenticatorTimeStep?: pulumi.Input<number | undefined>;
    email?: pulumi.Input<string | undefined>;
    method?: pulumi.Input<string | undefined>;
    mobilePhone?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    secret?: pulumi.Input<string | undefined>;
    twoFactorMethodId?: pulumi.Input<string | undefined>;
}
export interface UserVerificationId {
    oneTimeCode?: pulumi.Input<string | undefined>;
    type?: pulumi.Input<string | undefined>;
    value?: pulumi.Input<string | undefined>;
    verificationId?: pulumi.Input<string | undefined>;
}
