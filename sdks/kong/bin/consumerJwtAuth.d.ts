import * as pulumi from "@pulumi/pulumi";
export declare class ConsumerJwtAuth extends pulumi.CustomResource {
    /**
     * Get an existing ConsumerJwtAuth resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ConsumerJwtAuthState, opts?: pulumi.CustomResourceOptions): ConsumerJwtAuth;
    /**
     * Returns true if the given object is an instance of ConsumerJwtAuth.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ConsumerJwtAuth;
    readonly algorithm: pulumi.Output<string | undefined>;
    readonly consumerId: pulumi.Output<string>;
    readonly key: pulumi.Output<string | undefined>;
    readonly rsaPublicKey: pulumi.Output<string>;
    readonly secret: pulumi.Output<string | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a ConsumerJwtAuth resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: ConsumerJwtAuthArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ConsumerJwtAuth resources.
 */
export interface ConsumerJwtAuthState {
    algorithm?: pulumi.Input<string | undefined>;
    consumerId?: pulumi.Input<string | undefined>;
    key?: pulumi.Input<string | undefined>;
    rsaPublicKey?: pulumi.Input<string | undefined>;
    secret?: pulumi.Input<string | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a ConsumerJwtAuth resource.
 */
export interface ConsumerJwtAuthArgs {
    algorithm?: pulumi.Input<string | undefined>;
    consumerId: pulumi.Input<string>;
    key?: pulumi.Input<string | undefined>;
    rsaPublicKey: pulumi.Input<string>;
    secret?: pulumi.Input<string | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
