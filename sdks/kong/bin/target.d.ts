import * as pulumi from "@pulumi/pulumi";
export declare class Target extends pulumi.CustomResource {
    /**
     * Get an existing Target resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: TargetState, opts?: pulumi.CustomResourceOptions): Target;
    /**
     * Returns true if the given object is an instance of Target.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Target;
    readonly tags: pulumi.Output<string[] | undefined>;
    readonly target: pulumi.Output<string>;
    readonly upstreamId: pulumi.Output<string>;
    readonly weight: pulumi.Output<number>;
    /**
     * Create a Target resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: TargetArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Target resources.
 */
export interface TargetState {
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    target?: pulumi.Input<string | undefined>;
    upstreamId?: pulumi.Input<string | undefined>;
    weight?: pulumi.Input<number | undefined>;
}
/**
 * The set of arguments for constructing a Target resource.
 */
export interface TargetArgs {
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    target: pulumi.Input<string>;
    upstreamId: pulumi.Input<string>;
    weight: pulumi.Input<number>;
}
