import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class Application extends pulumi.CustomResource {
    /**
     * Get an existing Application resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ApplicationState, opts?: pulumi.CustomResourceOptions): Application;
    /**
     * Returns true if the given object is an instance of Application.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Application;
    readonly accessControlConfigurations: pulumi.Output<outputs.ApplicationAccessControlConfiguration[]>;
    readonly active: pulumi.Output<boolean | undefined>;
    readonly applicationId: pulumi.Output<string | undefined>;
    readonly authenticationTokenConfigurationEnabled: pulumi.Output<boolean | undefined>;
    readonly baseUrl: pulumi.Output<string | undefined>;
    readonly cleanSpeakConfigurations: pulumi.Output<outputs.ApplicationCleanSpeakConfiguration[]>;
    readonly data: pulumi.Output<string | undefined>;
    readonly emailConfigurations: pulumi.Output<outputs.ApplicationEmailConfiguration[]>;
    readonly externalIdentifierConfigurations: pulumi.Output<outputs.ApplicationExternalIdentifierConfiguration[]>;
    readonly formConfigurations: pulumi.Output<outputs.ApplicationFormConfiguration[] | undefined>;
    readonly fusionauthApplicationId: pulumi.Output<string>;
    readonly insertInstant: pulumi.Output<number>;
    readonly jwtConfiguration: pulumi.Output<outputs.ApplicationJwtConfiguration | undefined>;
    readonly lambdaConfiguration: pulumi.Output<outputs.ApplicationLambdaConfiguration | undefined>;
    readonly lastUpdateInstant: pulumi.Output<number>;
    readonly loginConfiguration: pulumi.Output<outputs.ApplicationLoginConfiguration | undefined>;
    readonly multiFactorConfigurations: pulumi.Output<outputs.ApplicationMultiFactorConfiguration[]>;
    readonly name: pulumi.Output<string>;
    readonly oauthConfiguration: pulumi.Output<outputs.ApplicationOauthConfiguration | undefined>;
    readonly passwordlessConfiguration: pulumi.Output<outputs.ApplicationPasswordlessConfiguration | undefined>;
    /**
     * @deprecated Deprecated
     */
    readonly passwordlessConfigurationEnabled: pulumi.Output<boolean | undefined>;
    readonly phoneConfiguration: pulumi.Output<outputs.ApplicationPhoneConfiguration | undefined>;
    readonly registrationConfiguration: pulumi.Output<outputs.ApplicationRegistrationConfiguration | undefined>;
    readonly registrationDeletePolicy: pulumi.Output<outputs.ApplicationRegistrationDeletePolicy | undefined>;
    readonly samlv2Configurations: pulumi.Output<outputs.ApplicationSamlv2Configuration[]>;
    readonly state: pulumi.Output<string>;
    readonly tenantId: pulumi.Output<string | undefined>;
    readonly themeId: pulumi.Output<string | undefined>;
    readonly universalConfiguration: pulumi.Output<outputs.ApplicationUniversalConfiguration | undefined>;
    readonly unverifiedBehavior: pulumi.Output<string | undefined>;
    readonly verificationEmailTemplateId: pulumi.Output<string | undefined>;
    readonly verificationStrategy: pulumi.Output<string | undefined>;
    readonly verifyRegistration: pulumi.Output<boolean | undefined>;
    readonly webauthnConfigurations: pulumi.Output<outputs.ApplicationWebauthnConfiguration[] | undefined>;
    /**
     * Create a Application resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: ApplicationArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Application resources.
 */
export interface ApplicationState {
    accessControlConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationAccessControlConfiguration>[] | undefined>;
    active?: pulumi.Input<boolean | undefined>;
    applicationId?: pulumi.Input<string | undefined>;
    authenticationTokenConfigurationEnabled?: pulumi.Input<boolean | undefined>;
    baseUrl?: pulumi.Input<string | undefined>;
    cleanSpeakConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationCleanSpeakConfiguration>[] | undefined>;
    data?: pulumi.Input<string | undefined>;
    emailConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationEmailConfiguration>[] | undefined>;
    externalIdentifierConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationExternalIdentifierConfiguration>[] | undefined>;
    formConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationFormConfiguration>[] | undefined>;
    fusionauthApplicationId?: pulumi.Input<string | undefined>;
    insertInstant?: pulumi.Input<number | undefined>;
    jwtConfiguration?: pulumi.Input<inputs.ApplicationJwtConfiguration | undefined>;
    lambdaConfiguration?: pulumi.Input<inputs.ApplicationLambdaConfiguration | undefined>;
    lastUpdateInstant?: pulumi.Input<number | undefined>;
    loginConfiguration?: pulumi.Input<inputs.ApplicationLoginConfiguration | undefined>;
    multiFactorConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationMultiFactorConfiguration>[] | undefined>;
    name?: pulumi.Input<string | undefined>;
    oauthConfiguration?: pulumi.Input<inputs.ApplicationOauthConfiguration | undefined>;
    passwordlessConfiguration?: pulumi.Input<inputs.ApplicationPasswordlessConfiguration | undefined>;
    /**
     * @deprecated Deprecated
     */
    passwordlessConfigurationEnabled?: pulumi.Input<boolean | undefined>;
    phoneConfiguration?: pulumi.Input<inputs.ApplicationPhoneConfiguration | undefined>;
    registrationConfiguration?: pulumi.Input<inputs.ApplicationRegistrationConfiguration | undefined>;
    registrationDeletePolicy?: pulumi.Input<inputs.ApplicationRegistrationDeletePolicy | undefined>;
    samlv2Configurations?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2Configuration>[] | undefined>;
    state?: pulumi.Input<string | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    themeId?: pulumi.Input<string | undefined>;
    universalConfiguration?: pulumi.Input<inputs.ApplicationUniversalConfiguration | undefined>;
    unverifiedBehavior?: pulumi.Input<string | undefined>;
    verificationEmailTemplateId?: pulumi.Input<string | undefined>;
    verificationStrategy?: pulumi.Input<string | undefined>;
    verifyRegistration?: pulumi.Input<boolean | undefined>;
    webauthnConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationWebauthnConfiguration>[] | undefined>;
}
/**
 * The set of arguments for constructing a Application resource.
 */
export interface ApplicationArgs {
    accessControlConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationAccessControlConfiguration>[] | undefined>;
    active?: pulumi.Input<boolean | undefined>;
    applicationId?: pulumi.Input<string | undefined>;
    authenticationTokenConfigurationEnabled?: pulumi.Input<boolean | undefined>;
    baseUrl?: pulumi.Input<string | undefined>;
    cleanSpeakConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationCleanSpeakConfiguration>[] | undefined>;
    data?: pulumi.Input<string | undefined>;
    emailConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationEmailConfiguration>[] | undefined>;
    externalIdentifierConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationExternalIdentifierConfiguration>[] | undefined>;
    formConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationFormConfiguration>[] | undefined>;
    fusionauthApplicationId?: pulumi.Input<string | undefined>;
    jwtConfiguration?: pulumi.Input<inputs.ApplicationJwtConfiguration | undefined>;
    lambdaConfiguration?: pulumi.Input<inputs.ApplicationLambdaConfiguration | undefined>;
    loginConfiguration?: pulumi.Input<inputs.ApplicationLoginConfiguration | undefined>;
    multiFactorConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationMultiFactorConfiguration>[] | undefined>;
    name?: pulumi.Input<string | undefined>;
    oauthConfiguration?: pulumi.Input<inputs.ApplicationOauthConfiguration | undefined>;
    passwordlessConfiguration?: pulumi.Input<inputs.ApplicationPasswordlessConfiguration | undefined>;
    /**
     * @deprecated Deprecated
     */
    passwordlessConfigurationEnabled?: pulumi.Input<boolean | undefined>;
    phoneConfiguration?: pulumi.Input<inputs.ApplicationPhoneConfiguration | undefined>;
    registrationConfiguration?: pulumi.Input<inputs.ApplicationRegistrationConfiguration | undefined>;
    registrationDeletePolicy?: pulumi.Input<inputs.ApplicationRegistrationDeletePolicy | undefined>;
    samlv2Configurations?: pulumi.Input<pulumi.Input<inputs.ApplicationSamlv2Configuration>[] | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    themeId?: pulumi.Input<string | undefined>;
    universalConfiguration?: pulumi.Input<inputs.ApplicationUniversalConfiguration | undefined>;
    unverifiedBehavior?: pulumi.Input<string | undefined>;
    verificationEmailTemplateId?: pulumi.Input<string | undefined>;
    verificationStrategy?: pulumi.Input<string | undefined>;
    verifyRegistration?: pulumi.Input<boolean | undefined>;
    webauthnConfigurations?: pulumi.Input<pulumi.Input<inputs.ApplicationWebauthnConfiguration>[] | undefined>;
}
