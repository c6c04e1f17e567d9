import * as pulumi from "@pulumi/pulumi";
export declare class EntityGrant extends pulumi.CustomResource {
    /**
     * Get an existing EntityGrant resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: EntityGrantState, opts?: pulumi.CustomResourceOptions): EntityGrant;
    /**
     * Returns true if the given object is an instance of EntityGrant.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is EntityGrant;
    readonly data: pulumi.Output<string | undefined>;
    readonly entityGrantId: pulumi.Output<string>;
    readonly entityId: pulumi.Output<string>;
    readonly permissions: pulumi.Output<string[] | undefined>;
    readonly recipientEntityId: pulumi.Output<string | undefined>;
    readonly tenantId: pulumi.Output<string>;
    readonly userId: pulumi.Output<string | undefined>;
    /**
     * Create a EntityGrant resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: EntityGrantArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering EntityGrant resources.
 */
export interface EntityGrantState {
    data?: pulumi.Input<string | undefined>;
    entityGrantId?: pulumi.Input<string | undefined>;
    entityId?: pulumi.Input<string | undefined>;
    permissions?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    recipientEntityId?: pulumi.Input<string | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    userId?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a EntityGrant resource.
 */
export interface EntityGrantArgs {
    data?: pulumi.Input<string | undefined>;
    entityGrantId?: pulumi.Input<string | undefined>;
    entityId: pulumi.Input<string>;
    permissions?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    recipientEntityId?: pulumi.Input<string | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    userId?: pulumi.Input<string | undefined>;
}
