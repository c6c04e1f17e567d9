import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class Route extends pulumi.CustomResource {
    /**
     * Get an existing Route resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: RouteState, opts?: pulumi.CustomResourceOptions): Route;
    /**
     * Returns true if the given object is an instance of Route.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Route;
    readonly destinations: pulumi.Output<outputs.RouteDestination[] | undefined>;
    readonly headers: pulumi.Output<outputs.RouteHeader[] | undefined>;
    readonly hosts: pulumi.Output<string[] | undefined>;
    readonly httpsRedirectStatusCode: pulumi.Output<number | undefined>;
    readonly methods: pulumi.Output<string[] | undefined>;
    readonly name: pulumi.Output<string>;
    readonly pathHandling: pulumi.Output<string | undefined>;
    readonly paths: pulumi.Output<string[] | undefined>;
    readonly preserveHost: pulumi.Output<boolean | undefined>;
    readonly protocols: pulumi.Output<string[]>;
    readonly regexPriority: pulumi.Output<number | undefined>;
    readonly requestBuffering: pulumi.Output<boolean | undefined>;
    readonly responseBuffering: pulumi.Output<boolean | undefined>;
    readonly serviceId: pulumi.Output<string>;
    readonly snis: pulumi.Output<string[] | undefined>;
    readonly sources: pulumi.Output<outputs.RouteSource[] | undefined>;
    readonly stripPath: pulumi.Output<boolean | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a Route resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: RouteArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Route resources.
 */
export interface RouteState {
    destinations?: pulumi.Input<pulumi.Input<inputs.RouteDestination>[] | undefined>;
    headers?: pulumi.Input<pulumi.Input<inputs.RouteHeader>[] | undefined>;
    hosts?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    httpsRedirectStatusCode?: pulumi.Input<number | undefined>;
    methods?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    name?: pulumi.Input<string | undefined>;
    pathHandling?: pulumi.Input<string | undefined>;
    paths?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    preserveHost?: pulumi.Input<boolean | undefined>;
    protocols?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    regexPriority?: pulumi.Input<number | undefined>;
    requestBuffering?: pulumi.Input<boolean | undefined>;
    responseBuffering?: pulumi.Input<boolean | undefined>;
    serviceId?: pulumi.Input<string | undefined>;
    snis?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    sources?: pulumi.Input<pulumi.Input<inputs.RouteSource>[] | undefined>;
    stripPath?: pulumi.Input<boolean | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a Route resource.
 */
export interface RouteArgs {
    destinations?: pulumi.Input<pulumi.Input<inputs.RouteDestination>[] | undefined>;
    headers?: pulumi.Input<pulumi.Input<inputs.RouteHeader>[] | undefined>;
    hosts?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    httpsRedirectStatusCode?: pulumi.Input<number | undefined>;
    methods?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    name?: pulumi.Input<string | undefined>;
    pathHandling?: pulumi.Input<string | undefined>;
    paths?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    preserveHost?: pulumi.Input<boolean | undefined>;
    protocols: pulumi.Input<pulumi.Input<string>[]>;
    regexPriority?: pulumi.Input<number | undefined>;
    requestBuffering?: pulumi.Input<boolean | undefined>;
    responseBuffering?: pulumi.Input<boolean | undefined>;
    serviceId: pulumi.Input<string>;
    snis?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    sources?: pulumi.Input<pulumi.Input<inputs.RouteSource>[] | undefined>;
    stripPath?: pulumi.Input<boolean | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
