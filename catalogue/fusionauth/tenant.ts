import { breaks, differs, grown, opens, type Kind } from '../kind.ts';

import {
  CLAIMS,
  GUARDED_LOGIN,
  ISSUER_KEY,
  LIFETIME,
  LOGIN_GUARD,
  SIGNING_KEY,
} from './fusionauth.ts';

const PASSWORDS = { judgement: differs('passwords are made by other rules') };

export const tenant: Kind = {
  type: 'fusionauth:index/tenant:Tenant',
  title: 'tenant',
  place: ISSUER_KEY,
  heads: true,
  identity: { path: (id) => `/api/tenant/${id}`, member: 'tenant', unique: { name: 'name' } },
  missing: breaks('nobody gets a token'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    issuer: { judgement: breaks('tokens carry another iss than Kong looks for') },
    [LOGIN_GUARD]: GUARDED_LOGIN,
    'jwtConfigurations.timeToLiveInSeconds': {
      ...LIFETIME,
      field: 'jwtConfiguration.timeToLiveInSeconds',
    },
    'jwtConfigurations.refreshTokenTimeToLiveInMinutes': {
      field: 'jwtConfiguration.refreshTokenTimeToLiveInMinutes',
      judgement: grown('sessions last longer than declared', 'sessions end sooner than declared'),
    },
    'jwtConfigurations.accessTokenKeyId': {
      ...SIGNING_KEY,
      field: 'jwtConfiguration.accessTokenKeyId',
    },
    'jwtConfigurations.idTokenKeyId': { ...SIGNING_KEY, field: 'jwtConfiguration.idTokenKeyId' },
    lambdaConfiguration: CLAIMS,
    minimumPasswordAge: PASSWORDS,
    maximumPasswordAge: PASSWORDS,
    passwordValidationRules: {
      judgement: opens('passwords that were refused may be taken'),
    },
  },
  leftAlone: [
    'baseUrl',
    'data',
    'emailConfiguration',
    'eventConfigurations',
    'externalIdentifierConfiguration',
    'httpSessionMaxInactiveInterval',
    'jwtConfigurations',
    'lambdaConfiguration',
    'logoutUrl',
    'multiFactorConfiguration',
    'oauthConfigurations',
    'phoneConfiguration',
    'ssoConfiguration',
    'webauthnConfiguration',
    'webhookIds',
  ],
  signsWith: 'jwtConfigurations.accessTokenKeyId',
  lifetime: 'jwtConfigurations.timeToLiveInSeconds',
};
