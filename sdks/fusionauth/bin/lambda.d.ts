import * as pulumi from "@pulumi/pulumi";
export declare class Lambda extends pulumi.CustomResource {
    /**
     * Get an existing Lambda resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: LambdaState, opts?: pulumi.CustomResourceOptions): Lambda;
    /**
     * Returns true if the given object is an instance of Lambda.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is Lambda;
    readonly body: pulumi.Output<string>;
    readonly debug: pulumi.Output<boolean | undefined>;
    /**
     * @deprecated Deprecated
     */
    readonly enabled: pulumi.Output<boolean | undefined>;
    readonly engineType: pulumi.Output<string | undefined>;
    readonly fusionauthLambdaId: pulumi.Output<string>;
    readonly lambdaId: pulumi.Output<string>;
    readonly name: pulumi.Output<string>;
    readonly type: pulumi.Output<string>;
    /**
     * Create a Lambda resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args: LambdaArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering Lambda resources.
 */
export interface LambdaState {
    body?: pulumi.Input<string | undefined>;
    debug?: pulumi.Input<boolean | undefined>;
    /**
     * @deprecated Deprecated
     */
    enabled?: pulumi.Input<boolean | undefined>;
    engineType?: pulumi.Input<string | undefined>;
    fusionauthLambdaId?: pulumi.Input<string | undefined>;
    lambdaId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    type?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a Lambda resource.
 */
export interface LambdaArgs {
    body: pulumi.Input<string>;
    debug?: pulumi.Input<boolean | undefined>;
    /**
     * @deprecated Deprecated
     */
    enabled?: pulumi.Input<boolean | undefined>;
    engineType?: pulumi.Input<string | undefined>;
    fusionauthLambdaId?: pulumi.Input<string | undefined>;
    lambdaId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    type: pulumi.Input<string>;
}
