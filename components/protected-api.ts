import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { anonymousConsumer, apiPlugins, type ApiPluginArgs } from './api-plugins.ts';
import { declareBalancer, type BalancerArgs } from './balancer.ts';
import { given } from './given.ts';
import { declarePlugin, type PluginSchemas } from './kong-plugin.ts';
import { declareRoute, type RouteArgs } from './route.ts';

export interface ProtectedApiArgs extends ApiPluginArgs {
  /** Where Kong forwards accepted requests: an http or https URL. */
  upstream: string;
  /** The places that share the requests, under the name that is `upstream`'s host. Default: that host itself. */
  balancing?: BalancerArgs | undefined;
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
  /** Kong's id of the certificate that Kong shows, and that others look after. */
  clientCertificate?: string | undefined;
  /** A certificate of the API's own, which Kong shows. */
  ownCertificate?: ClientCertificateArgs | undefined;
}

/** A certificate with its key, in PEM. */
export interface ClientCertificateArgs {
  certificate: string;
  /** A secret. */
  privateKey: pulumi.Input<string>;
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

    const { balancing, upstream } = args;
    const balancer = balancing && declareBalancer(name, hostOf(upstream), balancing, this);
    const service = new kong.Service(
      names.service(name),
      { name, ...serviceArgs(args), ...this.#clientCertificate(name, args.tls) },
      { parent: this, ...(balancer && { dependsOn: balancer }) },
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

  #clientCertificate(name: string, { clientCertificate, ownCertificate }: UpstreamTlsArgs = {}) {
    if (!ownCertificate) return given({ clientCertificateId: clientCertificate });
    const { certificate, privateKey } = ownCertificate;
    const declared = new kong.Certificate(
      names.clientCertificate(name),
      { certificate, privateKey: pulumi.secret(privateKey) },
      { parent: this },
    );
    return { clientCertificateId: declared.id };
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
  const { plugins, routes, rateLimit, requestTransformer, responseTransformer, tls } = args;
  const secret = <T>(value: T) => value && pulumi.secret(value);
  return {
    ...args,
    schemas: undefined,
    // States of earlier releases have no word on it.
    guardIdentityHeaders: args.guardIdentityHeaders || undefined,
    plugins: secret(plugins),
    routes: routes.some((route) => route.plugins) ? secret(routes) : routes,
    tls: tls?.ownCertificate ? secret(tls) : tls,
    rateLimit: rateLimit?.redis ? secret(rateLimit) : rateLimit,
    requestTransformer: secret(requestTransformer),
    responseTransformer: secret(responseTransformer),
  };
}

function urlOf(upstream: string): URL {
  const url = URL.parse(upstream);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new Error(`upstream ${JSON.stringify(upstream)} must be an http or https URL.`);
}

const hostOf = (upstream: string): string => urlOf(upstream).hostname;

/** Every field is always sent: one left out would keep its old value in Kong. */
function serviceArgs({ upstream, retries = 5, timeouts = {}, tls, tags }: ProtectedApiArgs) {
  const url = urlOf(upstream);
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

function tlsArgs({ verify, depth, authorities }: UpstreamTlsArgs = {}) {
  return given({
    tlsVerify: verify,
    tlsVerifyDepth: depth,
    caCertificateIds: authorities && [...authorities],
  });
}
