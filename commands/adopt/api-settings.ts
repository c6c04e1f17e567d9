import type { ApiInput } from '../../settings/api.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf } from '../shared/live-kong.ts';
import { freeName } from './names.ts';

/**
 * A service as settings say it, without who is let in.
 *
 * @param guard the jwt plugin.
 */
export function apiSettings(
  name: string,
  service: Entity,
  routes: ApiInput['routes'],
  guard: Entity | undefined,
): ApiInput {
  return {
    name,
    upstream: upstreamOf(service),
    routes,
    ...differing('retries', service['retries'], 5),
    ...timeoutsOf(service),
    ...tlsOf(service),
    ...tokenInOf(guard),
  };
}

/** A route as settings say it. */
export function routeOf(route: Entity, taken: Set<string>): ApiInput['routes'][number] {
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
