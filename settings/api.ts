import { z } from 'zod';
import { METHODS } from '../components/plugin-config.ts';
import { name, serverUrl } from './types.ts';

/** Kong's limit for timeouts: 2^31 - 2 milliseconds. */
const milliseconds = z.int().min(1).max(2_147_483_646);

const method = z.enum(METHODS);

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a header');

const route = z.strictObject({
  /** Unique over all services of the Kong. */
  name,
  /** Path prefixes. `/mock` also matches `/mockery`. */
  paths: z.array(z.string().regex(/^\/\S*$/, 'must start with "/" and have no blanks')).min(1),
  /** The request methods that the route matches. Default: all. */
  methods: z
    .array(method)
    .min(1)
    .default([...METHODS]),
  /**
   * The host names that the route matches. Default: any. Kong cannot clear a list through the
   * provider, so giving hosts to a route, or taking them away, makes the route anew.
   */
  hosts: z
    .array(z.string().regex(/^[^\s/]+$/, 'must be a host name'))
    .min(1)
    .optional(),
  /** Whether Kong removes the prefix before it calls the upstream. */
  stripPath: z.boolean().default(true),
  /** Whether the upstream sees the client's Host header. */
  preserveHost: z.boolean().default(false),
});

const rateLimit = z
  .strictObject({
    second: z.int().min(1).optional(),
    minute: z.int().min(1).optional(),
    hour: z.int().min(1).optional(),
    /** What is counted: an application, one of its keys, or a client address. */
    by: z.enum(['consumer', 'credential', 'ip']).default('consumer'),
  })
  .refine(({ second, minute, hour }) => second ?? minute ?? hour, {
    error: 'must limit the requests of a second, a minute or an hour',
  });

const cors = z.strictObject({
  /** Origins that browsers may call from, `*` for any. */
  origins: z.array(z.string().min(1)).min(1),
  methods: z
    .array(method)
    .min(1)
    .default([...METHODS]),
  /** Request headers that are allowed. Default: those that the browser asks for. */
  headers: z.array(headerName).min(1).optional(),
  /** Response headers that scripts may read. */
  exposedHeaders: z.array(headerName).min(1).optional(),
  /** Whether browsers may send cookies. */
  credentials: z.boolean().default(false),
  /** Seconds for which a browser may remember the answer. */
  maxAgeSeconds: z.int().min(0).optional(),
});

const correlationId = z.strictObject({
  header: headerName.default('X-Correlation-ID'),
  /** Whether the client gets the header too. */
  echo: z.boolean().default(true),
});

/** One API behind Kong. */
export const api = z.strictObject({
  /** Name of the Kong service. */
  name,
  /** Where Kong forwards accepted requests. */
  upstream: serverUrl,
  routes: z.array(route).min(1),
  /** Names of the applications whose tokens the API accepts. Default: all of this stack. */
  allow: z.array(name).min(1).optional(),
  /** Times that Kong tries the upstream again. */
  retries: z.int().min(0).max(32_767).default(5),
  /** In milliseconds. */
  timeouts: z
    .strictObject({
      connect: milliseconds.default(60_000),
      read: milliseconds.default(60_000),
      write: milliseconds.default(60_000),
    })
    .prefault({}),
  rateLimit: rateLimit.optional(),
  cors: cors.optional(),
  correlationId: correlationId.optional(),
  /** Largest request body, in megabytes. Default: Kong's own limit. */
  maxRequestMegabytes: z.int().min(1).optional(),
});

/** An API's settings as a team writes them. */
export type ApiInput = z.input<typeof api>;

/** An API's settings, complete and checked. */
export type ApiSettings = z.infer<typeof api>;
export type RouteSettings = ApiSettings['routes'][number];
