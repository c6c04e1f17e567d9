import type { PluginConfig } from '../catalogue/kong/plugin-schema.ts';
import { given } from './given.ts';
import { guardingTransformer } from './identity-headers.ts';
import type { KeyClaim } from './issuer-trust.ts';
import type { PluginArgs } from './kong-plugin.ts';
import {
  aclConfig,
  correlationIdConfig,
  corsConfig,
  jwtConfig,
  keyAuthConfig,
  rateLimitConfig,
  requestSizeConfig,
  type CorrelationIdArgs,
  type CorsArgs,
  type IpRestrictionArgs,
  type KeyAuthArgs,
  type RateLimitArgs,
  type RequestTransformerArgs,
  type ResponseTransformerArgs,
  type TokenLocationArgs,
} from './plugin-config.ts';

/** What an API asks of Kong's plugins. */
export interface ApiPluginArgs {
  /** What the jwt plugin looks a credential up by. */
  keyClaim: KeyClaim;
  /** The acl groups that are let in; every other consumer gets 403. */
  allow: readonly string[];
  /** Default: the Authorization header alone. */
  tokenIn?: TokenLocationArgs | undefined;
  /** Lets callers in by an API key as well as by a token. */
  keyAuth?: KeyAuthArgs | undefined;
  rateLimit?: RateLimitArgs | undefined;
  cors?: CorsArgs | undefined;
  correlationId?: CorrelationIdArgs | undefined;
  /** Largest request body, in megabytes. Default: Kong's own limit. */
  maxRequestMegabytes?: number | undefined;
  ipRestriction?: IpRestrictionArgs | undefined;
  requestTransformer?: RequestTransformerArgs | undefined;
  responseTransformer?: ResponseTransformerArgs | undefined;
  /**
   * Whether requests lose the headers that an upstream could take for Kong's word on who calls. See
   * {@link FORGEABLE_HEADERS}. Default: true.
   */
  guardIdentityHeaders?: boolean;
  /** Any other plugin that Kong offers. */
  plugins?: readonly PluginArgs[] | undefined;
}

/** The name of the consumer that stands for callers without a token or key, where there are two ways in. */
export function anonymousConsumer(api: string): string {
  return `${api}-anonymous`;
}

/** The plugins of an API's service, in the order in which they are declared. */
export function apiPlugins(api: string, args: ApiPluginArgs): PluginArgs[] {
  const { keyAuth, rateLimit, cors, correlationId, maxRequestMegabytes } = args;
  // With two ways in, each lets callers pass whom it does not know; acl refuses those whom neither knew.
  const either = keyAuth && { anonymous: anonymousConsumer(api) };
  const typed: Record<string, PluginConfig | undefined> = {
    jwt: { ...jwtConfig(args.keyClaim, args.tokenIn), ...either },
    acl: aclConfig(args.allow),
    'key-auth': keyAuth && { ...keyAuthConfig(keyAuth), ...either },
    'rate-limiting': rateLimit && rateLimitConfig(rateLimit),
    cors: cors && corsConfig(cors),
    'correlation-id': correlationId && correlationIdConfig(correlationId),
    'request-size-limiting': maxRequestMegabytes
      ? requestSizeConfig(maxRequestMegabytes)
      : undefined,
    'ip-restriction': asConfig(args.ipRestriction),
    'request-transformer': asConfig(requestTransformer(args)),
    'response-transformer': asConfig(args.responseTransformer),
  };
  const declared = Object.entries(typed).flatMap(([name, config]) =>
    config ? [{ name, config }] : [],
  );
  return [...declared, ...(args.plugins ?? [])];
}

function requestTransformer({
  guardIdentityHeaders = true,
  requestTransformer: own,
}: ApiPluginArgs): RequestTransformerArgs | undefined {
  return guardIdentityHeaders ? guardingTransformer(own) : own;
}

/** Arguments that are the plugin's own fields, without those that are left out. */
function asConfig(args: object | undefined): PluginConfig | undefined {
  return args && (given(args) as PluginConfig);
}
