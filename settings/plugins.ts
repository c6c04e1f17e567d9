import { z } from 'zod';
import { METHODS, SPANS } from '../components/plugin-config.ts';
import { pluginOverride } from './override.ts';

// What an API, a route or a client may ask of Kong's plugins.

export const method = z.enum(METHODS);

/** RFC 9110, section 5.6.2: the names of headers, and by RFC 6265 those of cookies. */
const TOKEN = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

const headerName = z.string().regex(TOKEN, 'must be the name of a header');

const count = z.int().min(1).optional();

const redis = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(6379),
  username: z.string().min(1).optional(),
  /** Set it with `--secret`, or name it in a vault of Kong's: `{vault://env/redis-password}`. */
  password: z.string().min(1).optional(),
  /** The number of the database. */
  database: z.int().min(0).default(0),
  /** Whether the connection is encrypted, and the server's certificate verified. */
  tls: z.boolean().default(false),
  /** The name that the certificate is for. Default: the host. */
  serverName: z.string().min(1).optional(),
  /** In milliseconds. */
  timeout: z.int().min(1).default(2000),
});

const rateLimit = z
  .strictObject({
    second: count,
    minute: count,
    hour: count,
    day: count,
    month: count,
    year: count,
    /** What is counted: an application, one of its keys, a client address, the API, a header, a path. */
    by: z.enum(['consumer', 'credential', 'ip', 'service', 'header', 'path']).default('consumer'),
    /** The header that is counted by. */
    header: headerName.optional(),
    /** The path that is counted by. */
    path: z.string().startsWith('/', 'must start with "/"').optional(),
    /** Who counts: each node by itself (the default), the nodes together in Kong's database, or in Redis. */
    policy: z.enum(['local', 'cluster', 'redis']).optional(),
    redis: redis.optional(),
    /** Whether requests pass while nobody can count. Default: true. */
    faultTolerant: z.boolean().optional(),
    /** Whether clients see what is left to them. Default: true. */
    tellClients: z.boolean().optional(),
  })
  .refine((limits) => SPANS.some((span) => limits[span]), {
    error: 'must limit the requests of a second, a minute or an hour',
  })
  .refine((limits) => isRising(SPANS.flatMap((span) => limits[span] ?? [])), {
    error: 'must allow in each span no less than in a shorter one',
  })
  .refine(({ policy, redis }) => (policy === 'redis') === (redis !== undefined), {
    error: 'must have redis with policy redis, and only then',
  })
  .refine(({ by, header }) => (by === 'header') === (header !== undefined), {
    error: 'must have header with by header, and only then',
  })
  .refine(({ by, path }) => (by === 'path') === (path !== undefined), {
    error: 'must have path with by path, and only then',
  });

function isRising(limits: readonly number[]): boolean {
  return limits.every((limit, index) => limit >= (limits[index - 1] ?? 0));
}

/** An origin as browsers send it, or a regular expression over it, which Kong matches as a whole. */
const origin = z.string().superRefine((value, context) => {
  const fault = originFault(value);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
});

function originFault(value: string): string | undefined {
  if (value === '*') return undefined;
  const wildcard = /^(https?:\/\/)?\*\.([\w.-]+(?::\d+)?)$/.exec(value);
  if (wildcard) {
    const host = wildcard[2]!.replaceAll('.', '\\.');
    const pattern = `${wildcard[1] ?? 'https://'}[^./]+\\.${host}`;
    return `must be a regular expression where it stands for several origins: ${pattern}`;
  }
  if (/^[A-Za-z0-9.:/-]+$/.test(value)) {
    if (URL.parse(value)?.origin === value) return undefined;
    return 'must be an origin as browsers send it, such as https://shop.example.com, without a path or a slash at its end';
  }
  // PCRE takes a class such as \w for no end of a range; JavaScript would.
  if (isRegex(value) && !/\[[^\]]*\\[dhswDHSW]-[^\]]/.test(value)) return undefined;
  return 'must be an origin, or a regular expression that PCRE knows';
}

function isRegex(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern));
  } catch {
    return false;
  }
}

const cors = z
  .strictObject({
    /** Origins that browsers may call from: `https://shop.example.com`, a regular expression, `*` for any. */
    origins: z.array(origin).min(1),
    methods: z
      .array(method)
      .min(1)
      .default([...METHODS]),
    /** Request headers that are allowed. Default: those that the browser asks for. */
    headers: z.array(headerName).min(1).optional(),
    /** Response headers that scripts may read. */
    exposedHeaders: z.array(headerName).min(1).optional(),
    /**
     * Whether browsers may send cookies.
     * @danger a page of these origins acts with the rights of whoever looks at it
     */
    credentials: z.boolean().default(false),
    /** Seconds for which a browser may remember the answer. */
    maxAgeSeconds: z.int().min(0).optional(),
  })
  .refine(({ origins, credentials }) => !(credentials && origins.includes('*')), {
    error:
      'must name its origins where credentials are allowed: with "*" every site could use the cookies',
  });

const correlationId = z.strictObject({
  header: headerName
    .refine((header) => !/^(proxy-)?authorization$|^cookie$/i.test(header), {
      error: 'must be a header of its own: this one holds credentials',
    })
    .default('X-Correlation-ID'),
  /** Whether the client gets the header too. */
  echo: z.boolean().default(true),
});

const tokenIn = z
  .strictObject({
    /** Headers that hold `Bearer TOKEN`. */
    headers: z.array(headerName).default(['authorization']),
    /**
     * Cookies that hold a token.
     * @danger browsers send them with requests that other sites start
     */
    cookies: z.array(z.string().regex(TOKEN, 'must be the name of a cookie')).default([]),
    /**
     * Query parameters that hold a token.
     * @danger it gets into logs, histories and Referer headers
     */
    query: z.array(z.string().min(1)).default([]),
  })
  .refine(({ headers, cookies, query }) => headers.length + cookies.length + query.length > 0, {
    error: 'must name a place where the token is',
  });

const keyAuth = z.strictObject({
  /** Headers that hold the key. */
  headers: z.array(headerName).min(1).default(['apikey']),
  /** Whether the upstream sees the key. */
  forward: z.boolean().default(false),
});

const entries = z.array(z.string().min(1)).min(1).optional();
const transformer = (...places: string[]) => {
  const changes = z
    .strictObject(Object.fromEntries(places.map((place) => [place, entries])))
    .optional();
  return z.strictObject({
    remove: changes,
    rename: changes,
    replace: changes,
    add: changes,
    append: changes,
  });
};

const network = z
  .string()
  .refine(isNetwork, { error: 'must be an address or a network such as 10.0.0.0/8' });

function isNetwork(value: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(value) ?? [];
  const isV4 = z.ipv4().safeParse(address).success;
  if (!isV4 && !z.ipv6().safeParse(address).success) return false;
  return bits === undefined || Number(bits) <= (isV4 ? 32 : 128);
}

const ipRestriction = z
  .strictObject({
    /** Only these get in. */
    allow: z.array(network).min(1).optional(),
    /** These do not. */
    deny: z.array(network).min(1).optional(),
  })
  .refine(({ allow, deny }) => allow ?? deny, { error: 'must allow or deny something' });

/** Any plugin that Kong offers, by its own names; the rest of its fields is as Kong has them by default. */
const plugin = z.strictObject({
  /** One that Kong has. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the name of a plugin, such as http-log'),
  /** Its fields that are not as Kong has them by default. Secrets are kept as such where Kong's schema says so. */
  config: z.record(z.string(), z.unknown()).default({}),
  /** Whether it is on. */
  enabled: z.boolean().default(true),
  /** What no setting says, as the provider has it: merged last into the inputs of the `plugin`. */
  override: pluginOverride,
});

/** The plugins of an API, a route or a client, beside those with a setting of their own. */
export const plugins = z.array(plugin).min(1).optional();

/** What an API can ask of Kong's plugins, each under a name of its own. */
export const apiPluginSettings = {
  rateLimit: rateLimit.optional(),
  cors: cors.optional(),
  correlationId: correlationId.optional(),
  /** Largest request body, in megabytes. Default: Kong's own limit. */
  maxRequestMegabytes: z.int().min(1).optional(),
  /** Where requests carry their token. Default: the Authorization header alone. */
  tokenIn: tokenIn.optional(),
  /** Lets callers in by an API key as well: those whose consumers are in a group that is admitted. */
  keyAuth: keyAuth.optional(),
  /** Groups of consumers that are admitted beside the stack's own clients; others keep these consumers. */
  allowGroups: z.array(z.string().min(1)).min(1).optional(),
  /** Changes to requests on their way to the upstream: `NAME`, or `NAME:VALUE`. */
  requestTransformer: transformer('headers', 'querystring', 'body').optional(),
  /** Changes to answers on their way to the client. */
  responseTransformer: transformer('headers', 'json').optional(),
  /** By client addresses. */
  ipRestriction: ipRestriction.optional(),
  /** Any other plugin that Kong offers. */
  plugins,
};
