import * as pulumi from '@pulumi/pulumi';
import { accessOf } from './settings/access.ts';
import { apiArgs } from './settings/api-args.ts';
import { Application } from './components/application.ts';
import { admittedTo, grantsOf } from './settings/clients.ts';
import { guardKeyRollover } from './components/guards/key-rollover.ts';
import { GrantedApi } from './components/granted-api.ts';
import { Issuer } from './components/issuer.ts';
import { issuerArgs } from './settings/issuer-args.ts';
import { leaveUnmanaged } from './components/guards/unmanaged-properties.ts';
import { Machine } from './components/machine.ts';
import { standOnPlatform } from './settings/platform.ts';
import { Pace } from './components/pace.ts';
import { passwordsInPlainText } from './settings/password-check.ts';
import { ProtectedApi } from './components/protected-api.ts';
import { readServers } from './servers/servers.ts';
import { readTogether } from './servers/problems.ts';
import { readSettings } from './settings/read.ts';
import { applicationArgs, usersOf } from './settings/users.ts';
import { TrustedApplication } from './components/trusted-application.ts';
import { Users } from './components/users.ts';

const config = pulumi.runtime.allConfig();
const [settings, servers] = readTogether(
  () => readSettings(config, pulumi.getProject()),
  () => readServers(config, process.env),
);
const ground = await standOnPlatform(settings, servers, config);
const { onPlatform, schemas, passwordRules, existingTenant } = ground;
if (existingTenant?.guardsLogin === false)
  await pulumi.log.warn(
    `Tenant ${existingTenant.name} takes logins without an API key where they name no application: anybody may try ` +
      'passwords. Who looks after it can set loginConfiguration.requireAuthentication.',
  );
for (const key of passwordsInPlainText(settings, process.env))
  await pulumi.log.warn(
    `${key} is in plain text: pulumi config set --secret --path '${key}' VALUE`,
  );
const options = {
  transformations: [guardKeyRollover({ servers, ...settings }), leaveUnmanaged, onPlatform],
};

// FusionAuth: who issues tokens, and to whom.
const { protect } = settings;
const tenantName = existingTenant?.name ?? settings.tenant;
const identity = {
  issuer: settings.issuer,
  tenantName,
  protect,
  ...issuerArgs(settings, existingTenant),
};
const { issuer, tenantId, loginApiKey } = new Issuer('issuer', identity, options);
const tenant = { tenantId, tenantName };
const common = { ...tenant, issuer, fusionAuthUrl: servers.fusionAuth.host, protect };
const users = new Users('users', { tenantId, users: usersOf(settings), passwordRules }, options);
const applications = settings.applications.map(
  (args) => new Application(args.name, { ...common, ...applicationArgs(args, users) }, options),
);
const machines = settings.machines.map(
  ({ name, tokenLifetimeSeconds, keys }) =>
    new Machine(name, { ...common, tokenLifetimeSeconds, keys }, options),
);
const grantedApis = new Map<string, GrantedApi>();
for (const { name } of settings.apis) {
  const grants = grantsOf(name, settings, machines);
  if (grants.length > 0)
    grantedApis.set(name, new GrantedApi(name, { ...tenant, grants }, options));
}

// Kong: whose tokens are accepted, and where.
const { keyClaim, guardIdentityHeaders } = settings;
const clients = [...settings.applications, ...settings.machines];
const trusted = new Map(
  [...applications, ...machines].map(({ trust }, index) => {
    const { name, consumer = name, plugins } = clients[index]!;
    const args = { consumer, trust, keyClaim, plugins, schemas };
    return [name, new TrustedApplication(name, args, options)];
  }),
);
const pace = new Pace(50);
for (const api of settings.apis) {
  const { name, allowGroups = [] } = api;
  const admitted = admittedTo(name, settings).map((client) => trusted.get(client)!);
  const allow = [...admitted.map(({ group }) => group), ...allowGroups];
  const args = { ...apiArgs(api), keyClaim, allow, guardIdentityHeaders, schemas };
  // The credentials come first, also when the claim changes by which this API looks them up.
  const { nodes } = new ProtectedApi(name, args, { ...options, dependsOn: admitted });
  await pace.after(Object.values(nodes.routes).at(-1)!);
}

// The guide's requests, as `npm run verify` and a reader with curl make them.
const application = applications[0]!;
const signing = application.trust.keys.find((key) => key.state === 'signing')!;
const [user] = settings.applications[0]!.users;
const login = user && users.login(user.email);

export { issuer, tenantId, loginApiKey };
export const { applicationId } = application;
export const { kid, publicKeyPem } = signing;
export const loginUrl = `${servers.fusionAuth.host}/api/login`;
export const loginId = login?.loginId;
export const password = login?.password;
export const { gatewayUrl } = settings;
/** Who is let in where, for `npm run verify`. */
export const access = accessOf(settings, users, applications, machines, grantedApis);
export const apiUrl = access.apis[0]?.url ?? gatewayUrl;
