import * as pulumi from "@pulumi/pulumi";
export declare class Service extends pulumi.CustomResource {
    /**
     * Get an existing Service resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ServiceState, opts?: pulumi.CustomResourceOptions): Service;
    /**
     * Returns true if the given object is an instance of Service.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Service;
    readonly caCertificateIds: pulumi.Output<string[] | undefined>;
    readonly clientCertificateId: pulumi.Output<string | undefined>;
    readonly connectTimeout: pulumi.Output<number | undefined>;
    readonly host: pulumi.Output<string | undefined>;
    readonly name: pulumi.Output<string>;
    readonly path: pulumi.Output<string | undefined>;
    readonly port: pulumi.Output<number | undefined>;
    readonly protocol: pulumi.Output<string>;
    readonly readTimeout: pulumi.Output<number | undefined>;
    readonly retries: pulumi.Output<number | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    readonly tlsVerify: pulumi.Output<boolean | undefined>;
    readonly tlsVerifyDepth: pulumi.Output<number | undefined>;
    readonly writeTimeout: pulumi.Output<number | undefined>;
    /**
     * Create a Service resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: ServiceArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Service resources.
 */
export interface ServiceState {
    caCertificateIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    clientCertificateId?: pulumi.Input<string | undefined>;
    connectTimeout?: pulumi.Input<number | undefined>;
    host?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    path?: pulumi.Input<string | undefined>;
    port?: pulumi.Input<number | undefined>;
    protocol?: pulumi.Input<string | undefined>;
    readTimeout?: pulumi.Input<number | undefined>;
    retries?: pulumi.Input<number | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    tlsVerify?: pulumi.Input<boolean | undefined>;
    tlsVerifyDepth?: pulumi.Input<number | undefined>;
    writeTimeout?: pulumi.Input<number | undefined>;
}
/**
 * The set of arguments for constructing a Service resource.
 */
export interface ServiceArgs {
    caCertificateIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    clientCertificateId?: pulumi.Input<string | undefined>;
    connectTimeout?: pulumi.Input<number | undefined>;
    host?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    path?: pulumi.Input<string | undefined>;
    port?: pulumi.Input<number | undefined>;
    protocol: pulumi.Input<string>;
    readTimeout?: pulumi.Input<number | undefined>;
    retries?: pulumi.Input<number | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    tlsVerify?: pulumi.Input<boolean | undefined>;
    tlsVerifyDepth?: pulumi.Input<number | undefined>;
    writeTimeout?: pulumi.Input<number | undefined>;
}
