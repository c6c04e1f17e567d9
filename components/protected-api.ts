import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { anonymousConsumer, apiPlugins, type ApiPluginArgs } from './api-plugins.ts';
import { given } from './given.ts';
import { declarePlugin, type PluginSchemas } from './kong-plugin.ts';
import { declareRoute, type RouteArgs } from './route.ts';

export interface ProtectedApiArgs extends ApiPluginArgs {
  /** Where Kong forwards accepted requests: an http or https URL. */
  upstream: string;
  routes: readonly RouteArgs[];
  /** Times that Kong tries the upstream again. Default: 5. */
  retries?: number;
  /** In milliseconds. Default: 60,000 each. */
  timeouts?: { connect?: number; read?: number; write?: number };
  /** How the upstream's certificate is judged; left out, that stays as it is found. */
  tls?: UpstreamTlsArgs | undefined;
  /** Left out, the service's tags stay as they are found. */
  tags?: readonly string[] | undefined;
  /** Kong's own schemas of the plugins. Default: those of Kong 3.9. */
  schemas?: PluginSchemas;
}

/** The connection to an https upstream. */
export interface UpstreamTlsArgs {
  /** Whether Kong calls only an upstream whose certificate it can verify. */
  verify?: boolean | undefined;
  /** How many certificates may stand between the upstream's and an authority's. */
  depth?: number | undefined;
  /** Kong's ids of the authorities; those of Kong's own settings if left out. */
  authorities?: readonly string[] | undefined;
  /** Kong's id of the certificate that Kong shows. */
  clientCertificate?: string | undefined;
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
    const { cors, schemas } = args;
    const surroundings = { service, after: declared, cors: cors !== undefined, schemas };
    const routes = Object.fromEntries(
      args.routes.map((route) => [
        route.name,
        declareRoute(route, { api: name, parent: this, ...surroundings }),
      ]),
    );

    this.nodes = { service, plugins, routes };
    this.registerOutputs({ serviceId: service.id });
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
function serviceArgs({ upstream, retries = 5, timeouts = {}, tls, tags }: ProtectedApiArgs) {
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
    ...tlsArgs(tls),
    ...(tags && { tags: [...tags] }),
  };
}

function tlsArgs({ verify, depth, authorities, clientCertificate }: UpstreamTlsArgs = {}) {
  return given({
    tlsVerify: verify,
    tlsVerifyDepth: depth,
    caCertificateIds: authorities && [...authorities],
    clientCertificateId: clientCertificate,
  });
}
