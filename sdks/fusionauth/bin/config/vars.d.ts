export declare const apiKey: string | undefined;
export declare const host: string | undefined;
