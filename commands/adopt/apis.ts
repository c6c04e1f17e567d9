import { z } from 'zod';
import { api, type ApiInput } from '../../settings/api.ts';
import { route as routeSettings } from '../../settings/route.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../shared/live-kong.ts';
import { allowOf } from './admission.ts';
import { freeName } from './names.ts';
import type { TrustedPair } from './trust.ts';

/** An API that Kong protects, as settings, with the entities it is made of. */
export interface FoundApi {
  settings: ApiInput;
  service: Entity;
  /** In the order of `settings.routes`. */
  routes: Entity[];
  /** The plugins of the service that the stack declares too. */
  plugins: { name: 'jwt' | 'acl'; id: string; config: Entity }[];
}

/** What every jwt plugin here looks a credential up by. @throws Error if they differ. */
export function findKeyClaim({ plugins }: LiveKong): KeyClaim {
  const claims = new Set(plugins.filter(isJwt).map(claimOf));
  if (claims.size === 0)
    throw new Error('Kong has no jwt plugin on a service or a route: there is nothing to adopt.');
  const [claim] = claims;
  if (claims.size === 1 && (claim === 'iss' || claim === 'kid')) return claim;
  throw new Error(
    `Kong's jwt plugins look keys up by ${[...claims].join(' and ')}. A stack looks them up by iss or by ` +
      'kid, on all its APIs: set config.key_claim_name alike first.',
  );
}

/** Every service with the jwt plugin on itself or on a route. */
export function findApis(
  kong: LiveKong,
  pairs: readonly (TrustedPair & { name: string })[],
  notes: string[],
): FoundApi[] {
  const taken = { services: new Set<string>(), routes: new Set<string>() };
  const apis = kong.services.flatMap((service) => {
    const routes = kong.routes.filter((route) => ownerOf(route, 'service') === idOf(service));
    const guards = kong.plugins.filter(isJwt).filter((plugin) => {
      const route = ownerOf(plugin, 'route');
      return route ? routes.some((one) => idOf(one) === route) : isOf(plugin, service);
    });
    return guards.length > 0 ? apiOf(kong, service, routes, pairs, taken, notes) : [];
  });
  for (const plugin of kong.plugins.filter((one) => textOf(one['name'], '') === 'jwt')) {
    if (!ownerOf(plugin, 'service') && !ownerOf(plugin, 'route'))
      notes.push(
        `The global jwt plugin ${idOf(plugin)} stays as it is: adopt takes services and routes.`,
      );
  }
  return apis;
}

function apiOf(
  kong: LiveKong,
  service: Entity,
  routes: Entity[],
  pairs: readonly (TrustedPair & { name: string })[],
  taken: { services: Set<string>; routes: Set<string> },
  notes: string[],
): FoundApi[] {
  const shown = textOf(service['name'], idOf(service));
  const usable = routes.filter((route) => isUsable(route, shown, notes));
  const stay = (why: string) => {
    notes.push(`API ${shown} stays as it is: ${why}`);
    return [];
  };
  const open = unguarded(kong, service, routes);
  if (open.length > 0) {
    return stay(
      `only some of its routes have the jwt plugin, and a stack protects a whole service. Give ` +
        `${open.join(', ')} a service of their own, or the plugin; then adopt again.`,
    );
  }
  const name = freeName(textOf(service['name'], textOf(service['host'], 'api')), taken.services);
  const own = kong.plugins.filter((plugin) => isOf(plugin, service) && !ownerOf(plugin, 'route'));
  const named = (plugin: string) =>
    own.find((one) => one['name'] === plugin && !ownerOf(one, 'consumer'));
  const acl = named('acl');
  const admission = allowOf(acl, kong, pairs);
  if (!admission) {
    return stay(
      'its acl plugin lets in none of the applications that are taken over, and a stack lets in one at least.',
    );
  }
  const settings = {
    name,
    upstream: upstreamOf(service),
    routes: usable.map((route) => routeOf(route, taken.routes)),
    ...admission,
    ...differing('retries', service['retries'], 5),
    ...timeoutsOf(service),
    ...tlsOf(service),
    ...tokenInOf(named('jwt') ?? guardOf(kong, usable)),
  };
  const checked = api.safeParse(settings);
  if (!checked.success) return stay(z.prettifyError(checked.error).replaceAll('\n', ' '));
  for (const plugin of kong.plugins) noteLeftPlugin(plugin, service, usable, shown, notes);
  const plugins = (['jwt', 'acl'] as const).flatMap((plugin) => {
    const found = named(plugin);
    return found ? [{ name: plugin, id: idOf(found), config: found['config'] as Entity }] : [];
  });
  return [{ settings, service, routes: usable, plugins }];
}

/** A route that settings can say, so that it goes on matching what it matches and nothing else. */
function isUsable(route: Entity, service: string, notes: string[]): boolean {
  const protocols = textsOf(route, 'protocols').toSorted().join();
  const checked = routeSettings.safeParse(routeOf(route, new Set()));
  const why = ['https', 'http,https'].includes(protocols)
    ? checked.error && z.prettifyError(checked.error).replaceAll('\n', ' ')
    : `a stack's routes answer https, or http and https, and it answers ${protocols || 'nothing'}`;
  if (why === undefined) return true;
  notes.push(`Route ${textOf(route['name'], idOf(route))} of ${service} stays as it is: ${why}.`);
  return false;
}

function routeOf(route: Entity, taken: Set<string>): ApiInput['routes'][number] {
  const lists = (['paths', 'methods', 'hosts', 'snis'] as const)
    .map((name) => [name, textsOf(route, name)] as const)
    .filter(([, values]) => values.length > 0);
  const headers = Object.entries((route['headers'] ?? {}) as Record<string, string[]>);
  const isSecure = textsOf(route, 'protocols').join() === 'https';
  return {
    name: freeName(textOf(route['name'], `route-${idOf(route).slice(0, 8)}`), taken),
    ...(Object.fromEntries(lists) as Partial<ApiInput['routes'][number]>),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(isSecure && {
      httpsOnly: true,
      ...differing('httpsRedirect', route['https_redirect_status_code'], 426),
    }),
    ...differing('stripPath', route['strip_path'], true),
    ...differing('preserveHost', route['preserve_host'], false),
    ...differing('pathHandling', route['path_handling'], 'v0'),
    ...differing('regexPriority', route['regex_priority'], 0),
    ...differing('requestBuffering', route['request_buffering'], true),
    ...differing('responseBuffering', route['response_buffering'], true),
  };
}

function tlsOf(service: Entity): Pick<ApiInput, 'tls'> {
  const authorities = textsOf(service, 'ca_certificates');
  const certificate = ownerOf(service, 'client_certificate');
  const tls = {
    ...differing('verify', service['tls_verify'], undefined),
    ...differing('depth', service['tls_verify_depth'], undefined),
    ...(authorities.length > 0 && { authorities }),
    ...(certificate !== undefined && { clientCertificate: certificate }),
  };
  return Object.keys(tls).length > 0 ? { tls } : {};
}

/** Where the jwt plugin looks for tokens, where that is not the Authorization header alone. */
function tokenInOf(jwt: Entity | undefined): Pick<ApiInput, 'tokenIn'> {
  const config = (jwt?.['config'] ?? {}) as Entity;
  const headers = config['header_names'] ? textsOf(config, 'header_names') : ['authorization'];
  const cookies = textsOf(config, 'cookie_names');
  // A stack looks in no query unless told to; Kong alone looks at `jwt`, and so tells tokens to logs.
  const query = textsOf(config, 'uri_param_names').filter((name) => name !== 'jwt');
  const isUsual = headers.join() === 'authorization' && cookies.length + query.length === 0;
  return isUsual ? {} : { tokenIn: { headers, cookies, query } };
}

/** The jwt plugin of the first of the routes, for a service that has none itself. */
function guardOf({ plugins }: LiveKong, routes: readonly Entity[]): Entity | undefined {
  return plugins
    .filter(isJwt)
    .find((one) => routes.some((route) => ownerOf(one, 'route') === idOf(route)));
}

function upstreamOf(service: Entity): string {
  const protocol = textOf(service['protocol'], 'http');
  const port = Number(service['port']);
  const usual = port === (protocol === 'https' ? 443 : 80);
  const host = textOf(service['host'], '');
  return `${protocol}://${host}${usual ? '' : `:${port}`}${textOf(service['path'], '')}`;
}

function timeoutsOf(service: Entity): Pick<ApiInput, 'timeouts'> {
  const timeouts = {
    ...differing('connect', service['connect_timeout'], 60_000),
    ...differing('read', service['read_timeout'], 60_000),
    ...differing('write', service['write_timeout'], 60_000),
  };
  return Object.keys(timeouts).length > 0 ? { timeouts } : {};
}

/** The member, unless it has the default of the settings. */
function differing<K extends string>(
  name: K,
  value: unknown,
  otherwise: unknown,
): Partial<Record<K, never>> {
  if (value === undefined || value === null || value === otherwise) return {};
  return { [name]: value } as Partial<Record<K, never>>;
}

function noteLeftPlugin(
  plugin: Entity,
  service: Entity,
  routes: readonly Entity[],
  shown: string,
  notes: string[],
): void {
  const route = routes.find((one) => idOf(one) === ownerOf(plugin, 'route'));
  const name = textOf(plugin['name'], '');
  const id = idOf(plugin);
  if (route) {
    const where = `route ${textOf(route['name'], idOf(route))}`;
    notes.push(
      name === 'jwt'
        ? `The jwt plugin ${id} of ${where} stays, and there it hides the one that the stack adds to ` +
            `service ${shown}. After \`pulumi up\`, \`npm run drift -- --fix --remove 'plugin jwt on ${where}'\` removes it.`
        : `Plugin ${name} of ${where} stays as it is.`,
    );
  } else if (isOf(plugin, service) && !['jwt', 'acl'].includes(name)) {
    notes.push(`Plugin ${name} of service ${shown} stays as it is.`);
  }
}

/** The routes that ask for no token, where only others of the service do. */
function unguarded({ plugins }: LiveKong, service: Entity, routes: readonly Entity[]): string[] {
  const jwts = plugins.filter(isJwt);
  if (jwts.some((plugin) => isOf(plugin, service) && !ownerOf(plugin, 'route'))) return [];
  return routes
    .filter((route) => !jwts.some((plugin) => ownerOf(plugin, 'route') === idOf(route)))
    .map((route) => textOf(route['name'], idOf(route)));
}

function isJwt(plugin: Entity): boolean {
  const owned = ownerOf(plugin, 'service') ?? ownerOf(plugin, 'route');
  return plugin['name'] === 'jwt' && plugin['enabled'] !== false && owned !== undefined;
}

function isOf(plugin: Entity, service: Entity): boolean {
  return ownerOf(plugin, 'service') === idOf(service);
}

function claimOf(plugin: Entity): string {
  return textOf((plugin['config'] as Entity)['key_claim_name'], 'iss');
}
