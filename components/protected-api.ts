import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { formerNames, names } from '../catalogue/names.ts';
import { anonymousConsumer, apiPlugins, type ApiPluginArgs } from './api-plugins.ts';
import { declarePlugin, type PluginArgs, type PluginSchemas } from './kong-plugin.ts';
import { METHODS } from './plugin-config.ts';

export interface ProtectedApiArgs extends ApiPluginArgs {
  /** Where Kong forwards accepted requests: an http or https URL. */
  upstream: string;
  routes: readonly RouteArgs[];
  /** Times that Kong tries the upstream again. Default: 5. */
  retries?: number;
  /** In milliseconds. Default: 60,000 each. */
  timeouts?: { connect?: number; read?: number; write?: number };
  /** Kong's own schemas of the plugins. Default: those of Kong 3.9. */
  schemas?: PluginSchemas;
}

/** Which requests are the API's. */
export interface RouteArgs {
  /** Unique over all services of the Kong. */
  name: string;
  /** Path prefixes. `/mock` also matches `/mockery`. */
  paths: readonly string[];
  /** Default: all. With `cors`, OPTIONS is added, or browsers' preflights would find no route. */
  methods?: readonly string[];
  /** Default: any. Giving hosts to a route, or taking them away, makes the route anew. */
  hosts?: readonly string[] | undefined;
  /** Whether Kong removes the prefix before it calls the upstream. Default: true. */
  stripPath?: boolean;
  /** Whether the upstream sees the client's Host header. Default: false. */
  preserveHost?: boolean;
  /** Plugins of this route alone; one that the API has too takes its place here. */
  plugins?: readonly PluginArgs[] | undefined;
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
    super('fusionauth-kong:index:ProtectedApi', name, shownArgs(args), opts);

    const service = new kong.Service(
      names.service(name),
      { name, ...serviceArgs(args) },
      { parent: this },
    );
    const anonymous = args.keyAuth && this.#declareAnonymous(name, args.schemas);
    const scope = { serviceId: service.id };
    const options = { parent: this, ...(anonymous && { dependsOn: anonymous }) };
    const plugins = Object.fromEntries(
      apiPlugins(name, args).map((plugin) => [
        plugin.name,
        declarePlugin(names.plugin(name, plugin.name), plugin, scope, options, args.schemas),
      ]),
    );
    const declared = Object.values(plugins);
    const routes = Object.fromEntries(
      args.routes.map((route) => [
        route.name,
        this.#declareRoute(name, service, route, declared, args),
      ]),
    );

    this.nodes = { service, plugins, routes };
    this.registerOutputs({ serviceId: service.id });
  }

  #declareRoute(
    name: string,
    service: kong.Service,
    { hosts, plugins = [], ...route }: RouteArgs,
    before: kong.Plugin[],
    { cors, schemas }: ProtectedApiArgs,
  ): kong.Route {
    const methods = new Set(route.methods ?? METHODS);
    if (cors) methods.add('OPTIONS');
    const declared = new kong.Route(
      names.route(name, route.name),
      {
        name: route.name,
        paths: [...route.paths],
        methods: [...methods],
        ...(hosts && { hosts: [...hosts] }),
        stripPath: route.stripPath ?? true,
        preserveHost: route.preserveHost ?? false,
        protocols: ['http', 'https'],
        serviceId: service.id,
      },
      {
        parent: this,
        aliases: [{ name: formerNames.route(name, route.name) }],
        dependsOn: before,
        replacementTrigger: hosts ? 'some hosts' : 'any host',
        // Kong holds the name unique.
        deleteBeforeReplace: true,
      },
    );
    const scope = { routeId: declared.id };
    for (const plugin of plugins) {
      const logicalName = names.routePlugin(name, route.name, plugin.name);
      declarePlugin(logicalName, plugin, scope, { parent: this }, schemas);
    }
    return declared;
  }

  /** Who calls without a token or key, where there are two ways in: nobody gets further as this consumer. */
  #declareAnonymous(name: string, schemas?: PluginSchemas): kong.Plugin {
    const username = anonymousConsumer(name);
    const consumer = new kong.Consumer(
      names.anonymous(name),
      { username, customId: username },
      { parent: this },
    );
    const refusal = { name: 'request-termination', config: { status_code: 401 } };
    const scope = { consumerId: consumer.id };
    return declarePlugin(names.anonymousRefusal(name), refusal, scope, { parent: this }, schemas);
  }
}

/** The arguments as the state keeps them: without Kong's schemas, and what may hold secrets as such. */
function shownArgs(args: ProtectedApiArgs): pulumi.Inputs {
  const { plugins, routes, rateLimit, requestTransformer, responseTransformer } = args;
  const secret = <T>(value: T) => value && pulumi.secret(value);
  return {
    ...args,
    schemas: undefined,
    // States of earlier releases have no word on it.
    guardIdentityHeaders: args.guardIdentityHeaders || undefined,
    plugins: secret(plugins),
    routes: routes.some((route) => route.plugins) ? secret(routes) : routes,
    rateLimit: rateLimit?.redis ? secret(rateLimit) : rateLimit,
    requestTransformer: secret(requestTransformer),
    responseTransformer: secret(responseTransformer),
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
