import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class Tenant extends pulumi.CustomResource {
    /**
     * Get an existing Tenant resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: TenantState, opts?: pulumi.CustomResourceOptions): Tenant;
    /**
     * Returns true if the given object is an instance of Tenant.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Tenant;
    readonly accessControlConfigurations: pulumi.Output<outputs.TenantAccessControlConfiguration[] | undefined>;
    readonly baseUrl: pulumi.Output<string | undefined>;
    readonly captchaConfiguration: pulumi.Output<outputs.TenantCaptchaConfiguration | undefined>;
    readonly clientRiskConfiguration: pulumi.Output<outputs.TenantClientRiskConfiguration | undefined>;
    readonly connectorPolicies: pulumi.Output<outputs.TenantConnectorPolicy[] | undefined>;
    readonly data: pulumi.Output<string | undefined>;
    readonly emailConfiguration: pulumi.Output<outputs.TenantEmailConfiguration | undefined>;
    readonly eventConfigurations: pulumi.Output<outputs.TenantEventConfiguration[] | undefined>;
    readonly externalIdentifierConfiguration: pulumi.Output<outputs.TenantExternalIdentifierConfiguration | undefined>;
    readonly failedAuthenticationConfiguration: pulumi.Output<outputs.TenantFailedAuthenticationConfiguration | undefined>;
    readonly familyConfiguration: pulumi.Output<outputs.TenantFamilyConfiguration | undefined>;
    readonly formConfigurations: pulumi.Output<outputs.TenantFormConfiguration[]>;
    readonly fusionauthTenantId: pulumi.Output<string>;
    readonly httpSessionMaxInactiveInterval: pulumi.Output<number | undefined>;
    readonly issuer: pulumi.Output<string>;
    readonly jwtConfigurations: pulumi.Output<outputs.TenantJwtConfiguration[] | undefined>;
    readonly lambdaConfiguration: pulumi.Output<outputs.TenantLambdaConfiguration | undefined>;
    readonly loginConfiguration: pulumi.Output<outputs.TenantLoginConfiguration | undefined>;
    readonly logoutUrl: pulumi.Output<string | undefined>;
    readonly maximumPasswordAge: pulumi.Output<outputs.TenantMaximumPasswordAge | undefined>;
    readonly minimumPasswordAge: pulumi.Output<outputs.TenantMinimumPasswordAge | undefined>;
    readonly multiFactorConfiguration: pulumi.Output<outputs.TenantMultiFactorConfiguration | undefined>;
    readonly name: pulumi.Output<string>;
    readonly oauthConfigurations: pulumi.Output<outputs.TenantOauthConfiguration[] | undefined>;
    readonly passwordEncryptionConfigurations: pulumi.Output<outputs.TenantPasswordEncryptionConfiguration[] | undefined>;
    readonly passwordValidationRules: pulumi.Output<outputs.TenantPasswordValidationRules | undefined>;
    readonly phoneConfiguration: pulumi.Output<outputs.TenantPhoneConfiguration | undefined>;
    readonly rateLimitConfiguration: pulumi.Output<outputs.TenantRateLimitConfiguration | undefined>;
    readonly registrationConfiguration: pulumi.Output<outputs.TenantRegistrationConfiguration | undefined>;
    readonly scimServerConfiguration: pulumi.Output<outputs.TenantScimServerConfiguration | undefined>;
    readonly sourceTenantId: pulumi.Output<string | undefined>;
    readonly ssoConfiguration: pulumi.Output<outputs.TenantSsoConfiguration | undefined>;
    readonly tenantId: pulumi.Output<string>;
    readonly themeId: pulumi.Output<string>;
    readonly userDeletePolicy: pulumi.Output<outputs.TenantUserDeletePolicy | undefined>;
    readonly usernameConfiguration: pulumi.Output<outputs.TenantUsernameConfiguration | undefined>;
    readonly webauthnConfiguration: pulumi.Output<outputs.TenantWebauthnConfiguration | undefined>;
    readonly webhookIds: pulumi.Output<string[] | undefined>;
    /**
     * Create a Tenant resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: TenantArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Tenant resources.
 */
export interface TenantState {
    accessControlConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantAccessControlConfiguration>[] | undefined>;
    baseUrl?: pulumi.Input<string | undefined>;
    captchaConfiguration?: pulumi.Input<inputs.TenantCaptchaConfiguration | undefined>;
    clientRiskConfiguration?: pulumi.Input<inputs.TenantClientRiskConfiguration | undefined>;
    connectorPolicies?: pulumi.Input<pulumi.Input<inputs.TenantConnectorPolicy>[] | undefined>;
    data?: pulumi.Input<string | undefined>;
    emailConfiguration?: pulumi.Input<inputs.TenantEmailConfiguration | undefined>;
    eventConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantEventConfiguration>[] | undefined>;
    externalIdentifierConfiguration?: pulumi.Input<inputs.TenantExternalIdentifierConfiguration | undefined>;
    failedAuthenticationConfiguration?: pulumi.Input<inputs.TenantFailedAuthenticationConfiguration | undefined>;
    familyConfiguration?: pulumi.Input<inputs.TenantFamilyConfiguration | undefined>;
    formConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantFormConfiguration>[] | undefined>;
    fusionauthTenantId?: pulumi.Input<string | undefined>;
    httpSessionMaxInactiveInterval?: pulumi.Input<number | undefined>;
    issuer?: pulumi.Input<string | undefined>;
    jwtConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantJwtConfiguration>[] | undefined>;
    lambdaConfiguration?: pulumi.Input<inputs.TenantLambdaConfiguration | undefined>;
    loginConfiguration?: pulumi.Input<inputs.TenantLoginConfiguration | undefined>;
    logoutUrl?: pulumi.Input<string | undefined>;
    maximumPasswordAge?: pulumi.Input<inputs.TenantMaximumPasswordAge | undefined>;
    minimumPasswordAge?: pulumi.Input<inputs.TenantMinimumPasswordAge | undefined>;
    multiFactorConfiguration?: pulumi.Input<inputs.TenantMultiFactorConfiguration | undefined>;
    name?: pulumi.Input<string | undefined>;
    oauthConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantOauthConfiguration>[] | undefined>;
    passwordEncryptionConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantPasswordEncryptionConfiguration>[] | undefined>;
    passwordValidationRules?: pulumi.Input<inputs.TenantPasswordValidationRules | undefined>;
    phoneConfiguration?: pulumi.Input<inputs.TenantPhoneConfiguration | undefined>;
    rateLimitConfiguration?: pulumi.Input<inputs.TenantRateLimitConfiguration | undefined>;
    registrationConfiguration?: pulumi.Input<inputs.TenantRegistrationConfiguration | undefined>;
    scimServerConfiguration?: pulumi.Input<inputs.TenantScimServerConfiguration | undefined>;
    sourceTenantId?: pulumi.Input<string | undefined>;
    ssoConfiguration?: pulumi.Input<inputs.TenantSsoConfiguration | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    themeId?: pulumi.Input<string | undefined>;
    userDeletePolicy?: pulumi.Input<inputs.TenantUserDeletePolicy | undefined>;
    usernameConfiguration?: pulumi.Input<inputs.TenantUsernameConfiguration | undefined>;
    webauthnConfiguration?: pulumi.Input<inputs.TenantWebauthnConfiguration | undefined>;
    webhookIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a Tenant resource.
 */
export interface TenantArgs {
    accessControlConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantAccessControlConfiguration>[] | undefined>;
    baseUrl?: pulumi.Input<string | undefined>;
    captchaConfiguration?: pulumi.Input<inputs.TenantCaptchaConfiguration | undefined>;
    clientRiskConfiguration?: pulumi.Input<inputs.TenantClientRiskConfiguration | undefined>;
    connectorPolicies?: pulumi.Input<pulumi.Input<inputs.TenantConnectorPolicy>[] | undefined>;
    data?: pulumi.Input<string | undefined>;
    emailConfiguration?: pulumi.Input<inputs.TenantEmailConfiguration | undefined>;
    eventConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantEventConfiguration>[] | undefined>;
    externalIdentifierConfiguration?: pulumi.Input<inputs.TenantExternalIdentifierConfiguration | undefined>;
    failedAuthenticationConfiguration?: pulumi.Input<inputs.TenantFailedAuthenticationConfiguration | undefined>;
    familyConfiguration?: pulumi.Input<inputs.TenantFamilyConfiguration | undefined>;
    formConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantFormConfiguration>[] | undefined>;
    fusionauthTenantId?: pulumi.Input<string | undefined>;
    httpSessionMaxInactiveInterval?: pulumi.Input<number | undefined>;
    issuer?: pulumi.Input<string | undefined>;
    jwtConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantJwtConfiguration>[] | undefined>;
    lambdaConfiguration?: pulumi.Input<inputs.TenantLambdaConfiguration | undefined>;
    loginConfiguration?: pulumi.Input<inputs.TenantLoginConfiguration | undefined>;
    logoutUrl?: pulumi.Input<string | undefined>;
    maximumPasswordAge?: pulumi.Input<inputs.TenantMaximumPasswordAge | undefined>;
    minimumPasswordAge?: pulumi.Input<inputs.TenantMinimumPasswordAge | undefined>;
    multiFactorConfiguration?: pulumi.Input<inputs.TenantMultiFactorConfiguration | undefined>;
    name?: pulumi.Input<string | undefined>;
    oauthConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantOauthConfiguration>[] | undefined>;
    passwordEncryptionConfigurations?: pulumi.Input<pulumi.Input<inputs.TenantPasswordEncryptionConfiguration>[] | undefined>;
    passwordValidationRules?: pulumi.Input<inputs.TenantPasswordValidationRules | undefined>;
    phoneConfiguration?: pulumi.Input<inputs.TenantPhoneConfiguration | undefined>;
    rateLimitConfiguration?: pulumi.Input<inputs.TenantRateLimitConfiguration | undefined>;
    registrationConfiguration?: pulumi.Input<inputs.TenantRegistrationConfiguration | undefined>;
    scimServerConfiguration?: pulumi.Input<inputs.TenantScimServerConfiguration | undefined>;
    sourceTenantId?: pulumi.Input<string | undefined>;
    ssoConfiguration?: pulumi.Input<inputs.TenantSsoConfiguration | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    themeId?: pulumi.Input<string | undefined>;
    userDeletePolicy?: pulumi.Input<inputs.TenantUserDeletePolicy | undefined>;
    usernameConfiguration?: pulumi.Input<inputs.TenantUsernameConfiguration | undefined>;
    webauthnConfiguration?: pulumi.Input<inputs.TenantWebauthnConfiguration | undefined>;
    webhookIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
