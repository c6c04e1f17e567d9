import { breaks, opens } from '../../../catalogue/kind.ts';
import { pluginKind } from '../../../catalogue/kong/plugins/index.ts';
import { route as routeKind } from '../../../catalogue/kong/route.ts';
import { service as serviceKind } from '../../../catalogue/kong/service.ts';
import { ofType, type Resource } from '../declared.ts';
import type { Finding } from '../finding.ts';
import type { JsonObject as Entity } from '../../../servers/server-api.ts';
import { entityId } from '../labels.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../live-kong.ts';
import { foreign, type Ours } from './ours.ts';

/**
 * Routes that nobody declared and that lead to a declared API's service, take its requests away, or
 * reach its upstream where no plugin asks who calls.
 */
export function foreignRoutes(ours: Ours, live: LiveKong): Finding[] {
  const services = ofType(ours.declared, serviceKind.type);
  const routes = ofType(ours.declared, routeKind.type);
  return live.routes
    .filter((route) => !ours.urns.has(idOf(route)))
    .flatMap((route) => {
      const object = `route ${textOf(route['name'], idOf(route))}`;
      const path = `/routes/${idOf(route)}`;
      const shows = `paths ${textsOf(route, 'paths').join(' ') || '(any)'}`;

      const service = ownerOf(route, 'service') ?? '';
      if (ours.names.has(service)) {
        const meaning =
          'another way to the API than declared; the plugins of the service hold there';
        const about = { urn: ours.urns.get(service), live: shows };
        return [foreign(`${object} on ${ours.names.get(service)}`, path, opens(meaning), about)];
      }
      const taken = routes.find((own) => takes(route, own));
      if (taken) {
        const name = ours.names.get(entityId(taken));
        const consequence = breaks(`takes requests of ${name} to another service`);
        return [foreign(object, path, consequence, { urn: taken.urn, live: shows })];
      }
      const bypassed = services.find((own) => bypasses(route, service, own, live));
      if (bypassed) {
        const name = ours.names.get(entityId(bypassed));
        const consequence = opens(`reaches the upstream of ${name} unguarded`);
        return [foreign(object, path, consequence, { urn: bypassed.urn, live: shows })];
      }
      return [];
    });
}

/** Whether Kong prefers a foreign route for requests that match a declared one. */
function takes(route: Entity, { inputs }: Resource): boolean {
  const narrower = ['hosts', 'methods', 'headers', 'snis'].some(
    (field) => isSet(route[field]) && !isSet(inputs[field]),
  );
  return textsOf(inputs, 'paths').some((own) => {
    const root = own.replace(/\/+$/, '');
    return textsOf(route, 'paths').some((path) => {
      if (path.startsWith('~')) return matches(path.slice(1), own);
      const within = path === own || path === root || (root !== '' && path.startsWith(`${root}/`));
      return within || (narrower && own.startsWith(path));
    });
  });
}

function matches(pattern: string, path: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})`).test(path);
  } catch {
    return false;
  }
}

function isSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function bypasses(route: Entity, serviceId: string, { inputs }: Resource, live: LiveKong): boolean {
  const service = live.services.find((one) => idOf(one) === serviceId);
  if (!service || service['host'] !== inputs['host'] || service['port'] !== inputs['port']) {
    return false;
  }
  const path = textOf(service['path'], '/');
  if (!textOf(inputs['path'], '/').startsWith(path)) return false;
  return !live.plugins.some(
    (plugin) =>
      pluginKind(String(plugin['name'])).authenticates &&
      plugin['enabled'] !== false &&
      [undefined, serviceId].includes(ownerOf(plugin, 'service')) &&
      [undefined, idOf(route)].includes(ownerOf(plugin, 'route')),
  );
}
