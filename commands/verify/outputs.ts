import { z } from 'zod';

/** What the checks need to know of a stack: its outputs, by the names of index.ts. */
export const stackOutputs = z.object({
  issuer: z.string(),
  tenantId: z.string(),
  applicationId: z.string(),
  kid: z.string(),
  publicKeyPem: z.string(),
  loginUrl: z.url(),
  loginApiKey: z.string(),
  loginId: z.string(),
  password: z.string(),
  apiUrl: z.url(),
  access: z.object({
    applications: z.array(
      z.object({
        name: z.string(),
        applicationId: z.string(),
        loginId: z.string(),
        password: z.string(),
        /** The roles of that user; left out if the application leaves roles alone. */
        roles: z.array(z.string()).optional(),
        /** How that user signs in in a browser; left out if the application leaves that alone. */
        oauth: z
          .object({ redirectUrl: z.string(), clientSecret: z.string().optional() })
          .optional(),
      }),
    ),
    machines: z.array(
      z.object({
        name: z.string(),
        clientId: z.string(),
        clientSecret: z.string(),
        scope: z.string(),
      }),
    ),
    apis: z.array(
      z.object({
        name: z.string(),
        url: z.url(),
        method: z.string(),
        host: z.string().optional(),
        /** Where the API looks for the token; left out for the Authorization header alone. */
        tokenIn: z
          .object({
            headers: z.array(z.string()),
            cookies: z.array(z.string()),
            query: z.array(z.string()),
          })
          .optional(),
        /** Whether an API key lets in as well. */
        keyAuth: z.boolean().optional(),
        /** Whether requests lose forged identity headers. */
        guardsIdentity: z.boolean().optional(),
        headers: z.record(z.string(), z.string()).optional(),
        origin: z.string().optional(),
        admits: z.array(z.string()),
      }),
    ),
  }),
});

export type StackOutputs = z.infer<typeof stackOutputs>;
