import type { ApiSettings } from './settings/api.ts';
import type { KeyClaim } from './settings/settings.ts';

/**
 * Configuration of Kong's plugins with every field of Kong 3.9, nulls included and in
 * alphabetical order: the provider sees drift only in fields that are listed, and a field that is
 * merely left out keeps its old value at an update.
 */
export type PluginConfig = Readonly<Record<string, unknown>>;

/** What a team sets of an optional plugin. */
type Options<K extends keyof ApiSettings> = NonNullable<ApiSettings[K]>;

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
export function rateLimitConfig({ second, minute, hour, by }: Options<'rateLimit'>): PluginConfig {
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
export function corsConfig(cors: Options<'cors'>): PluginConfig {
  return {
    credentials: cors.credentials,
    exposed_headers: cors.exposedHeaders ?? null,
    headers: cors.headers ?? null,
    max_age: cors.maxAgeSeconds ?? null,
    methods: cors.methods,
    origins: cors.origins,
    preflight_continue: false,
    private_network: false,
  };
}

/** The correlation-id plugin: a random id for every request that comes without one. */
export function correlationIdConfig({ header, echo }: Options<'correlationId'>): PluginConfig {
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
