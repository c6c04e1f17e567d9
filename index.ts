import * as pulumi from '@pulumi/pulumi';
import { given } from './components/given.ts';
import { guardKeyRollover } from './components/guards/key-rollover.ts';
import { leaveUnmanaged } from './components/guards/unmanaged-properties.ts';
import { Overrides, overriding } from './components/override.ts';
import { tagAll } from './components/tag-all.ts';
import { readTogether } from './servers/problems.ts';
import { bothOf, readServersOfSide } from './servers/servers.ts';
import { accessOf } from './settings/access.ts';
import { clientsOf } from './settings/clients.ts';
import { overridesOf } from './settings/overrides.ts';
import { secretsInPlainText } from './settings/password-check.ts';
import { standOnPlatform } from './settings/platform.ts';
import { readSettings } from './settings/read.ts';
import { declareGatewaySide } from './sides/gateway-side.ts';
import { declareIssuerSide } from './sides/issuer-side.ts';
import { warnOfLeaving } from './sides/leaving.ts';
import { publishedTrust, trustedClients } from './sides/trust.ts';

const config = pulumi.runtime.allConfig();
const [settings, servers] = readTogether(
  () => readSettings(config, pulumi.getProject()),
  () => readServersOfSide(config, process.env),
);
const { side } = settings;
const clients = side === 'gateway' ? await trustedClients(settings) : clientsOf(settings);
const ground = await standOnPlatform(settings, servers, config);
const { onPlatform, schemas, existingTenant } = ground;
if (existingTenant?.guardsLogin === false)
  await pulumi.log.warn(
    `Tenant ${existingTenant.name} takes logins without an API key where they name no application: anybody may try ` +
      'passwords. Who looks after it can set loginConfiguration.requireAuthentication.',
  );
if (side === 'issuer') await warnOfLeaving(settings, servers);
for (const key of secretsInPlainText(settings, process.env))
  await pulumi.log.warn(
    `${key} is in plain text: pulumi config set --secret --path '${key}' VALUE`,
  );
const overrides = overridesOf(settings);
if (overrides.length > 0) new Overrides(overrides);
const options = {
  transformations: [
    tagAll(settings.tags.map((tag) => tag.replaceAll('{stack}', pulumi.getStack()))),
    overriding(overrides),
    guardKeyRollover({ servers, ...settings }),
    leaveUnmanaged,
    onPlatform,
  ],
};

// FusionAuth: who issues tokens, to whom, and whose tokens Kong accepts.
const issuerSide =
  side === 'gateway'
    ? undefined
    : declareIssuerSide({ settings, servers: bothOf(servers), ground }, options);

// Kong: where they are accepted.
const trusted = issuerSide?.trusted;
if (side !== 'issuer') await declareGatewaySide({ settings, clients, trusted, schemas }, options);

const gatewayUrl = side === 'issuer' ? undefined : settings.gatewayUrl;
/** Who is let in where, for `npm run verify`. */
const access = accessOf(settings, clients, issuerSide);

// One object, for Pulumi warns of each export that a side leaves out.
export default given({
  ...issuerSide?.guide,
  gatewayUrl,
  access,
  apiUrl: access.apis[0]?.url ?? gatewayUrl,
  // Whom a gateway's stack trusts, and what others may trust of this one.
  trusts: side === 'gateway' ? settings.trusts : undefined,
  trust: side === 'issuer' ? publishedTrust(settings, issuerSide!.trusts) : undefined,
});
