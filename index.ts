import * as pulumi from '@pulumi/pulumi';
import { Application, applicationArgs } from './components/application.ts';
import { guardHandovers } from './components/handover.ts';
import { Issuer } from './components/issuer.ts';
import { leaveAlone } from './components/left-alone.ts';
import { ProtectedApi } from './components/protected-api.ts';
import { readServers, requireServers } from './components/servers.ts';
import { readTogether } from './components/settings-problems.ts';
import { readSettings } from './components/settings.ts';
import { TrustedApplication } from './components/trusted-application.ts';

const config = pulumi.runtime.allConfig();
const [settings, servers] = readTogether(
  () => readSettings(config),
  () => readServers(config, process.env),
);
await requireServers(servers);
pulumi.runtime.registerStackTransformation(leaveAlone);
const guarded = { transformations: [guardHandovers({ servers, ...settings })] };

// FusionAuth: who issues tokens, and to whom.
const { issuer, tenantId, loginApiKey } = new Issuer('issuer', {
  issuer: settings.issuer,
  tenantName: settings.tenant,
});
const applications = settings.applications.map((application) => {
  const fusionAuthUrl = servers.fusionAuth.host;
  const args = { tenantId, issuer, fusionAuthUrl, ...applicationArgs(application) };
  return new Application(application.name, args, guarded);
});

// Kong: whose tokens are accepted, and where.
const { keyClaim } = settings;
const trusted = new Map<string, TrustedApplication>();
for (const [index, { name, consumer = name }] of settings.applications.entries()) {
  const { applicationId, trust } = applications[index]!;
  trusted.set(name, new TrustedApplication(name, { consumer, applicationId, trust, keyClaim }));
}
for (const { name, allow = [...trusted.keys()], ...api } of settings.apis) {
  const admitted = allow.map((application) => trusted.get(application)!);
  const args = { ...api, keyClaim, allow: admitted.map(({ group }) => group) };
  // The credentials come first, also when the claim changes by which this API looks them up.
  new ProtectedApi(name, args, { ...guarded, dependsOn: admitted });
}

// The guide's requests, as `npm run verify` and a reader with curl make them.
const application = applications[0]!;
const signing = application.trust.keys.find((key) => key.state === 'signing')!;
const login = application.logins[0];
const path = settings.apis[0]!.routes[0]!.paths[0]!;

export { issuer, tenantId, loginApiKey };
export const { applicationId } = application;
export const { kid, publicKeyPem } = signing;
export const loginUrl = `${servers.fusionAuth.host}/api/login`;
export const loginId = login?.loginId;
export const password = login?.password;
export const { gatewayUrl } = settings;
export const apiUrl = `${gatewayUrl}${path}`;
