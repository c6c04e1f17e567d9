import { z } from 'zod';
import { api, type ApiInput } from '../../settings/api.ts';
import { route as routeSettings } from '../../settings/route.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../shared/live-kong.ts';
import { firstOf } from '../shared/shown.ts';
import { aclOf, admittedBy, strangersOf } from './admission.ts';
import { apiSettings, routeOf } from './api-settings.ts';
import { guardsOf, isGlobal, isOf, refusedFromNowOn, strangeGuard, unguarded } from './guards.ts';
import { claimOf } from './key-claim.ts';
import { knownName, type Known } from './known.ts';
import { freeName } from './names.ts';
import type { NamedPair } from './trust.ts';

/** An API that Kong protects, as settings, with the entities it is made of. */
export interface FoundApi {
  settings: ApiInput;
  service: Entity;
  /** In the order of `settings.routes`. */
  routes: Entity[];
  /** The plugins of the service that the stack declares too. */
  plugins: { name: 'jwt' | 'acl'; id: string; config: Entity }[];
  /** The acl plugin that decides now, its own or a global one. */
  acl: Entity | undefined;
  /** What its jwt plugin lets through, and the stack's refuses. */
  refused: string[];
}

/** Where APIs are looked for, and whose. */
export interface ApiSearch {
  kong: LiveKong;
  keyClaim: KeyClaim;
  /** The applications that the stack has or takes over. */
  pairs: readonly NamedPair[];
  /** They and the machines that may be taken over. */
  clients: readonly { consumer: Entity }[];
  known: Known;
  /** Names of Kong's services; empty for all that the stack's clients use. */
  wanted: readonly string[];
}

/** A service with the jwt plugin, its routes, and what is said where it stays as it is. */
interface Candidate {
  service: Entity;
  shown: string;
  routes: Entity[];
  guards: Entity[];
}

/**
 * Finds the services with the jwt plugin on themselves or on a route that the stack does not have yet and that clients of
 * it use.
 *
 * @param notes gets a sentence for each that stays as it is, and for what stays of the others.
 * @throws Error if one that is wanted is not there.
 */
export function findApis(search: ApiSearch, notes: string[]): FoundApi[] {
  const { kong, known, wanted } = search;
  const missing = wanted.filter((name) => !kong.services.some((one) => one['name'] === name));
  if (missing.length > 0) throw new Error(`Kong has no service ${missing.join(', ')}.`);
  const candidates = kong.services.flatMap((service): Candidate[] => {
    const shown = textOf(service['name'], idOf(service));
    if (wanted.length > 0 && !wanted.includes(shown)) return [];
    if (knownName(known, 'api', idOf(service), freeName(shown, new Set()))) return [];
    const routes = kong.routes.filter((route) => ownerOf(route, 'service') === idOf(service));
    const guards = guardsOf(kong, service, routes);
    return guards.length > 0 ? [{ service, shown, routes, guards }] : [];
  });
  const taken = { services: new Set(known.apis), routes: new Set<string>() };
  const isChoice = wanted.length === 0 && candidates.length + known.apis.length > 1;
  const apis = candidates.flatMap((one) => apiOf(search, one, isChoice, taken, notes));
  for (const plugin of kong.plugins.filter((one) => one['name'] === 'jwt' && isGlobal(one)))
    notes.push(
      `The global jwt plugin ${idOf(plugin)} stays as it is: adopt takes services and routes.`,
    );
  return apis;
}

function apiOf(
  { kong, keyClaim, pairs, clients }: ApiSearch,
  { service, shown, routes, guards }: Candidate,
  isChoice: boolean,
  taken: { services: Set<string>; routes: Set<string> },
  notes: string[],
): FoundApi[] {
  const stay = (why: string) => {
    notes.push(`API ${shown} stays as it is: ${why}.`);
    return [];
  };
  const claims = [...new Set(guards.map(claimOf))].filter((claim) => claim !== keyClaim);
  if (claims.length > 0)
    return stay(
      `its jwt plugin looks keys up by ${claims.join(' and ')}, and this stack by ${keyClaim}`,
    );
  const open = unguarded(guards, service, routes);
  if (open.length > 0)
    return stay(
      'only some of its routes have the jwt plugin, and a stack protects a whole service. Give ' +
        `${open.join(', ')} a service of their own, or the plugin; then adopt again`,
    );
  const strange = strangeGuard(kong, guards, service, routes);
  if (strange !== undefined) return stay(strange);
  const acl = aclOf(kong, service);
  const allow = admittedBy(acl, kong, pairs);
  if (allow.length === 0)
    return stay(
      'its acl plugin lets in none of the applications that are taken over, and a stack lets in one at least',
    );
  const strangers = strangersOf(acl, kong, clients);
  if (isChoice && strangers.length > 0)
    return stay(
      `its acl plugin names no group, so ${firstOf(strangers, 5).join(', ')} may use it as well as the stack's clients, and ` +
        `\`pulumi up\` would shut them out. If it is the stack's: --api '${shown}'`,
    );
  const usable = routes.filter((route) => isUsable(route, shown, notes));
  const own = kong.plugins.filter((plugin) => isOf(plugin, service));
  const named = (plugin: string) => own.find((one) => one['name'] === plugin);
  const name = freeName(textOf(service['name'], textOf(service['host'], 'api')), taken.services);
  const asRoutes = usable.map((route) => routeOf(route, taken.routes));
  const settings = { ...apiSettings(name, service, asRoutes, named('jwt') ?? guards[0]), allow };
  const checked = api.safeParse(settings);
  if (!checked.success) return stay(z.prettifyError(checked.error).replaceAll('\n', ' '));
  for (const plugin of kong.plugins) noteLeftPlugin(plugin, service, usable, shown, notes);
  const plugins = (['jwt', 'acl'] as const).flatMap((plugin) => {
    const found = named(plugin);
    return found ? [{ name: plugin, id: idOf(found), config: found['config'] as Entity }] : [];
  });
  return [
    { settings, service, routes: usable, plugins, acl, refused: refusedFromNowOn(guards, service) },
  ];
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

function noteLeftPlugin(
  plugin: Entity,
  service: Entity,
  routes: readonly Entity[],
  shown: string,
  notes: string[],
): void {
  const route = routes.find((one) => idOf(one) === ownerOf(plugin, 'route'));
  const name = textOf(plugin['name'], '');
  if (route) {
    const where = `route ${textOf(route['name'], idOf(route))}`;
    notes.push(
      name === 'jwt'
        ? `The jwt plugin ${idOf(plugin)} of ${where} stays, and there it hides the one that the stack adds to ` +
            `service ${shown}. After \`pulumi up\`, \`npm run drift -- --fix --remove 'plugin jwt on ${where}'\` removes it.`
        : `Plugin ${name} of ${where} stays as it is.`,
    );
  } else if (
    ownerOf(plugin, 'service') === idOf(service) &&
    (!isOf(plugin, service) || !['jwt', 'acl'].includes(name))
  ) {
    notes.push(`Plugin ${name} of service ${shown} stays as it is.`);
  }
}
