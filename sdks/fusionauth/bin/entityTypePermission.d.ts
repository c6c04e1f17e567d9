import * as pulumi from "@pulumi/pulumi";
export declare class EntityTypePermission extends pulumi.CustomResource {
    /**
     * Get an existing EntityTypePermission resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: EntityTypePermissionState, opts?: pulumi.CustomResourceOptions): EntityTypePermission;
    /**
     * Returns true if the given object is an instance of EntityTypePermission.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is EntityTypePermission;
    readonly data: pulumi.Output<string | undefined>;
    readonly description: pulumi.Output<string | undefined>;
    readonly entityTypeId: pulumi.Output<string>;
    readonly entityTypePermissionId: pulumi.Output<string>;
    readonly isDefault: pulumi.Output<boolean | undefined>;
    readonly name: pulumi.Output<string>;
    readonly permissionId: pulumi.Output<string>;
    /**
     * Create a EntityTypePermission resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: EntityTypePermissionArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering EntityTypePermission resources.
 */
export interface EntityTypePermissionState {
    data?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    entityTypeId?: pulumi.Input<string | undefined>;
    entityTypePermissionId?: pulumi.Input<string | undefined>;
    isDefault?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
    permissionId?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a EntityTypePermission resource.
 */
export interface EntityTypePermissionArgs {
    data?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    entityTypeId: pulumi.Input<string>;
    entityTypePermissionId?: pulumi.Input<string | undefined>;
    isDefault?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
    permissionId?: pulumi.Input<string | undefined>;
}
