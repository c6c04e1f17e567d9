import type { PluginConfig } from '../catalogue/kong/plugin-schema.ts';
import type { KeyClaim } from './issuer-trust.ts';

// What each argument means in the fields of its plugin. The rest of the fields comes from Kong's own schema.

/** The spans over which requests are counted. */
export const SPANS = ['second', 'minute', 'hour', 'day', 'month', 'year'] as const;

/** How many requests pass; at least one of the spans is given. */
export interface RateLimitArgs extends Partial<Record<(typeof SPANS)[number], number | undefined>> {
  /** What is counted: an application, one of its keys, a client address, the API, a header, a path. Default: `consumer`. */
  by?: 'consumer' | 'credential' | 'ip' | 'service' | 'header' | 'path';
  /** The header that is counted by. */
  header?: string | undefined;
  /** The path that is counted by. */
  path?: string | undefined;
  /** Who counts: each node by itself, the nodes together in Kong's database, or in Redis. Default: `local`. */
  policy?: 'local' | 'cluster' | 'redis';
  redis?: RedisArgs | undefined;
  /** Whether requests pass while nobody can count. Default: true. */
  faultTolerant?: boolean;
  /** Whether clients see what is left to them. Default: true. */
  tellClients?: boolean;
}

/** A Redis server of one's own. */
export interface RedisArgs {
  host: string;
  /** Default: 6379. */
  port?: number;
  username?: string | undefined;
  password?: string | undefined;
  /** The number of the database. Default: 0. */
  database?: number;
  /** Whether the connection is encrypted, and the certificate verified. Default: false. */
  tls?: boolean;
  /** The name that its certificate is for. Default: the host. */
  serverName?: string | undefined;
  /** In milliseconds. Default: 2000. */
  timeout?: number;
}

/** What browsers may do from pages of other origins. */
export interface CorsArgs {
  /** Origins that browsers may call from: `https://shop.example.com`, a regular expression, or `*` for any. */
  origins: readonly string[];
  /** Default: all that HTTP has. */
  methods?: readonly string[];
  /** Request headers that are allowed. Default: those that the browser asks for. */
  headers?: readonly string[] | undefined;
  /** Response headers that scripts may read. Default: none. */
  exposedHeaders?: readonly string[] | undefined;
  /** Whether browsers may send cookies. Default: false. */
  credentials?: boolean;
  /** Seconds for which a browser may remember the answer. */
  maxAgeSeconds?: number | undefined;
}

/** A random id for every request that comes without one. */
export interface CorrelationIdArgs {
  /** Default: `X-Correlation-ID`. */
  header?: string;
  /** Whether the client gets the header too. Default: true. */
  echo?: boolean;
}

/** Where a request carries its token. Each further place is one more where it can leak or be forged from. */
export interface TokenLocationArgs {
  /** Headers that hold `Bearer TOKEN`. Default: `authorization`. */
  headers?: readonly string[];
  /** Cookies that hold a token; browsers send them with requests that other sites start. Default: none. */
  cookies?: readonly string[];
  /** Query parameters that hold a token, and put it into logs and histories. Default: none. */
  query?: readonly string[];
}

/** API keys beside tokens. */
export interface KeyAuthArgs {
  /** Headers that hold the key. Default: `apikey`. */
  headers?: readonly string[];
  /** Whether the upstream sees the key. Default: false. */
  forward?: boolean;
}

/** Entries `NAME`, or `NAME:VALUE` where a value is needed, by what is done with them, in this order. */
export interface TransformArgs<Place extends string> {
  remove?: Partial<Record<Place, readonly string[]>> | undefined;
  rename?: Partial<Record<Place, readonly string[]>> | undefined;
  replace?: Partial<Record<Place, readonly string[]>> | undefined;
  add?: Partial<Record<Place, readonly string[]>> | undefined;
  append?: Partial<Record<Place, readonly string[]>> | undefined;
}

export type RequestTransformerArgs = TransformArgs<'headers' | 'querystring' | 'body'>;
export type ResponseTransformerArgs = TransformArgs<'headers' | 'json'>;

/** Addresses and networks such as `10.0.0.0/8`. */
export interface IpRestrictionArgs {
  /** Only these get in. */
  allow?: readonly string[] | undefined;
  /** These do not. */
  deny?: readonly string[] | undefined;
}

/** The request methods that Kong's routes and its cors plugin know. */
export const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'PATCH',
  'POST',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
] as const;

/** The jwt plugin: tokens only in the Authorization header unless said otherwise, expiry verified. */
export function jwtConfig(keyClaim: KeyClaim, token: TokenLocationArgs = {}): PluginConfig {
  return {
    claims_to_verify: ['exp'],
    cookie_names: token.cookies ?? [],
    header_names: token.headers ?? ['authorization'],
    key_claim_name: keyClaim,
    run_on_preflight: true,
    uri_param_names: token.query ?? [],
  };
}

/** The acl plugin: only consumers of these groups. */
export function aclConfig(allow: readonly string[]): PluginConfig {
  return { allow: [...allow], hide_groups_header: true };
}

/** The rate-limiting plugin. */
export function rateLimitConfig(args: RateLimitArgs): PluginConfig {
  const spans = SPANS.filter((span) => args[span]);
  if (spans.length === 0)
    throw new Error('rateLimit must limit the requests of a second, a minute or an hour.');
  return {
    ...Object.fromEntries(spans.map((span) => [span, args[span]])),
    fault_tolerant: args.faultTolerant ?? true,
    header_name: args.header ?? null,
    hide_client_headers: !(args.tellClients ?? true),
    limit_by: args.by ?? 'consumer',
    path: args.path ?? null,
    policy: args.policy ?? 'local',
    ...(args.redis && { redis: redisConfig(args.redis) }),
  };
}

function redisConfig(args: RedisArgs): PluginConfig {
  const { host, port = 6379, username, password, database = 0, tls = false } = args;
  return {
    ...{ host, port, database, ssl: tls, ssl_verify: tls },
    password: password ?? null,
    server_name: args.serverName ?? null,
    timeout: args.timeout ?? 2000,
    username: username ?? null,
  };
}

/** The cors plugin. It answers a browser's preflight itself, before a token is asked for. */
export function corsConfig(cors: CorsArgs): PluginConfig {
  return {
    credentials: cors.credentials ?? false,
    exposed_headers: cors.exposedHeaders ?? null,
    headers: cors.headers ?? null,
    max_age: cors.maxAgeSeconds ?? null,
    methods: cors.methods ?? METHODS,
    origins: cors.origins,
  };
}

/** The correlation-id plugin. */
export function correlationIdConfig(args: CorrelationIdArgs): PluginConfig {
  const { header = 'X-Correlation-ID', echo = true } = args;
  return { echo_downstream: echo, generator: 'uuid', header_name: header };
}

/** The request-size-limiting plugin. */
export function requestSizeConfig(megabytes: number): PluginConfig {
  return { allowed_payload_size: megabytes, size_unit: 'megabytes' };
}

/** The key-auth plugin; query strings, which end up in logs, hold no key. */
export function keyAuthConfig({ headers, forward = false }: KeyAuthArgs): PluginConfig {
  return { hide_credentials: !forward, key_in_query: false, key_names: headers ?? ['apikey'] };
}
