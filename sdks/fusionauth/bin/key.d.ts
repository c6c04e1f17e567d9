import * as pulumi from "@pulumi/pulumi";
export declare class Key extends pulumi.CustomResource {
    /**
     * Get an existing Key resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: KeyState, opts?: pulumi.CustomResourceOptions): Key;
    /**
     * Returns true if the given object is an instance of Key.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Key;
    readonly algorithm: pulumi.Output<string>;
    readonly fusionauthKeyId: pulumi.Output<string>;
    readonly issuer: pulumi.Output<string>;
    readonly keyId: pulumi.Output<string>;
    readonly kid: pulumi.Output<string>;
    readonly length: pulumi.Output<number | undefined>;
    readonly name: pulumi.Output<string>;
    /**
     * Create a Key resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: KeyArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Key resources.
 */
export interface KeyState {
    algorithm?: pulumi.Input<string | undefined>;
    fusionauthKeyId?: pulumi.Input<string | undefined>;
    issuer?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    kid?: pulumi.Input<string | undefined>;
    length?: pulumi.Input<number | undefined>;
    name?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a Key resource.
 */
export interface KeyArgs {
    algorithm: pulumi.Input<string>;
    fusionauthKeyId?: pulumi.Input<string | undefined>;
    issuer?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    length?: pulumi.Input<number | undefined>;
    name?: pulumi.Input<string | undefined>;
}
