import * as pulumi from "@pulumi/pulumi";
export declare class ApplicationRole extends pulumi.CustomResource {
    /**
     * Get an existing ApplicationRole resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ApplicationRoleState, opts?: pulumi.CustomResourceOptions): ApplicationRole;
    /**
     * Returns true if the given object is an instance of ApplicationRole.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ApplicationRole;
    readonly applicationId: pulumi.Output<string>;
    readonly applicationRoleId: pulumi.Output<string>;
    readonly description: pulumi.Output<string | undefined>;
    readonly isDefault: pulumi.Output<boolean | undefined>;
    readonly isSuperRole: pulumi.Output<boolean | undefined>;
    readonly name: pulumi.Output<string>;
    /**
     * Create a ApplicationRole resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: ApplicationRoleArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ApplicationRole resources.
 */
export interface ApplicationRoleState {
    applicationId?: pulumi.Input<string | undefined>;
    applicationRoleId?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    isDefault?: pulumi.Input<boolean | undefined>;
    isSuperRole?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a ApplicationRole resource.
 */
export interface ApplicationRoleArgs {
    applicationId: pulumi.Input<string>;
    applicationRoleId?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    isDefault?: pulumi.Input<boolean | undefined>;
    isSuperRole?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
}
