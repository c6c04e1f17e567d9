import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { api, type ApiInput, type ApiSettings, type RouteSettings } from './settings/api.ts';
import {
  aclConfig,
  correlationIdConfig,
  corsConfig,
  jwtConfig,
  rateLimitConfig,
  requestSizeConfig,
  type PluginConfig,
} from './plugin-config.ts';
import type { KeyClaim } from './settings/settings.ts';

export interface ProtectedApiArgs extends Omit<ApiInput, 'name' | 'allow'> {
  /** What the jwt plugin looks a credential up by. */
  keyClaim: KeyClaim;
  /** The acl groups that are let in; every other consumer gets 403. */
  allow: readonly string[];
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

    const { keyClaim, allow, ...rest } = args;
    const settings = api.parse({ name, ...rest });
    const service = new kong.Service(
      `${name}-service`,
      { name, ...serviceArgs(settings) },
      { parent: this },
    );
    const configs = {
      jwt: jwtConfig(keyClaim),
      acl: aclConfig(allow),
      ...optionalConfigs(settings),
    };
    const plugins = Object.fromEntries(
      Object.entries(configs).map(([plugin, config]) => [
        plugin,
        this.#declarePlugin(name, service, plugin, config),
      ]),
    );
    const declared = Object.values(plugins);
    const routes = Object.fromEntries(
      settings.routes.map((route) => [
        route.name,
        this.#declareRoute(name, service, route, declared),
      ]),
    );

    this.nodes = { service, plugins, routes };
    this.registerOutputs({ serviceId: service.id });
  }

  #declareRoute(
    name: string,
    service: kong.Service,
    { hosts, ...route }: RouteSettings,
    plugins: kong.Plugin[],
  ): kong.Route {
    return new kong.Route(
      `${name}-${route.name}`,
      { ...route, ...(hosts && { hosts }), serviceId: service.id, protocols: ['http', 'https'] },
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
      `${name}-${plugin}`,
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
function optionalConfigs(settings: ApiSettings): Record<string, PluginConfig> {
  const { rateLimit, cors, correlationId, maxRequestMegabytes } = settings;
  return {
    ...(rateLimit && { 'rate-limiting': rateLimitConfig(rateLimit) }),
    ...(cors && { cors: corsConfig(cors) }),
    ...(correlationId && { 'correlation-id': correlationIdConfig(correlationId) }),
    ...(maxRequestMegabytes && { 'request-size-limiting': requestSizeConfig(maxRequestMegabytes) }),
  };
}

/** Every field is always sent: one left out would keep its old value in Kong. */
function serviceArgs({ upstream, retries, timeouts }: ApiSettings) {
  const url = new URL(upstream);
  const protocol = url.protocol.slice(0, -1);
  return {
    protocol,
    host: url.hostname,
    port: url.port ? Number(url.port) : protocol === 'https' ? 443 : 80,
    path: url.pathname,
    retries,
    connectTimeout: timeouts.connect,
    readTimeout: timeouts.read,
    writeTimeout: timeouts.write,
  };
}
