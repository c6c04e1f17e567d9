import { z } from 'zod';

const api = z.object({
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
});

/** A request that an API refuses by http. */
const refusedByHttp = z.object({
  name: z.string(),
  url: z.url(),
  method: z.string(),
  host: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** What it is answered: 426, or a redirect. */
  refusal: z.number(),
});

/** A client's keys, as a stack of the issuer's side publishes them. */
const published = z.object({
  name: z.string(),
  keys: z.array(z.object({ state: z.string(), kid: z.string(), publicKeyPem: z.string() })),
});

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
  /** Empty on a stack of the issuer's side. */
  apiUrl: z.url().or(z.literal('')).default(''),
  /** Of a stack of the issuer's side alone. */
  trust: z.object({ clients: z.array(published) }).optional(),
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
    apis: z.array(api),
    httpsOnly: z.array(refusedByHttp).optional(),
  }),
});

/** What the checks need to know of a stack of the gateway's side. */
export const gatewayOutputs = z.object({
  /** The stacks whose clients it lets in. */
  trusts: z.array(z.string()).min(1),
  gatewayUrl: z.url(),
  access: z.object({ apis: z.array(api), httpsOnly: z.array(refusedByHttp).optional() }),
});

export type GatewayOutputs = z.infer<typeof gatewayOutputs>;
export type StackOutputs = z.infer<typeof stackOutputs>;
