import * as pulumi from "@pulumi/pulumi";
export declare class ApplicationOauthScope extends pulumi.CustomResource {
    /**
     * Get an existing ApplicationOauthScope resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ApplicationOauthScopeState, opts?: pulumi.CustomResourceOptions): ApplicationOauthScope;
    /**
     * Returns true if the given object is an instance of ApplicationOauthScope.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ApplicationOauthScope;
    readonly applicationId: pulumi.Output<string>;
    readonly applicationOauthScopeId: pulumi.Output<string>;
    readonly data: pulumi.Output<string | undefined>;
    readonly defaultConsentDetail: pulumi.Output<string | undefined>;
    readonly defaultConsentMessage: pulumi.Output<string | undefined>;
    readonly description: pulumi.Output<string | undefined>;
    readonly name: pulumi.Output<string>;
    readonly required: pulumi.Output<boolean | undefined>;
    readonly scopeId: pulumi.Output<string>;
    /**
     * Create a ApplicationOauthScope resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: ApplicationOauthScopeArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ApplicationOauthScope resources.
 */
export interface ApplicationOauthScopeState {
    applicationId?: pulumi.Input<string | undefined>;
    applicationOauthScopeId?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    defaultConsentDetail?: pulumi.Input<string | undefined>;
    defaultConsentMessage?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    required?: pulumi.Input<boolean | undefined>;
    scopeId?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a ApplicationOauthScope resource.
 */
export interface ApplicationOauthScopeArgs {
    applicationId: pulumi.Input<string>;
    applicationOauthScopeId?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    defaultConsentDetail?: pulumi.Input<string | undefined>;
    defaultConsentMessage?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    required?: pulumi.Input<boolean | undefined>;
    scopeId?: pulumi.Input<string | undefined>;
}
