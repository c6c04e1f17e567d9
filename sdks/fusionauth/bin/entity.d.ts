import * as pulumi from "@pulumi/pulumi";
export declare class Entity extends pulumi.CustomResource {
    /**
     * Get an existing Entity resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: EntityState, opts?: pulumi.CustomResourceOptions): Entity;
    /**
     * Returns true if the given object is an instance of Entity.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Entity;
    readonly clientId: pulumi.Output<string>;
    readonly clientSecret: pulumi.Output<string>;
    readonly data: pulumi.Output<string | undefined>;
    readonly entityId: pulumi.Output<string>;
    readonly entityTypeId: pulumi.Output<string>;
    readonly fusionauthEntityId: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
    readonly tenantId: pulumi.Output<string | undefined>;
    /**
     * Create a Entity resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: EntityArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Entity resources.
 */
export interface EntityState {
    clientId?: pulumi.Input<string | undefined>;
    clientSecret?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    entityId?: pulumi.Input<string | undefined>;
    entityTypeId?: pulumi.Input<string | undefined>;
    fusionauthEntityId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a Entity resource.
 */
export interface EntityArgs {
    clientId?: pulumi.Input<string | undefined>;
    clientSecret?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    entityId?: pulumi.Input<string | undefined>;
    entityTypeId: pulumi.Input<string>;
    fusionauthEntityId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
}
