export declare const kongAdminPassword: string | undefined;
export declare const kongAdminToken: string | undefined;
export declare const kongAdminUri: string | undefined;
export declare const kongAdminUsername: string | undefined;
export declare const kongApiKey: string | undefined;
export declare const kongWorkspace: string | undefined;
export declare const strictPluginsMatch: boolean | undefined;
export declare const tlsSkipVerify: boolean;
