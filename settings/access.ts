import * as pulumi from '@pulumi/pulumi';
import type { Application } from '../components/application.ts';
import type { RouteSettings } from './api.ts';
import { requestFor, type MatchingRequest } from './api-args.ts';
import { admittedTo, type Client } from './clients.ts';
import type { GrantedApi } from '../components/granted-api.ts';
import type { Machine } from '../components/machine.ts';
import type { TokenLocationArgs } from '../components/plugin-config.ts';
import type { OauthSettings } from './oauth.ts';
import { loginNameOf } from '../components/login-names.ts';
import { rolesOf } from '../components/roles.ts';
import type { Settings } from './settings.ts';
import type { Users } from '../components/users.ts';

/** Who gets tokens how, and who is let in where: what `npm run verify` tries out. */
export interface Access {
  /** The applications that have a user to log in with, and the roles of that user, if roles are declared. */
  applications: {
    name: string;
    applicationId: Known;
    loginId: Known;
    password: Known;
    roles?: readonly string[];
    /** How that user signs in in a browser. */
    oauth?: { redirectUrl: string; clientSecret?: Known };
  }[];
  machines: { name: string; clientId: Known; clientSecret: Known; scope: Known }[];
  /** Each API by a request that one of its routes matches; without those whose patterns lead to none. */
  apis: {
    name: string;
    url: string;
    method: string;
    host?: string;
    /** Where the API looks for the token; left out for the Authorization header alone. */
    tokenIn?: TokenLocationArgs;
    /** Whether an API key lets in as well. */
    keyAuth?: true;
    /** Whether requests lose forged identity headers. */
    guardsIdentity?: true;
    headers?: Readonly<Record<string, string>>;
    /** Whence browsers may call it. */
    origin?: string;
    admits: readonly string[];
  }[];
  /** Those that answer https alone, where the gateway is known by an http address; left out if there are none. */
  httpsOnly?: (MatchingRequest & { name: string; url: string; refusal: number })[];
}

type Known = pulumi.Output<string>;

/** What the access of an issuer's side is made of. */
interface Issued {
  users: Users;
  applications: readonly Application[];
  machines: readonly Machine[];
  /** By the API's name. */
  grantedApis: ReadonlyMap<string, GrantedApi>;
}

/**
 * Collects the access that a stack declares; secrets stay secret.
 *
 * @param clients whom its APIs may let in.
 * @param issued left out on a stack of the gateway's side, which has no clients of its own.
 */
export function accessOf(settings: Settings, clients: readonly Client[], issued?: Issued): Access {
  const httpsOnly = httpsOnlyOf(settings);
  return {
    ...(issued ? tokensOf(settings, issued) : NO_TOKENS),
    apis: apisOf(settings, clients),
    ...(httpsOnly.length > 0 && { httpsOnly }),
  };
}

const NO_TOKENS = { applications: [], machines: [] };

function tokensOf(
  settings: Settings,
  { users, applications, machines, grantedApis }: Issued,
): Omit<Access, 'apis'> {
  return {
    applications: settings.applications.flatMap(({ name, roles, users: [user], oauth }, index) => {
      if (!user) return [];
      const { applicationId, clientSecret } = applications[index]!;
      const held = roles && { roles: rolesOf(user, roles) };
      const signIn = oauth && { oauth: signInOf(oauth, clientSecret) };
      return [{ name, applicationId, ...users.login(loginNameOf(user)), ...held, ...signIn }];
    }),
    machines: settings.machines.map(({ name, grants }, index) => {
      const { clientId, clientSecret } = machines[index]!;
      const scopes = grants.map(({ api, permissions }) => grantedApis.get(api)!.scope(permissions));
      return {
        name,
        clientId,
        clientSecret,
        scope: pulumi.all(scopes).apply((all) => all.join(' ')),
      };
    }),
  };
}

function apisOf(settings: Settings, clients: readonly Client[]): Access['apis'] {
  return settings.apis.flatMap((api) => {
    const { name, routes, cors, tokenIn, keyAuth } = api;
    const request = firstRequest(routes.filter((route) => answers(route, settings)));
    if (!request) return [];
    const { path, ...rest } = request;
    const url = `${settings.gatewayUrl}${path}`;
    const [origin] = cors?.origins ?? [];
    const browsers = origin && /^https?:\/\/[\w.:-]+$/.test(origin) ? { origin } : {};
    const ways = {
      ...(tokenIn && { tokenIn }),
      ...(keyAuth && { keyAuth: true as const }),
      ...(settings.guardIdentityHeaders && { guardsIdentity: true as const }),
    };
    const admits = admittedTo(api, clients).map((client) => client.name);
    return [{ name, url, ...rest, ...browsers, ...ways, admits }];
  });
}

/** What http is answered by the APIs that nothing else can be asked of at the gateway's address. */
function httpsOnlyOf(settings: Settings): NonNullable<Access['httpsOnly']> {
  return settings.apis.flatMap(({ name, routes }) => {
    const request = firstRequest(routes);
    if (!request || routes.some((route) => answers(route, settings))) return [];
    const [{ httpsRedirect = 426 }] = routes as [RouteSettings];
    return [
      { name, url: `${settings.gatewayUrl}${request.path}`, ...request, refusal: httpsRedirect },
    ];
  });
}

/** Whether a route answers at the address by which the gateway is known. */
function answers({ httpsOnly }: RouteSettings, { gatewayUrl }: Settings): boolean {
  return !httpsOnly || gatewayUrl.startsWith('https:');
}

function firstRequest(routes: readonly RouteSettings[]): MatchingRequest | undefined {
  return routes.map(requestFor).find((one) => one !== undefined);
}

function signInOf({ client, redirectUrls }: OauthSettings, clientSecret: Known) {
  const secret = client === 'confidential' && { clientSecret };
  return { redirectUrl: redirectUrls[0]!, ...secret };
}
