import * as pulumi from "@pulumi/pulumi";
import * as inputs from "./types/input";
import * as outputs from "./types/output";
export declare class User extends pulumi.CustomResource {
    /**
     * Get an existing User resource's state with the given name, ID, and optional extra
     * properties used to qualify the lookup.
     *
     * @param name The _unique_ name of the resulting resource.
     * @param id The _unique_ provider ID of the resource to lookup.
     * @param state Any extra arguments used during the lookup.
     * @param opts Optional settings to control the behavior of the CustomResource.
     */
    static get(name: string, id: pulumi.Input<pulumi.ID>, state?: UserState, opts?: pulumi.CustomResourceOptions): User;
    /**
     * Returns true if the given object is an instance of User.  This is designed to work even
     * when multiple copies of the Pulumi SDK have been loaded into the same process.
     */
    static isInstance(obj: any): obj is User;
    readonly applicationId: pulumi.Output<string | undefined>;
    readonly birthDate: pulumi.Output<string | undefined>;
    readonly data: pulumi.Output<string | undefined>;
    readonly disableDomainBlock: pulumi.Output<boolean | undefined>;
    readonly email: pulumi.Output<string | undefined>;
    readonly encryptionScheme: pulumi.Output<string | undefined>;
    readonly expiry: pulumi.Output<number | undefined>;
    readonly factor: pulumi.Output<number>;
    readonly firstName: pulumi.Output<string | undefined>;
    readonly fullName: pulumi.Output<string | undefined>;
    readonly fusionauthUserId: pulumi.Output<string>;
    readonly identities: pulumi.Output<outputs.UserIdentity[]>;
    readonly imageUrl: pulumi.Output<string | undefined>;
    readonly lastName: pulumi.Output<string | undefined>;
    readonly middleName: pulumi.Output<string | undefined>;
    readonly mobilePhone: pulumi.Output<string | undefined>;
    readonly parentEmail: pulumi.Output<string | undefined>;
    readonly password: pulumi.Output<string | undefined>;
    readonly passwordChangeRequired: pulumi.Output<boolean | undefined>;
    readonly phoneNumber: pulumi.Output<string | undefined>;
    readonly preferredLanguages: pulumi.Output<string[] | undefined>;
    /**
     * @deprecated Deprecated
     */
    readonly sendSetPasswordEmail: pulumi.Output<boolean | undefined>;
    readonly sendSetPasswordIdentityType: pulumi.Output<string | undefined>;
    readonly skipVerification: pulumi.Output<boolean | undefined>;
    readonly tenantId: pulumi.Output<string | undefined>;
    readonly timezone: pulumi.Output<string | undefined>;
    readonly twoFactorMethods: pulumi.Output<outputs.UserTwoFactorMethod[] | undefined>;
    readonly userId: pulumi.Output<string>;
    readonly username: pulumi.Output<string | undefined>;
    readonly usernameStatus: pulumi.Output<string | undefined>;
    readonly verificationIds: pulumi.Output<outputs.UserVerificationId[] | undefined>;
    /**
     * Create a User resource with the given unique name, arguments, and options.
     *
     * @param name The _unique_ name of the resource.
     * @param args The arguments to use to populate this resource's properties.
     * @param opts A bag of options that control this resource's behavior.
     */
    constructor(name: string, args?: UserArgs, opts?: pulumi.CustomResourceOptions);
}
/**
 * Input properties used for looking up and filtering User resources.
 */
export interface UserState {
    applicationId?: pulumi.Input<string | undefined>;
    birthDate?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    disableDomainBlock?: pulumi.Input<boolean | undefined>;
    email?: pulumi.Input<string | undefined>;
    encryptionScheme?: pulumi.Input<string | undefined>;
    expiry?: pulumi.Input<number | undefined>;
    factor?: pulumi.Input<number | undefined>;
    firstName?: pulumi.Input<string | undefined>;
    fullName?: pulumi.Input<string | undefined>;
    fusionauthUserId?: pulumi.Input<string | undefined>;
    identities?: pulumi.Input<pulumi.Input<inputs.UserIdentity>[] | undefined>;
    imageUrl?: pulumi.Input<string | undefined>;
    lastName?: pulumi.Input<string | undefined>;
    middleName?: pulumi.Input<string | undefined>;
    mobilePhone?: pulumi.Input<string | undefined>;
    parentEmail?: pulumi.Input<string | undefined>;
    password?: pulumi.Input<string | undefined>;
    passwordChangeRequired?: pulumi.Input<boolean | undefined>;
    phoneNumber?: pulumi.Input<string | undefined>;
    preferredLanguages?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /**
     * @deprecated Deprecated
     */
    sendSetPasswordEmail?: pulumi.Input<boolean | undefined>;
    sendSetPasswordIdentityType?: pulumi.Input<string | undefined>;
    skipVerification?: pulumi.Input<boolean | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    timezone?: pulumi.Input<string | undefined>;
    twoFactorMethods?: pulumi.Input<pulumi.Input<inputs.UserTwoFactorMethod>[] | undefined>;
    userId?: pulumi.Input<string | undefined>;
    username?: pulumi.Input<string | undefined>;
    usernameStatus?: pulumi.Input<string | undefined>;
    verificationIds?: pulumi.Input<pulumi.Input<inputs.UserVerificationId>[] | undefined>;
}
/**
 * The set of arguments for constructing a User resource.
 */
export interface UserArgs {
    applicationId?: pulumi.Input<string | undefined>;
    birthDate?: pulumi.Input<string | undefined>;
    data?: pulumi.Input<string | undefined>;
    disableDomainBlock?: pulumi.Input<boolean | undefined>;
    email?: pulumi.Input<string | undefined>;
    encryptionScheme?: pulumi.Input<string | undefined>;
    expiry?: pulumi.Input<number | undefined>;
    factor?: pulumi.Input<number | undefined>;
    firstName?: pulumi.Input<string | undefined>;
    fullName?: pulumi.Input<string | undefined>;
    fusionauthUserId?: pulumi.Input<string | undefined>;
    imageUrl?: pulumi.Input<string | undefined>;
    lastName?: pulumi.Input<string | undefined>;
    middleName?: pulumi.Input<string | undefined>;
    mobilePhone?: pulumi.Input<string | undefined>;
    parentEmail?: pulumi.Input<string | undefined>;
    password?: pulumi.Input<string | undefined>;
    passwordChangeRequired?: pulumi.Input<boolean | undefined>;
    phoneNumber?: pulumi.Input<string | undefined>;
    preferredLanguages?: pulumi.Input<pulumi.Input<string>[] | undefined>;
    /**
     * @deprecated Deprecated
     */
    sendSetPasswordEmail?: pulumi.Input<boolean | undefined>;
    sendSetPasswordIdentityType?: pulumi.Input<string | undefined>;
    skipVerification?: pulumi.Input<boolean | undefined>;
    tenantId?: pulumi.Input<string | undefined>;
    timezone?: pulumi.Input<string | undefined>;
    twoFactorMethods?: pulumi.Input<pulumi.Input<inputs.UserTwoFactorMethod>[] | undefined>;
    userId?: pulumi.Input<string | undefined>;
    username?: pulumi.Input<string | undefined>;
    usernameStatus?: pulumi.Input<string | undefined>;
    verificationIds?: pulumi.Input<pulumi.Input<inputs.UserVerificationId>[] | undefined>;
}
