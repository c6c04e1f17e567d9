import type { KeyClaim } from './issuer-trust.ts';

/**
 * Configuration of Kong's plugins with every field of Kong 3.9, nulls included and in
 * alphabetical order: the provider sees drift only in fields that are listed, and a field that is
 * merely left out keeps its old value at an update.
 */
export type PluginConfig = Readonly<Record<string, unknown>>;

/** How many requests pass; at least one of the spans is given. */
export interface RateLimitArgs {
  second?: number | undefined;
  minute?: number | undefined;
  hour?: number | undefined;
  /** What is counted: an application, one of its keys, or a client address. Default: `consumer`. */
  by?: 'consumer' | 'credential' | 'ip';
}

/** What browsers may do from pages of other origins. */
export interface CorsArgs {
  /** Origins that browsers may call from, `*` for any. */
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

/** The connection to a Redis server, which policy `local` never makes. */
const REDIS = {
  database: 0,
  host: null,
  password: null,
  port: 6379,
  server_name: null,
  ssl: false,
  ssl_verify: false,
  timeout: 2000,
  username: null,
};

/** The jwt plugin: tokens only in the Authorization header, expiry verified. */
export function jwtConfig(keyClaim: KeyClaim): PluginConfig {
  return {
    anonymous: null,
    claims_to_verify: ['exp'],
    cookie_names: [],
    header_names: ['authorization'],
    key_claim_name: keyClaim,
    maximum_expiration: 0,
    realm: null,
    run_on_preflight: true,
    secret_is_base64: false,
    uri_param_names: [],
  };
}

/** The acl plugin: only consumers of these groups. */
export function aclConfig(allow: readonly string[]): PluginConfig {
  return {
    allow: [...allow],
    always_use_authenticated_groups: false,
    deny: null,
    hide_groups_header: true,
  };
}

/** The rate-limiting plugin, counting on each node by itself. */
export function rateLimitConfig(args: RateLimitArgs): PluginConfig {
  const { second, minute, hour, by = 'consumer' } = args;
  if (!(second ?? minute ?? hour))
    throw new Error('rateLimit must limit the requests of a second, a minute or an hour.');
  return {
    day: null,
    error_code: 429,
    error_message: 'API rate limit exceeded',
    fault_tolerant: true,
    header_name: null,
    hide_client_headers: false,
    hour: hour ?? null,
    limit_by: by,
    minute: minute ?? null,
    month: null,
    path: null,
    policy: 'local',
    redis: REDIS,
    // Kong repeats what is in `redis` under its names of before 3.6.
    ...Object.fromEntries(Object.entries(REDIS).map(([field, value]) => [`redis_${field}`, value])),
    second: second ?? null,
    sync_rate: -1,
    year: null,
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
    preflight_continue: false,
    private_network: false,
  };
}

/** The correlation-id plugin. */
export function correlationIdConfig(args: CorrelationIdArgs): PluginConfig {
  const { header = 'X-Correlation-ID', echo = true } = args;
  return { echo_downstream: echo, generator: 'uuid', header_name: header };
}

/** The request-size-limiting plugin. */
export function requestSizeConfig(megabytes: number): PluginConfig {
  return {
    allowed_payload_size: megabytes,
    require_content_length: false,
    size_unit: 'megabytes',
  };
}
