import * as pulumi from "@pulumi/pulumi";
export declare class Plugin extends pulumi.CustomResource {
    /**
     * Get an existing Plugin resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: PluginState, opts?: pulumi.CustomResourceOptions): Plugin;
    /**
     * Returns true if the given object is an instance of Plugin.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Plugin;
    readonly computedConfig: pulumi.Output<string>;
    readonly configJson: pulumi.Output<string | undefined>;
    readonly consumerId: pulumi.Output<string | undefined>;
    readonly enabled: pulumi.Output<boolean | undefined>;
    readonly name: pulumi.Output<string>;
    readonly routeId: pulumi.Output<string | undefined>;
    readonly serviceId: pulumi.Output<string | undefined>;
    readonly strictMatch: pulumi.Output<boolean | undefined>;
    readonly tags: pulumi.Output<string[] | undefined>;
    /**
     * Create a Plugin resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: PluginArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Plugin resources.
 */
export interface PluginState {
    computedConfig?: pulumi.Input<string | undefined>;
    configJson?: pulumi.Input<string | undefined>;
    consumerId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
    routeId?: pulumi.Input<string | undefined>;
    serviceId?: pulumi.Input<string | undefined>;
    strictMatch?: pulumi.Input<boolean | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
/**
 * The set of arguments for constructing a Plugin resource.
 */
export interface PluginArgs {
    configJson?: pulumi.Input<string | undefined>;
    consumerId?: pulumi.Input<string | undefined>;
    enabled?: pulumi.Input<boolean | undefined>;
    name?: pulumi.Input<string | undefined>;
    routeId?: pulumi.Input<string | undefined>;
    serviceId?: pulumi.Input<string | undefined>;
    strictMatch?: pulumi.Input<boolean | undefined>;
    tags?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}
