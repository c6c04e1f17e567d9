import type { Change } from '../change.ts';
import { breaks, differs, grown, opens, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import {
  CLAIMS,
  GUARDED_LOGIN,
  ISSUER_KEY,
  LIFETIME,
  LOGIN_GUARD,
  SIGNING_KEY,
} from './fusionauth.ts';
import { lifetime, loginGuard, passwordRules } from './tokens.ts';

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
      watched: true,
    },
    'jwtConfigurations.refreshTokenTimeToLiveInMinutes': {
      field: 'jwtConfiguration.refreshTokenTimeToLiveInMinutes',
      judgement: grown('sessions last longer than declared', 'sessions end sooner than declared'),
      watched: true,
    },
    'jwtConfigurations.accessTokenKeyId': {
      ...SIGNING_KEY,
      field: 'jwtConfiguration.accessTokenKeyId',
      watched: true,
    },
    'jwtConfigurations.idTokenKeyId': {
      ...SIGNING_KEY,
      field: 'jwtConfiguration.idTokenKeyId',
      watched: true,
    },
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
  describe: describeTenant,
};

function describeTenant({ operation, before, after, foundBy }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [before['issuer'], after['issuer']];
  switch (operation) {
    case 'create':
      return [
        differs(
          `New tenant ${name}: issues tokens as ${to ? code(to) : "FusionAuth's default issuer"}.`,
        ),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [breaks(`Tenant ${name} is deleted, with its applications and users.`)];
    case 'replace':
      return [breaks(`Tenant ${name} is replaced: its applications, users and tokens are lost.`)];
  }
  const inUse = foundBy.includes(String(from))
    ? 'tokens in use are refused.'
    : 'Kong does not look at it where it finds keys by kid, and goes on accepting tokens in use; whatever ' +
      'compares iss refuses them.';
  const jwt = 'jwtConfigurations';
  return [
    ...(from === to
      ? []
      : [breaks(`The issuer becomes ${code(to)} instead of ${code(from)}: ${inUse}`)]),
    ...loginGuard(name, before, after),
    ...lifetime('Tokens', before, after, `${jwt}.timeToLiveInSeconds`),
    ...lifetime('Sessions', before, after, `${jwt}.refreshTokenTimeToLiveInMinutes`, 'minute'),
    ...passwordRules(name, before, after),
  ];
}
