import { z } from 'zod';

const count = z.int().min(0).max(255).default(0);
const interval = z.int().min(0).max(65_535).default(0);
const statuses = (usual: readonly number[]) =>
  z
    .array(z.int().min(100).max(999))
    .min(1)
    .default([...usual]);
const type = z.enum(['http', 'https', 'tcp', 'grpc', 'grpcs']).default('http');

const failures = (usual: readonly number[]) => ({
  /** After how many answers of a failure's status a target gets no more requests; 0 is never. */
  httpFailures: count,
  /** After how many refused or broken connections. */
  tcpFailures: count,
  /** After how many timeouts. */
  timeouts: count,
  /** The statuses of failures. */
  statuses: statuses(usual),
});

const active = z.strictObject({
  /** How a target is asked. */
  type,
  /** The path that is asked for. */
  path: z.string().startsWith('/').default('/'),
  /** Seconds until no answer is a timeout. */
  timeoutSeconds: z.int().min(0).max(65_535).default(1),
  /** How many targets are asked at once. */
  concurrency: z.int().min(1).max(2_147_483_647).default(10),
  /**
   * Whether the certificate of an https target has to be one that Kong can verify.
   * @danger off, whoever answers for a target counts as healthy
   */
  verifyCertificate: z.boolean().default(true),
  /** The server name that https targets are asked for. */
  sni: z.string().min(1).optional(),
  /** When a target that gets no requests is healthy again. */
  healthy: z
    .strictObject({
      /** Seconds between questions to healthy targets; 0 asks none. */
      intervalSeconds: interval,
      /** After how many answers of such a status it is. */
      successes: count,
      /** The statuses of success. */
      statuses: statuses([200, 302]),
    })
    .prefault({}),
  /** When a target gets no more requests. */
  unhealthy: z
    .strictObject({
      /** Seconds between questions to unhealthy targets; 0 asks none. */
      intervalSeconds: interval,
      ...failures([429, 404, 500, 501, 502, 503, 504, 505]),
    })
    .prefault({}),
});

const passive = z.strictObject({
  /** What of the clients' requests counts. */
  type,
  /** When a target counts as healthy. */
  healthy: z
    .strictObject({
      /** After how many answers of such a status it is. */
      successes: count,
      /** The statuses of success. */
      statuses: statuses([
        ...[200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
        ...[300, 301, 302, 303, 304, 305, 306, 307, 308],
      ]),
    })
    .prefault({}),
  /** When a target gets no more requests. */
  unhealthy: z.strictObject(failures([429, 500, 503])).prefault({}),
});

const hashInput = z.enum(['none', 'consumer', 'ip', 'header', 'cookie']);

const namesItsHeader = ({ by, header }: { by: string; header?: string | undefined }) =>
  (by === 'header') === (header !== undefined);
const NAMES_ITS_HEADER = { error: 'must have header with by: header, and only then' };

const hash = z
  .strictObject({
    /** What is hashed. */
    by: hashInput,
    /** The header that is hashed. */
    header: z.string().min(1).optional(),
    /** The cookie that is hashed; Kong sets it for a client that has none. */
    cookie: z
      .strictObject({
        name: z.string().min(1),
        path: z.string().startsWith('/').default('/'),
      })
      .optional(),
    /** What is hashed where a request has nothing of the first. */
    fallback: z
      .strictObject({
        by: hashInput,
        header: z.string().min(1).optional(),
      })
      .refine(namesItsHeader, NAMES_ITS_HEADER)
      .optional(),
  })
  .refine(namesItsHeader, NAMES_ITS_HEADER)
  .refine(
    ({ by, cookie, fallback }) => [by, fallback?.by].includes('cookie') === (cookie !== undefined),
    { error: 'must have cookie where by or the fallback is cookie, and only then' },
  )
  // What Kong's schema of an upstream asks.
  .refine(({ by, fallback }) => !fallback || (by !== 'none' && by !== 'cookie'), {
    error: 'must have no fallback with by: none or by: cookie, which never lack anything',
  })
  .refine(({ by, fallback }) => by === 'header' || by !== fallback?.by, {
    error: 'must have a fallback to something else',
  })
  .refine(({ header, fallback }) => header === undefined || header !== fallback?.header, {
    error: 'must have a fallback to another header',
  });

const address = z
  .string()
  .refine(
    (text) => Number(/^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})$/.exec(text)?.[1]) <= 65_535,
    {
      error: 'must be HOST:PORT',
    },
  );

/**
 * Several places that share an API's requests. The host of the API's upstream is their name in Kong, where every
 * service with that host leads to them.
 */
export const balancing = z
  .strictObject({
    /** Where requests go. */
    targets: z
      .array(
        z.strictObject({
          /** As `HOST:PORT`. */
          address,
          /** Its share of the requests. For none, leave the target out: the provider does not send 0. */
          weight: z.int().min(1).max(65_535).default(100),
        }),
      )
      .min(1)
      .refine((all) => new Set(all.map((one) => one.address)).size === all.length, {
        error: 'must name each address once',
      }),
    /** What requests have in common that go to the same target. Left out, each target takes its turn. */
    hash: hash.optional(),
    /** The Host that targets see, where a route does not preserve the client's. Left out, each target's own. */
    hostHeader: z.string().min(1).optional(),
    /** How finely a hash divides the requests. */
    slots: z.int().min(10).max(65_536).default(10_000),
    /** Which targets get requests. Left out, that stays as it is found; by Kong's defaults, all do. */
    healthChecks: z
      .strictObject({
        /** Kong asks the targets itself. */
        active: active.optional(),
        /** Kong learns from the clients' requests. */
        passive: passive.optional(),
      })
      .refine(({ active: one, passive: other }) => one ?? other, {
        error: 'must have active or passive',
      })
      .optional(),
  })
  .optional();
