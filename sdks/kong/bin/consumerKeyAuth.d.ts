import * as pulumi from "@pulumi/pulumi";
export declare class ConsumerKeyAuth extends pulumi.CustomResource {
    /**
     * Get an existing ConsumerKeyAuth resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ConsumerKeyAuthState, opts?: pulumi.CustomResourceOptions): ConsumerKeyAuth;
    /**
     * Returns true if the given object is an instance of ConsumerKeyAuth.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ConsumerKeyAuth;
    readonly consumerId: pulumi.Output<string>;
    readonly key: pulumi.Output<string>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a ConsumerKeyAuth resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: ConsumerKeyAuthArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ConsumerKeyAuth resources.
 */
export interface ConsumerKeyAuthState {
    consumerId?: pulumi.Input<string | undefined>;
    key?: pulumi.Input<string | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a ConsumerKeyAuth resource.
 */
export interface ConsumerKeyAuthArgs {
    consumerId: pulumi.Input<string>;
    key?: pulumi.Input<string | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
