import { pluginKind } from '../../catalogue/kong/plugins/index.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../shared/live-kong.ts';

/** Whether a plugin asks for a token, on a service or a route. */
export function isGuard(plugin: Entity): boolean {
  const owned = ownerOf(plugin, 'service') ?? ownerOf(plugin, 'route');
  return plugin['name'] === 'jwt' && isOn(plugin) && owned !== undefined;
}

/** The jwt plugins of a service and its routes. */
export function guardsOf(
  { plugins }: LiveKong,
  service: Entity,
  routes: readonly Entity[],
): Entity[] {
  return plugins.filter(
    (plugin) => isGuard(plugin) && (isOf(plugin, service) || isOnOneOf(plugin, routes)),
  );
}

/** The routes that ask for no token, where only others of the service do. */
export function unguarded(
  guards: readonly Entity[],
  service: Entity,
  routes: readonly Entity[],
): string[] {
  if (guards.some((plugin) => isOf(plugin, service))) return [];
  return routes
    .filter((route) => !guards.some((plugin) => ownerOf(plugin, 'route') === idOf(route)))
    .map((route) => textOf(route['name'], idOf(route)));
}

/** What settings cannot say of how an API asks for tokens; undefined if there is nothing of the kind. */
export function strangeGuard(
  kong: LiveKong,
  guards: readonly Entity[],
  service: Entity,
  routes: readonly Entity[],
): string | undefined {
  const others = kong.plugins.filter(
    (plugin) =>
      isOn(plugin) &&
      plugin['name'] !== 'jwt' &&
      pluginKind(textOf(plugin['name'], '')).authenticates &&
      (isOf(plugin, service) || isOnOneOf(plugin, routes) || isGlobal(plugin)),
  );
  if (others.length > 0) {
    const names = [...new Set(others.map((plugin) => textOf(plugin['name'], '')))].join(' and ');
    return `callers are known by ${names} too, and the stack's groups would refuse whom the jwt plugin does not know`;
  }
  if (guards.map(configOf).some((config) => textOf(config['anonymous'], '') !== ''))
    return 'requests without a token pass as an anonymous consumer, and the stack would refuse them';
  // Those of routes stay.
  const configs = guards.filter((plugin) => isOf(plugin, service)).map(configOf);
  if (configs.some((config) => Number(config['maximum_expiration'] ?? 0) > 0))
    return 'its jwt plugin has maximum_expiration, which settings cannot say: the stack would take it away';
  if (configs.some((config) => textsOf(config, 'claims_to_verify').includes('nbf')))
    return 'its jwt plugin verifies nbf, which settings cannot say: the stack would take it away';
  return undefined;
}

/** What the jwt plugin of a stack refuses, and the service's own lets through. Plugins on routes hide either. */
export function refusedFromNowOn(guards: readonly Entity[], service: Entity): string[] {
  const own = guards.find((plugin) => isOf(plugin, service));
  if (!own) return [];
  const some = (fits: (config: Entity) => boolean, what: string) =>
    fits(configOf(own)) ? [what] : [];
  return [
    ...some(
      (config) => !textsOf(config, 'claims_to_verify').includes('exp'),
      'tokens that have expired, or say nothing of when they do',
    ),
    ...some((config) => textsOf(config, 'uri_param_names').includes('jwt'), 'tokens in ?jwt='),
    ...some(
      (config) => config['run_on_preflight'] === false,
      "browsers' preflights, which the upstream answers itself (give the API `cors`, and Kong does)",
    ),
  ];
}

function configOf(plugin: Entity): Entity {
  return (plugin['config'] ?? {}) as Entity;
}

/** Whether a plugin is on a service itself, for all who call it. */
export function isOf(plugin: Entity, service: Entity): boolean {
  return (
    ownerOf(plugin, 'service') === idOf(service) &&
    ownerOf(plugin, 'route') === undefined &&
    ownerOf(plugin, 'consumer') === undefined
  );
}

export function isGlobal(plugin: Entity): boolean {
  return (['service', 'route', 'consumer'] as const).every(
    (kind) => ownerOf(plugin, kind) === undefined,
  );
}

function isOnOneOf(plugin: Entity, routes: readonly Entity[]): boolean {
  const owner = ownerOf(plugin, 'route');
  return owner !== undefined && routes.some((route) => idOf(route) === owner);
}

export function isOn(plugin: Entity): boolean {
  return plugin['enabled'] !== false;
}
