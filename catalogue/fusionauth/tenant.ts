import type { Change } from '../change.ts';
import {
  allowed,
  breaks,
  differs,
  grown,
  opens,
  switched,
  type Kind,
  type Property,
  type Statement,
} from '../kind.ts';
import { code } from '../statement.ts';
import {
  CLAIMS,
  EXPIRATION,
  GRACE,
  GUARDED_LOGIN,
  ISSUER_KEY,
  LIFETIME,
  LOGIN_GUARD,
  SESSION_LIFETIME,
  SIGNING_KEY,
  USAGE,
} from './fusionauth.ts';
import { lifetime, loginGuard, passwordRules } from './tokens.ts';

const PASSWORDS = { judgement: differs('passwords are made by other rules') };

/** Rules of passwords that are stricter when they are on. */
const STRICTER_IF_ON = [
  ...['requiredMixedCase', 'requireNonAlpha', 'requireNumber', 'disallowUserLoginId'],
  ...['validateOnLogin', 'rememberPreviousPasswords.enabled', 'breachDetections.enabled'],
];
const STRICTER: Property = {
  judgement: switched({
    on: differs('passwords are judged more strictly'),
    off: opens('passwords that were refused may be taken'),
  }),
};

const REVOCATION: Property = {
  judgement: switched({
    on: breaks('more ends the sessions of a user'),
    off: opens('sessions outlive what should end them'),
  }),
};
const SESSION_RULES: readonly (readonly [input: string, field: string, property: Property])[] = [
  ['ExpirationPolicy', 'ExpirationPolicy', EXPIRATION],
  ['UsagePolicy', 'UsagePolicy', USAGE],
  [
    'SlidingWindowMaximumTimeToLiveInMinutes',
    'SlidingWindowConfiguration.maximumTimeToLiveInMinutes',
    SESSION_LIFETIME,
  ],
  [
    'OneTimeUseConfigurationGracePeriodInSeconds',
    'OneTimeUseConfiguration.gracePeriodInSeconds',
    GRACE,
  ],
  ['RevocationPolicyOnLoginPrevented', 'RevocationPolicy.onLoginPrevented', REVOCATION],
  ['RevocationPolicyOnMultiFactorEnable', 'RevocationPolicy.onMultiFactorEnable', REVOCATION],
  ['RevocationPolicyOnOneTimeTokenReuse', 'RevocationPolicy.onOneTimeTokenReuse', REVOCATION],
  ['RevocationPolicyOnPasswordChange', 'RevocationPolicy.onPasswordChanged', REVOCATION],
];
const SESSIONS = Object.fromEntries(
  SESSION_RULES.map(([input, field, property]) => [
    `jwtConfigurations.refreshToken${input}`,
    { ...property, field: `jwtConfiguration.refreshToken${field}` },
  ]),
);

const OTHER_SERVER = { judgement: opens('links that reset passwords go by another mail server') };
const MAIL: Readonly<Record<string, Property>> = {
  emailConfiguration: { judgement: differs('mail to users is otherwise') },
  'emailConfiguration.host': OTHER_SERVER,
  'emailConfiguration.port': OTHER_SERVER,
  'emailConfiguration.security': {
    judgement: (_, after) =>
      after === 'NONE' || !after
        ? opens('links that reset passwords cross the network in plain text')
        : differs('the connection to the mail server is encrypted otherwise'),
  },
  'emailConfiguration.password': {
    secret: true,
    judgement: differs('FusionAuth logs in at the mail server otherwise'),
  },
  'emailConfiguration.verifyEmail': {
    judgement: switched({
      on: breaks('users have to prove that their address is theirs'),
      off: opens('nobody has to prove that an address is theirs'),
    }),
  },
};

export const tenant: Kind = {
  type: 'fusionauth:index/tenant:Tenant',
  title: 'tenant',
  place: ISSUER_KEY,
  heads: true,
  identity: { path: (id) => `/api/tenant/${id}`, member: 'tenant', unique: { name: 'name' } },
  search: {
    ...{ by: ['name'], proof: ['issuer'] },
    among: () => ({ path: '/api/tenant', member: 'tenants' }),
  },
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
      ...SESSION_LIFETIME,
      field: 'jwtConfiguration.refreshTokenTimeToLiveInMinutes',
      watched: true,
    },
    ...SESSIONS,
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
    'passwordValidationRules.minLength': {
      judgement: (before, after) =>
        Number(after ?? 0) < Number(before ?? 0)
          ? opens('passwords may be shorter')
          : differs('passwords have to be longer'),
    },
    'passwordValidationRules.maxLength': {
      judgement: differs('passwords may have another length'),
    },
    ...Object.fromEntries(
      STRICTER_IF_ON.map((rule) => [`passwordValidationRules.${rule}`, STRICTER]),
    ),
    failedAuthenticationConfiguration: {
      judgement: opens('passwords may be tried more often, or users are kept out otherwise'),
    },
    'failedAuthenticationConfiguration.userActionId': {
      judgement: (_, after) =>
        after
          ? differs('another action is taken on failed logins')
          : opens('passwords may be tried for ever'),
    },
    'failedAuthenticationConfiguration.tooManyAttempts': {
      judgement: grown('passwords may be tried more often', 'users are kept out sooner'),
    },
    'failedAuthenticationConfiguration.emailUser': {
      judgement: differs('users are told of it otherwise'),
    },
    ...MAIL,
    ssoConfiguration: { judgement: opens('browsers are known, or sessions shared, otherwise') },
    themeId: { judgement: opens('the pages on which people type passwords are others') },
    webhookIds: {
      unread: true,
      judgement: allowed(
        'others are told of what users do',
        'who was told of what users do is not',
      ),
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
