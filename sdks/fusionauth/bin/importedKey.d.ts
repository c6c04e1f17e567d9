import * as pulumi from "@pulumi/pulumi";
export declare class ImportedKey extends pulumi.CustomResource {
    /**
     * Get an existing ImportedKey resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ImportedKeyState, opts?: pulumi.CustomResourceOptions): ImportedKey;
    /**
     * Returns true if the given object is an instance of ImportedKey.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ImportedKey;
    readonly algorithm: pulumi.Output<string>;
    readonly certificate: pulumi.Output<string>;
    readonly importedKeyId: pulumi.Output<string>;
    readonly keyId: pulumi.Output<string | undefined>;
    readonly kid: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
    readonly privateKey: pulumi.Output<string | undefined>;
    readonly publicKey: pulumi.Output<string>;
    readonly secret: pulumi.Output<string | undefined>;
    readonly type: pulumi.Output<string>;
    /**
     * Create a ImportedKey resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: ImportedKeyArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ImportedKey resources.
 */
export interface ImportedKeyState {
    algorithm?: pulumi.Input<string | undefined>;
    certificate?: pulumi.Input<string | undefined>;
    importedKeyId?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    kid?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    privateKey?: pulumi.Input<string | undefined>;
    publicKey?: pulumi.Input<string | undefined>;
    secret?: pulumi.Input<string | undefined>;
    type?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a ImportedKey resource.
 */
export interface ImportedKeyArgs {
    algorithm?: pulumi.Input<string | undefined>;
    certificate?: pulumi.Input<string | undefined>;
    importedKeyId?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    kid?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    privateKey?: pulumi.Input<string | undefined>;
    publicKey?: pulumi.Input<string | undefined>;
    secret?: pulumi.Input<string | undefined>;
    type?: pulumi.Input<string | undefined>;
}
