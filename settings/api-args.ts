import type { ProtectedApiArgs } from '../components/protected-api.ts';
import type { RouteArgs } from '../components/route.ts';
import type { ApiSettings, RouteSettings } from './api.ts';

/** The arguments that an API's settings stand for, but for who is let in. */
export function apiArgs({
  routes,
  allow,
  allowGroups,
  name,
  override,
  ...api
}: ApiSettings): Omit<ProtectedApiArgs, 'keyClaim' | 'allow'> {
  return { ...api, routes: routes.map(routeArgs) };
}

function routeArgs({ httpsOnly, httpsRedirect, override, ...route }: RouteSettings): RouteArgs {
  return {
    ...route,
    ...(httpsOnly && { protocols: ['https'] }),
    ...(httpsRedirect !== undefined && { httpsRedirectStatusCode: httpsRedirect }),
  };
}

/** A request that a route matches. */
export interface MatchingRequest {
  path: string;
  method: string;
  host?: string;
  headers?: Readonly<Record<string, string>>;
}

/** A request that a route matches; undefined if its regular expression leads to none that is easily found. */
export function requestFor({
  paths = ['/'],
  methods,
  hosts: [host] = [],
  headers = {},
}: RouteSettings): MatchingRequest | undefined {
  const path = paths.map(pathFor).find((one) => one !== undefined);
  if (path === undefined) return undefined;
  const first = Object.entries(headers).map(([name, [value]]) => [name, value!] as const);
  return {
    path,
    method: methods.includes('GET') ? 'GET' : methods[0]!,
    ...(host && { host: host.replace(/^\*/, 'www').replace(/\*$/, 'example') }),
    ...(first.length > 0 && { headers: Object.fromEntries(first) }),
  };
}

/** The prefix itself, or what a regular expression becomes with something in the place of its classes. */
function pathFor(path: string): string | undefined {
  if (!path.startsWith('~')) return path;
  const pattern = path.slice(1);
  const plain = pattern
    .replaceAll(/\(\?P?<\w+>/g, '(')
    .replaceAll(/\\d(\+|\*|\{\d+(,\d*)?\})?/g, (_, count: string) => '1'.repeat(least(count)))
    .replaceAll(
      /(\\w|\\S|\.|\[[^\]]*\])(\+|\*|\{\d+(,\d*)?\})?/g,
      (text, one: string, count: string) =>
        one === '.' && !count ? text : sample(one).repeat(least(count)),
    )
    .replaceAll(/[()^$?]/g, '')
    .replaceAll(/\\([./-])/g, '$1');
  return new RegExp(`^${pattern.replaceAll('(?P<', '(?<')}`).test(plain) ? plain : undefined;
}

/** How often something stands at least, by what follows it. */
function least(count: string | undefined): number {
  return Number(/^\{(\d+)/.exec(count ?? '')?.[1] ?? 1);
}

/** A character that a class of characters has. */
function sample(one: string): string {
  if (!one.startsWith('[')) return 'x';
  return ['x', 'X', '1', '-'].find((character) => new RegExp(one).test(character)) ?? 'x';
}
