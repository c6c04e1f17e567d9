import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class Upstream extends pulumi.CustomResource {
    /**
     * Get an existing Upstream resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: UpstreamState, opts?: pulumi.CustomResourceOptions): Upstream;
    /**
     * Returns true if the given object is an instance of Upstream.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Upstream;
    readonly clientCertificateId: pulumi.Output<string | undefined>;
    readonly hashFallback: pulumi.Output<string | undefined>;
    readonly hashFallbackHeader: pulumi.Output<string | undefined>;
    readonly hashOn: pulumi.Output<string | undefined>;
    readonly hashOnCookie: pulumi.Output<string | undefined>;
    readonly hashOnCookiePath: pulumi.Output<string | undefined>;
    readonly hashOnHeader: pulumi.Output<string | undefined>;
    readonly healthchecks: pulumi.Output<outputs.UpstreamHealthchecks>;
    readonly hostHeader: pulumi.Output<string | undefined>;
    readonly name: pulumi.Output<string>;
    readonly slots: pulumi.Output<number | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a Upstream resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: UpstreamArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Upstream resources.
 */
export interface UpstreamState {
    clientCertificateId?: pulumi.Input<string | undefined>;
    hashFallback?: pulumi.Input<string | undefined>;
    hashFallbackHeader?: pulumi.Input<string | undefined>;
    hashOn?: pulumi.Input<string | undefined>;
    hashOnCookie?: pulumi.Input<string | undefined>;
    hashOnCookiePath?: pulumi.Input<string | undefined>;
    hashOnHeader?: pulumi.Input<string | undefined>;
    healthchecks?: pulumi.Input<inputs.UpstreamHealthchecks | undefined>;
    hostHeader?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    slots?: pulumi.Input<number | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a Upstream resource.
 */
export interface UpstreamArgs {
    clientCertificateId?: pulumi.Input<string | undefined>;
    hashFallback?: pulumi.Input<string | undefined>;
    hashFallbackHeader?: pulumi.Input<string | undefined>;
    hashOn?: pulumi.Input<string | undefined>;
    hashOnCookie?: pulumi.Input<string | undefined>;
    hashOnCookiePath?: pulumi.Input<string | undefined>;
    hashOnHeader?: pulumi.Input<string | undefined>;
    healthchecks?: pulumi.Input<inputs.UpstreamHealthchecks | undefined>;
    hostHeader?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    slots?: pulumi.Input<number | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
