import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import type { KeyClaim } from './issuer-trust.ts';
import {
  METHODS,
  aclConfig,
  correlationIdConfig,
  corsConfig,
  jwtConfig,
  rateLimitConfig,
  requestSizeConfig,
  type CorrelationIdArgs,
  type CorsArgs,
  type PluginConfig,
  type RateLimitArgs,
} from './plugin-config.ts';

export interface ProtectedApiArgs {
  /** Where Kong forwards accepted requests: an http or https URL. */
  upstream: string;
  routes: readonly RouteArgs[];
  /** Times that Kong tries the upstream again. Default: 5. */
  retries?: number;
  /** In milliseconds. Default: 60,000 each. */
  timeouts?: { connect?: number; read?: number; write?: number };
  rateLimit?: RateLimitArgs | undefined;
  cors?: CorsArgs | undefined;
  correlationId?: CorrelationIdArgs | undefined;
  /** Largest request body, in megabytes. Default: Kong's own limit. */
  maxRequestMegabytes?: number | undefined;
  /** What the jwt plugin looks a credential up by. */
  keyClaim: KeyClaim;
  /** The acl groups that are let in; every other consumer gets 403. */
  allow: readonly string[];
}

/** Which requests are the API's. */
export interface RouteArgs {
  /** Unique over all services of the Kong. */
  name: string;
  /** Path prefixes. `/mock` also matches `/mockery`. */
  paths: readonly string[];
  /** Default: all. */
  methods?: readonly string[];
  /** Default: any. Giving hosts to a route, or taking them away, makes the route anew. */
  hosts?: readonly string[] | undefined;
  /** Whether Kong removes the prefix before it calls the upstream. Default: true. */
  stripPath?: boolean;
  /** Whether the upstream sees the client's Host header. Default: false. */
  preserveHost?: boolean;
}

/**
 * An API behind Kong that only bearers of a trusted token reach.
 *
 * The plugins are in place before the first route, and go after the last: at no moment is the
 * upstream open.
 *
 * ```ts
 * new ProtectedApi('orders', { upstream: 'http://orders.internal', keyClaim: 'iss', allow: ['shop'],
 *   routes: [{ name: 'orders', paths: ['/orders'] }] });
 * ```
 */
export class ProtectedApi extends pulumi.ComponentResource {
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    service: kong.Service;
    /** By the plugin's name. */
    plugins: Readonly<Record<string, kong.Plugin>>;
    /** By the route's name. */
    routes: Readonly<Record<string, kong.Route>>;
  };

  constructor(name: string, args: ProtectedApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:ProtectedApi', name, args, opts);

    const service = new kong.Service(
      names.service(name),
      { name, ...serviceArgs(args) },
      { parent: this },
    );
    const configs = {
      jwt: jwtConfig(args.keyClaim),
      acl: aclConfig(args.allow),
      ...optionalConfigs(args),
    };
    const plugins = Object.fromEntries(
      Object.entries(configs).map(([plugin, config]) => [
        plugin,
        this.#declarePlugin(name, service, plugin, config),
      ]),
    );
    const declared = Object.values(plugins);
    const routes = Object.fromEntries(
      args.routes.map((route) => [route.name, this.#declareRoute(name, service, route, declared)]),
    );

    this.nodes = { service, plugins, routes };
    this.registerOutputs({ serviceId: service.id });
  }

  #declareRoute(
    name: string,
    service: kong.Service,
    { hosts, ...route }: RouteArgs,
    plugins: kong.Plugin[],
  ): kong.Route {
    return new kong.Route(
      names.route(name, route.name),
      {
        name: route.name,
        paths: [...route.paths],
        methods: [...(route.methods ?? METHODS)],
        ...(hosts && { hosts: [...hosts] }),
        stripPath: route.stripPath ?? true,
        preserveHost: route.preserveHost ?? false,
        protocols: ['http', 'https'],
        serviceId: service.id,
      },
      {
        parent: this,
        dependsOn: plugins,
        replacementTrigger: hosts ? 'some hosts' : 'any host',
        // Kong holds the name unique.
        deleteBeforeReplace: true,
      },
    );
  }

  #declarePlugin(
    name: string,
    service: kong.Service,
    plugin: string,
    config: PluginConfig,
  ): kong.Plugin {
    return new kong.Plugin(
      names.plugin(name, plugin),
      {
        name: plugin,
        serviceId: service.id,
        enabled: true,
        configJson: JSON.stringify(config),
        // Without it the provider never compares the configuration with Kong's.
        strictMatch: true,
      },
      // Kong allows one plugin of a name per service.
      { parent: this, deleteBeforeReplace: true },
    );
  }
}

/** The plugins that a team asked for, by name. */
function optionalConfigs(args: ProtectedApiArgs): Record<string, PluginConfig> {
  const { rateLimit, cors, correlationId, maxRequestMegabytes } = args;
  return {
    ...(rateLimit && { 'rate-limiting': rateLimitConfig(rateLimit) }),
    ...(cors && { cors: corsConfig(cors) }),
    ...(correlationId && { 'correlation-id': correlationIdConfig(correlationId) }),
    ...(maxRequestMegabytes && { 'request-size-limiting': requestSizeConfig(maxRequestMegabytes) }),
  };
}

/** Every field is always sent: one left out would keep its old value in Kong. */
function serviceArgs({ upstream, retries = 5, timeouts = {} }: ProtectedApiArgs) {
  const url = URL.parse(upstream);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`upstream ${JSON.stringify(upstream)} must be an http or https URL.`);
  const protocol = url.protocol.slice(0, -1);
  return {
    protocol,
    host: url.hostname,
    port: url.port ? Number(url.port) : protocol === 'https' ? 443 : 80,
    path: url.pathname,
    retries,
    connectTimeout: timeouts.connect ?? 60_000,
    readTimeout: timeouts.read ?? 60_000,
    writeTimeout: timeouts.write ?? 60_000,
  };
}
