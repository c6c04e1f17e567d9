import { plugin } from '../../catalogue/kong/plugin.ts';
import { readJwt, type JwtReading } from '../../catalogue/kong/plugins/jwt.ts';
import { route } from '../../catalogue/kong/route.ts';
import { service } from '../../catalogue/kong/service.ts';
import { CONFIG } from '../../catalogue/values.ts';
import { UNKNOWN, type Declared } from '../declared.ts';
import type { ResourceRule, StackRule } from '../rule.ts';

/** Kong's jwt plugin looks at `exp` only if it is told to. */
export const expiryIsVerified: ResourceRule = {
  name: 'expiry-is-verified',
  description:
    'Every jwt plugin verifies exp, and none lets callers without a token in but as one of refusedConsumers.',
  setting: 'refusedConsumers',
  faults(resource, { refusedConsumers }) {
    const jwt = jwtOf(resource);
    if (!jwt) return [];
    const { name } = resource;
    const claims = jwt.claimsVerified;
    return [
      ...(jwt.verifiesExpiry
        ? []
        : [
            `${name}: claims_to_verify is ${JSON.stringify(claims)}, so an expired token is accepted; add "exp".`,
          ]),
      ...(jwt.anonymous !== undefined && !refusedConsumers.includes(jwt.anonymous)
        ? [
            `${name}: anonymous names a consumer, so a request without a token gets in; set it to null, or name in refusedConsumers whom Kong refuses.`,
          ]
        : []),
    ];
  },
};

/** Query strings end up in logs and histories (RFC 6750, section 5.3); cookies go with what other sites start. */
export const headerOnly: ResourceRule = {
  name: 'token-in-header-only',
  description:
    'Every jwt plugin reads the token from the Authorization header, or a cookie of tokenCookies.',
  setting: 'tokenCookies',
  faults(resource, { tokenCookies }) {
    const jwt = jwtOf(resource);
    if (!jwt) return [];
    const cookies = jwt.cookies.filter((name) => !tokenCookies.includes(name));
    const places = [
      { field: 'uri_param_names', is: jwt.parameters, wanted: [] },
      { field: 'cookie_names', is: cookies, wanted: [] },
      { field: 'header_names', is: jwt.headers, wanted: ['authorization'] },
    ];
    return places
      .filter(({ is, wanted }) => is.join().toLowerCase() !== wanted.join())
      .map(
        ({ field, is, wanted }) =>
          `${resource.name}: ${field} is ${JSON.stringify(is)}; set it to ${JSON.stringify(wanted)}.`,
      );
  },
};

/** A jwt plugin on a route guards that route alone; the next route of the service would be open. */
export const noRouteEscapes: StackRule = {
  name: 'no-route-escapes',
  description: 'Every route belongs to a service that carries an enabled jwt plugin.',
  setting: 'publicServices',
  stackFaults(resources, { publicServices }) {
    const guards = resources.filter(isServiceGuard);
    const open = new Set(
      resources
        .filter(
          ({ type, props }) =>
            type === service.type && publicServices.includes(String(props['name'])),
        )
        .map(({ urn }) => urn),
    );
    return resources
      .filter(({ type }) => type === route.type)
      .filter(({ sources }) => !(sources['serviceId'] ?? []).some((urn) => open.has(urn)))
      .filter((route) => !guards.some((guard) => isGlobal(guard) || onSameService(route, guard)))
      .map(({ urn, name }) => ({
        urn,
        message:
          `${name}: no enabled jwt plugin stands before this route. Give its service one, ` +
          'or name the service in publicServices if it is meant for everybody.',
      }));
  },
};

function isServiceGuard({ type, props }: Declared): boolean {
  const narrowed = [props['routeId'], props['consumerId']].some(
    (id) => id !== undefined && id !== null && id !== '',
  );
  return type === plugin.type && props['name'] === 'jwt' && props['enabled'] !== false && !narrowed;
}

function isGlobal({ props, sources }: Declared): boolean {
  return !props['serviceId'] && !sources['serviceId']?.length;
}

/** Ids are unknown before the first update: then what the two values come from tells. */
function onSameService(route: Declared, guard: Declared): boolean {
  const [a, b] = [route, guard].map(({ props }) => props['serviceId']);
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const [from, to] = [route, guard].map(({ sources }) => sources['serviceId'] ?? []);
  return from!.some((urn) => to!.includes(urn));
}

/** Undefined for anything else than a jwt plugin whose configuration is known. */
function jwtOf({ type, props }: Declared): JwtReading | undefined {
  if (type !== plugin.type || props['name'] !== 'jwt' || props[CONFIG] === UNKNOWN)
    return undefined;
  return readJwt(props);
}
