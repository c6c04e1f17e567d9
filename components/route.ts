import * as kong from '@pulumi/kong';
import type * as pulumi from '@pulumi/pulumi';
import { formerNames, names } from '../catalogue/names.ts';
import { given } from './given.ts';
import { declarePlugin, type PluginArgs, type PluginSchemas } from './kong-plugin.ts';
import { METHODS } from './plugin-config.ts';

/** Which requests are the API's, and how they are passed on. What is left out and has no default stays as it is found. */
export interface RouteArgs {
  /** Unique over all services of the Kong. */
  name: string;
  /** Prefixes, or regular expressions after a `~`. `/mock` also matches `/mockery`. Default: any path. */
  paths?: readonly string[] | undefined;
  /** Default: all. With `cors`, OPTIONS is added, or browsers' preflights would find no route. */
  methods?: readonly string[];
  /** Default: any. Giving hosts to a route, or taking them away, makes the route anew. */
  hosts?: readonly string[] | undefined;
  /** By name, the values of which a request must have one. Default: any. As with hosts, the route is made anew. */
  headers?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Names by which a TLS client asks for the server (RFC 6066, section 3). Default: any. */
  snis?: readonly string[] | undefined;
  /** Default: `http` and `https`. */
  protocols?: readonly string[] | undefined;
  /** What http is answered where `protocols` has https alone; 426 is an error, 301 and the like send to https. */
  httpsRedirectStatusCode?: number | undefined;
  /** Whether Kong removes the prefix before it calls the upstream. Default: true. */
  stripPath?: boolean;
  /** Whether the upstream sees the client's Host header. Default: false. */
  preserveHost?: boolean;
  /** How the paths of service, route and request are put together: https://docs.konghq.com/gateway/latest/key-concepts/routes/ */
  pathHandling?: 'v0' | 'v1' | undefined;
  /** Among regular expressions that match, the highest goes first. */
  regexPriority?: number | undefined;
  /** Whether Kong takes a request in whole before it passes it on. */
  requestBuffering?: boolean | undefined;
  /** Whether Kong takes an answer in whole before it passes it on. */
  responseBuffering?: boolean | undefined;
  tags?: readonly string[] | undefined;
  /** Plugins of this route alone; one that the API has too takes its place here. */
  plugins?: readonly PluginArgs[] | undefined;
}

/** What the routes of an API have in common. */
export interface RouteSurroundings {
  api: string;
  service: kong.Service;
  /** What has to be in place before the route is open. */
  after: readonly pulumi.Resource[];
  /** Whether browsers ask by OPTIONS first. */
  cors: boolean;
  parent: pulumi.Resource;
  schemas?: PluginSchemas | undefined;
}

/** Declares a route with its own plugins. */
export function declareRoute(route: RouteArgs, surroundings: RouteSurroundings): kong.Route {
  const { api, service, after, cors, parent, schemas } = surroundings;
  const methods = new Set(route.methods ?? METHODS);
  if (cors) methods.add('OPTIONS');
  const declared = new kong.Route(
    names.route(api, route.name),
    {
      name: route.name,
      ...listArgs(route),
      methods: [...methods],
      stripPath: route.stripPath ?? true,
      preserveHost: route.preserveHost ?? false,
      protocols: [...(route.protocols ?? ['http', 'https'])],
      ...scalarArgs(route),
      serviceId: service.id,
    },
    {
      parent,
      aliases: [{ name: formerNames.route(api, route.name) }],
      dependsOn: [...after],
      replacementTrigger: listsText(route),
      // Kong holds the name unique.
      deleteBeforeReplace: true,
    },
  );
  for (const plugin of route.plugins ?? []) {
    const logicalName = names.routePlugin(api, route.name, plugin.name);
    declarePlugin(logicalName, plugin, { routeId: declared.id }, { parent }, schemas);
  }
  return declared;
}

function listArgs({ paths, hosts, headers, snis, tags }: RouteArgs) {
  return given({
    paths: paths && [...paths],
    hosts: hosts && [...hosts],
    headers:
      headers && Object.entries(headers).map(([name, values]) => ({ name, values: [...values] })),
    snis: snis && [...snis],
    tags: tags && [...tags],
  });
}

function scalarArgs(route: RouteArgs) {
  return given({
    httpsRedirectStatusCode: route.httpsRedirectStatusCode,
    pathHandling: route.pathHandling,
    regexPriority: route.regexPriority,
    requestBuffering: route.requestBuffering,
    responseBuffering: route.responseBuffering,
  });
}

/** The provider cannot clear a list: a route that gets one or loses one is made anew. */
function listsText({ paths, hosts, headers, snis }: RouteArgs): string {
  return [
    hosts ? 'some hosts' : 'any host',
    ...(headers ? ['some headers'] : []),
    ...(snis ? ['some server names'] : []),
    ...(paths ? [] : ['any path']),
  ].join(', ');
}
