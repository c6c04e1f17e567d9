import type * as pulumi from '@pulumi/pulumi';
import { Application } from '../components/application.ts';
import { GrantedApi } from '../components/granted-api.ts';
import { Issuer } from '../components/issuer.ts';
import type { IssuerTrust } from '../components/issuer-trust.ts';
import { loginNameOf } from '../components/login-names.ts';
import { Machine } from '../components/machine.ts';
import { TrustedApplication } from '../components/trusted-application.ts';
import { Users } from '../components/users.ts';
import type { Servers } from '../servers/servers.ts';
import { grantedApis, grantsOf } from '../settings/clients.ts';
import { issuerArgs } from '../settings/issuer-args.ts';
import type { Ground } from '../settings/platform.ts';
import type { Settings } from '../settings/settings.ts';
import { applicationArgs, usersOf } from '../settings/users.ts';

export interface IssuerSideArgs {
  settings: Settings;
  servers: Servers;
  ground: Pick<Ground, 'schemas' | 'passwordRules' | 'existingTenant'>;
}

/** Who issues tokens, to whom, and who they stand for at Kong. */
export interface IssuerSide {
  issuer: Issuer;
  users: Users;
  applications: readonly Application[];
  machines: readonly Machine[];
  /** By the API's name. */
  grantedApis: ReadonlyMap<string, GrantedApi>;
  /** Of the applications and the machines, in the order of the settings. */
  trusts: readonly IssuerTrust[];
  /** By the client's name. */
  trusted: ReadonlyMap<string, TrustedApplication>;
  guide: Partial<GuideOutputs>;
}

/** What the guide's requests are made with, by `npm run verify` and a reader with curl. */
interface GuideOutputs {
  issuer: pulumi.Output<string>;
  tenantId: pulumi.Output<string>;
  loginApiKey: pulumi.Output<string>;
  applicationId: pulumi.Output<string>;
  kid: pulumi.Output<string>;
  publicKeyPem: pulumi.Output<string>;
  loginUrl: string;
  /** Of the first user, if there is one. */
  loginId: pulumi.Output<string>;
  password: pulumi.Output<string>;
}

/** Declares FusionAuth's objects, and Kong's consumers and credentials: a client has them once, whatever its APIs. */
export function declareIssuerSide(
  { settings, servers, ground: { schemas, passwordRules, existingTenant } }: IssuerSideArgs,
  options: pulumi.ComponentResourceOptions,
): IssuerSide {
  const { protect, keyClaim } = settings;
  const fusionAuthUrl = servers.fusionAuth.host;
  const tenantName = existingTenant?.name ?? settings.tenant;
  const identity = {
    ...{ issuer: settings.issuer, tenantName, protect },
    ...issuerArgs(settings, existingTenant),
  };
  const issuer = new Issuer('issuer', identity, options);
  const { tenantId } = issuer;
  const tenant = { tenantId, tenantName };
  const common = { ...tenant, issuer: issuer.issuer, fusionAuthUrl, protect };
  const users = new Users('users', { tenantId, users: usersOf(settings), passwordRules }, options);
  const applications = settings.applications.map(
    (args) => new Application(args.name, { ...common, ...applicationArgs(args, users) }, options),
  );
  const machines = settings.machines.map(
    ({ name, tokenLifetimeSeconds, keys }) =>
      new Machine(name, { ...common, tokenLifetimeSeconds, keys }, options),
  );
  const granted = grantedApis(settings).map((name) => {
    const grants = grantsOf(name, settings, machines);
    return [name, new GrantedApi(name, { ...tenant, grants }, options)] as const;
  });
  const clients = [...settings.applications, ...settings.machines];
  const trusts = [...applications, ...machines].map(({ trust }) => trust);
  const trusted = trusts.map((trust, index) => {
    const { name, consumer = name, plugins } = clients[index]!;
    const args = { consumer, trust, keyClaim, plugins, schemas };
    return [name, new TrustedApplication(name, args, options)] as const;
  });
  return {
    ...{ issuer, users, applications, machines, trusts },
    grantedApis: new Map(granted),
    trusted: new Map(trusted),
    guide: {
      ...guideOutputs(settings, issuer, applications[0]!, users),
      loginUrl: `${fusionAuthUrl}/api/login`,
    },
  };
}

/** Of the first application, and its first user. */
function guideOutputs(
  settings: Settings,
  { issuer, tenantId, loginApiKey }: Issuer,
  { applicationId, trust }: Application,
  users: Users,
): Partial<GuideOutputs> {
  const { kid, publicKeyPem } = trust.keys.find(({ state }) => state === 'signing')!;
  const [user] = settings.applications[0]!.users;
  const login = user && users.login(loginNameOf(user));
  return { issuer, tenantId, loginApiKey, applicationId, kid, publicKeyPem, ...login };
}
