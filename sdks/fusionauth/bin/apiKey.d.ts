import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class ApiKey extends pulumi.CustomResource {
    /**
     * Get an existing ApiKey resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: ApiKeyState, opts?: pulumi.CustomResourceOptions): ApiKey;
    /**
     * Returns true if the given object is an instance of ApiKey.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is ApiKey;
    readonly apiKeyId: pulumi.Output<string>;
    readonly description: pulumi.Output<string | undefined>;
    readonly expirationInstant: pulumi.Output<number | undefined>;
    readonly ipAccessControlListId: pulumi.Output<string | undefined>;
    readonly key: pulumi.Output<string>;
    readonly keyId: pulumi.Output<string | undefined>;
    readonly name: pulumi.Output<string>;
    readonly permissionsEndpoints: pulumi.Output<outputs.ApiKeyPermissionsEndpoint[] | undefined>;
    readonly retrievable: pulumi.Output<boolean | undefined>;
    readonly tenantId: pulumi.Output<string | undefined>;
    /**
     * Create a ApiKey resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: ApiKeyArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering ApiKey resources.
 */
export interface ApiKeyState {
    apiKeyId?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    expirationInstant?: pulumi.Input<number | undefined>;
    ipAccessControlListId?: pulumi.Input<string | undefined>;
    key?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    permissionsEndpoints?: pulumi.Input<pulumi.Input<inputs.ApiKeyPermissionsEndpoint>[] | undefined>;
    retrievable?: pulumi.Input<boolean | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
}
/**
 * The set of arguments for constructing a ApiKey resource.
 */
export interface ApiKeyArgs {
    apiKeyId?: pulumi.Input<string | undefined>;
    description?: pulumi.Input<string | undefined>;
    expirationInstant?: pulumi.Input<number | undefined>;
    ipAccessControlListId?: pulumi.Input<string | undefined>;
    key?: pulumi.Input<string | undefined>;
    keyId?: pulumi.Input<string | undefined>;
    name?: pulumi.Input<string | undefined>;
    permissionsEndpoints?: pulumi.Input<pulumi.Input<inputs.ApiKeyPermissionsEndpoint>[] | undefined>;
    retrievable?: pulumi.Input<boolean | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
}
