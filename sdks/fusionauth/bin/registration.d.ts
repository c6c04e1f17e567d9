import * as pulumi from "@pulumi/pulumi";
export declare class Registration extends pulumi.CustomResource {
    /**
     * Get an existing Registration resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: RegistrationState, opts?: pulumi.CustomResourceOptions): Registration;
    /**
     * Returns true if the given object is an instance of Registration.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Registration;
    readonly applicationId: pulumi.Output<string>;
    readonly authenticationToken: pulumi.Output<string>;
    readonly data: pulumi.Output<string | undefined>;
    readonly fusionauthRegistrationId: pulumi.Output<string>;
    readonly generateAuthenticationToken: pulumi.Output<boolean | undefined>;
    readonly preferredLanguages: pulumi.Output<string[] | undefined>;
    readonly registrationId: pulumi.Output<string>;
    readonly roles: pulumi.Output<string[] | undefined>;
    readonly skipRegistrationValidation: pulumi.Output<boolean | undefined>;
    readonly timezone: pulumi.Output<string | undefined>;
    readonly userId: pulumi.Output<string>;
    readonly username: pulumi.Output<string | undefined>;
    /**
     * Create a Registration resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: RegistrationArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Registration resources.
 */
export interface RegistrationState {
    applicationId?: pulumi.Input<string | undefined>;
    authenticationToken?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    fusionauthRegistrationId?: pulumi.Input<string | undefined>;
    generateAuthenticationToken?: pulumi.Input<boolean | undefined>;
    preferredLanguages?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    registrationId?: pulumi.Input<string | undefined>;
    roles?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    skipRegistrationValidation?: pulumi.Input<boolean | undefined>;
    timezone?: pulumi.Input<string | undefined>;
    userId?: pulumi.Input<string | undefined>;
    username?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a Registration resource.
 */
export interface RegistrationArgs {
    applicationId: pulumi.Input<string>;
    authenticationToken?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    fusionauthRegistrationId?: pulumi.Input<string | undefined>;
    generateAuthenticationToken?: pulumi.Input<boolean | undefined>;
    preferredLanguages?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    registrationId?: pulumi.Input<string | undefined>;
    roles?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    skipRegistrationValidation?: pulumi.Input<boolean | undefined>;
    timezone?: pulumi.Input<string | undefined>;
    userId: pulumi.Input<string>;
    username?: pulumi.Input<string | undefined>;
}
