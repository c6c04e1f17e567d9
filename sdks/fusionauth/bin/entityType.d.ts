import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class EntityType extends pulumi.CustomResource {
    /**
     * Get an existing EntityType resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: EntityTypeState, opts?: pulumi.CustomResourceOptions): EntityType;
    /**
     * Returns true if the given object is an instance of EntityType.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is EntityType;
    readonly data: pulumi.Output<string | undefined>;
    readonly entityTypeId: pulumi.Output<string>;
    readonly fusionauthEntityTypeId: pulumi.Output<string>;
    readonly jwtConfiguration: pulumi.Output<outputs.EntityTypeJwtConfiguration | undefined>;
    readonly name: pulumi.Output<string>;
    /**
     * Create a EntityType resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: EntityTypeArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering EntityType resources.
 */
export interface EntityTypeState {
    data?: pulumi.Input<string | undefined>;
    entityTypeId?: pulumi.Input<string | undefined>;
    fusionauthEntityTypeId?: pulumi.Input<string | undefined>;
    jwtConfiguration?: pulumi.Input<inputs.EntityTypeJwtConfiguration | undefined>;
    name?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a EntityType resource.
 */
export interface EntityTypeArgs {
    data?: pulumi.Input<string | undefined>;
    entityTypeId?: pulumi.Input<string | undefined>;
    fusionauthEntityTypeId?: pulumi.Input<string | undefined>;
    jwtConfiguration?: pulumi.Input<inputs.EntityTypeJwtConfiguration | undefined>;
    name?: pulumi.Input<string | undefined>;
}
