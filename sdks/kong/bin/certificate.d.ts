import * as pulumi from "@pulumi/pulumi";
export declare class Certificate extends pulumi.CustomResource {
    /**
     * Get an existing Certificate resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: CertificateState, opts?: pulumi.CustomResourceOptions): Certificate;
    /**
     * Returns true if the given object is an instance of Certificate.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Certificate;
    readonly certificate: pulumi.Output<string>;
    readonly privateKey: pulumi.Output<string | undefined>;
    readonly snis: pulumi.Output<string[] | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a Certificate resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: CertificateArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Certificate resources.
 */
export interface CertificateState {
    certificate?: pulumi.Input<string | undefined>;
    privateKey?: pulumi.Input<string | undefined>;
    snis?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a Certificate resource.
 */
export interface CertificateArgs {
    certificate: pulumi.Input<string>;
    privateKey?: pulumi.Input<string | undefined>;
    snis?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
