import * as pulumi from '@pulumi/pulumi';
import type { Application } from '../components/application.ts';
import { admittedTo } from './clients.ts';
import type { GrantedApi } from '../components/granted-api.ts';
import type { Machine } from '../components/machine.ts';
import type { TokenLocationArgs } from '../components/plugin-config.ts';
import type { OauthSettings } from './oauth.ts';
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
    admits: readonly string[];
  }[];
}

type Known = pulumi.Output<string>;

/** Collects the access that a stack declares; secrets stay secret. */
export function accessOf(
  settings: Settings,
  users: Users,
  applications: readonly Application[],
  machines: readonly Machine[],
  grantedApis: ReadonlyMap<string, GrantedApi>,
): Access {
  return {
    applications: settings.applications.flatMap(({ name, roles, users: [user], oauth }, index) => {
      if (!user) return [];
      const { applicationId, clientSecret } = applications[index]!;
      const held = roles && { roles: rolesOf(user, roles) };
      const signIn = oauth && { oauth: signInOf(oauth, clientSecret) };
      return [{ name, applicationId, ...users.login(user.email), ...held, ...signIn }];
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
    apis: settings.apis.map(({ name, routes: [route], tokenIn, keyAuth }) => ({
      name,
      url: `${settings.gatewayUrl}${route!.paths[0]}`,
      method: route!.methods.includes('GET') ? 'GET' : route!.methods[0]!,
      ...(route!.hosts && { host: route!.hosts[0]! }),
      ...(tokenIn && { tokenIn }),
      ...(keyAuth && { keyAuth: true }),
      ...(settings.guardIdentityHeaders && { guardsIdentity: true }),
      admits: admittedTo(name, settings),
    })),
  };
}

function signInOf({ client, redirectUrls }: OauthSettings, clientSecret: Known) {
  const secret = client === 'confidential' && { clientSecret };
  return { redirectUrl: redirectUrls[0]!, ...secret };
}
