import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { aclConfig, jwtConfig } from './plugin-config.ts';
import type { KeyClaim } from './settings.ts';

export interface ProtectedApiArgs {
  /** URL that accepted requests are forwarded to. */
  upstream: string;
  routes: readonly RouteArgs[];
  /** What the jwt plugin looks a credential up by. */
  keyClaim: KeyClaim;
  /** The acl groups that are let in; every other consumer gets 403. */
  allow: readonly string[];
}

export interface RouteArgs {
  /** The route's name in Kong, unique over all services. */
  name: string;
  /** Path prefixes that the route matches and removes. */
  paths: readonly string[];
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
  constructor(name: string, args: ProtectedApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:ProtectedApi', name, args, opts);

    const service = new kong.Service(
      `${name}-service`,
      { name, ...upstreamArgs(args.upstream) },
      { parent: this },
    );
    const guards = [
      this.#declarePlugin(name, service, 'jwt', jwtConfig(args.keyClaim)),
      this.#declarePlugin(name, service, 'acl', aclConfig(args.allow)),
    ];
    for (const route of args.routes) {
      new kong.Route(
        `${name}-${route.name}`,
        {
          name: route.name,
          serviceId: service.id,
          protocols: ['http', 'https'],
          paths: [...route.paths],
          stripPath: true,
          preserveHost: false,
        },
        { parent: this, dependsOn: guards },
      );
    }

    this.registerOutputs({ serviceId: service.id });
  }

  #declarePlugin(name: string, service: kong.Service, plugin: string, config: object): kong.Plugin {
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

/** A URL as Kong's service fields. The path is always sent: one left out would keep its old value. */
function upstreamArgs(upstream: string) {
  const url = new URL(upstream);
  const protocol = url.protocol.slice(0, -1);
  return {
    protocol,
    host: url.hostname,
    port: url.port ? Number(url.port) : protocol === 'https' ? 443 : 80,
    path: url.pathname,
  };
}
