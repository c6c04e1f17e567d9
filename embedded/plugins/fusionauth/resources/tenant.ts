import { isGiven } from '../../framework/values.ts';
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

/** A tenant. */
export const tenant = wireResource({
  token: 'fusionauth:index/tenant:Tenant',
  properties: tenantProperties,
  idProperty: 'fusionauthTenantId',
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
    },
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
