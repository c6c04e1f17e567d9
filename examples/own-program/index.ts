import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import {
  Application,
  Issuer,
  ProtectedApi,
  TrustedApplication,
  Users,
  guardKeyRollover,
  leaveUnmanaged,
  readServers,
  requireServers,
} from '../../components/index.ts';

const config = new pulumi.Config();
const servers = readServers(pulumi.runtime.allConfig(), process.env);
await requireServers(servers);
const keyClaim = 'kid';
const identity = { issuer: config.require('issuer'), tenantName: 'partners' };
const options: pulumi.ComponentResourceOptions = {
  transformations: [
    guardKeyRollover({ servers, keyClaim, issuer: identity.issuer }),
    leaveUnmanaged,
  ],
  // A transform reaches arguments that a component sets itself, here of whatever Kong can tag.
  transforms: [
    ({ type, props, opts }) =>
      /^kong:index\/(service|route|plugin|consumer):/.test(type)
        ? { props: { ...props, tags: ['partners'] }, opts }
        : undefined,
  ],
};

const { issuer, tenantId, loginApiKey } = new Issuer('issuer', identity, options);
const email = 'ann@partner.example';
const users = new Users('users', { tenantId, users: [{ email }] }, options);
const partner = new Application(
  'partner',
  {
    tenantId,
    tenantName: identity.tenantName,
    issuer,
    fusionAuthUrl: servers.fusionAuth.host,
    users: [users.account(email)],
    tokenLifetimeSeconds: 600,
    keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'imported' }],
  },
  options,
);
const trusted = new TrustedApplication(
  'partner',
  { consumer: 'partner', trust: partner.trust, keyClaim },
  options,
);
const orders = new ProtectedApi(
  'orders',
  {
    upstream: config.require('upstream'),
    routes: [{ name: 'orders', paths: ['/orders'] }],
    keyClaim,
    allow: [trusted.group],
  },
  { ...options, dependsOn: trusted },
);

// The nodes of a component are its resources: this partner alone is held to two orders a day.
new kong.Plugin('partner-orders-limit', {
  name: 'rate-limiting',
  serviceId: orders.nodes.service.id,
  consumerId: trusted.nodes.consumer.id,
  configJson: JSON.stringify({ day: 2, policy: 'local' }),
});

export const { applicationId } = partner;
export { loginApiKey };
export const { loginId, password } = users.login(email);
