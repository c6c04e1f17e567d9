import { isGiven, isObject } from '../../framework/values.ts';
import type { Value } from '../../framework/values.ts';
import { COMPACT, DATA, EVENTS, HEADERS } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { tenantProperties } from '../properties/tenant.ts';

const RISKS = [
  'blocklistedIp',
  'botDetected',
  'dormantAccount',
  'dormantPassword',
  'impossibleTravel',
  'recentIdentityChange',
  'recentPasswordChange',
  'suspiciousUserAgent',
  'unrecognizedDevice',
  'untrustedDevice',
];

const at = (blocks: Value | undefined, name: string): Value | undefined => {
  const block = Array.isArray(blocks) ? blocks[0] : undefined;
  return isObject(block) ? block[name] : undefined;
};

/** A tenant. */
export const tenant = wireResource({
  token: 'fusionauth:index/tenant:Tenant',
  properties: tenantProperties,
  idProperty: 'fusionauthTenantId',
  schemaVersion: 1,
  wrapper: 'tenant',
  path: '/api/tenant',
  idInput: 'tenantId',
  codecs: {
    data: DATA,
    'emailConfiguration.additionalHeaders': HEADERS,
    eventConfigurations: EVENTS,
    'scimServerConfiguration.schemas': COMPACT,
  },
  unread: ['sourceTenantId', 'webhookIds'],
  always: {
    eventInfo: { location: {} },
    tenant: {
      accessControlConfiguration: {},
      configured: false,
      jwtConfiguration: { enabled: false },
      multiFactorConfiguration: { voice: { enabled: false } },
    },
  },
  /** The official provider reads this block only if there is something in it. */
  adjust({ oauthConfigurations, ...found }, before) {
    const lambda = at(oauthConfigurations, 'clientCredentialsAccessTokenPopulateLambdaId');
    const block = lambda ? oauthConfigurations : before['oauthConfigurations'];
    return block === undefined ? found : { ...found, oauthConfigurations: block };
  },
  /** Left out, these two blocks mean the server's defaults, not all off. */
  prepare: (planned) => ({
    ...planned,
    ...(isGiven(planned['multiFactorConfiguration'])
      ? {}
      : { multiFactorConfiguration: { authenticator: { enabled: true } } }),
    ...(isGiven(planned['clientRiskConfiguration'])
      ? {}
      : { clientRiskConfiguration: Object.fromEntries(RISKS.map((risk) => [risk, true])) }),
  }),
});
