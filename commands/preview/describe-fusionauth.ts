import { isObject } from '../../catalogue/values.ts';
import type { Change } from './changes.ts';
import {
  describeEntity,
  describeEntityType,
  describeGrant,
  describePermission,
} from './describe-machines.ts';
import {
  duration,
  lifetime,
  loginGuard,
  passwordRules,
  tightness,
  type Strictness,
} from './describe-tokens.ts';
import { describeRegistration, describeRole, describeUser } from './describe-users.ts';
import { valueAt } from './properties.ts';
import { isUnknown } from './redact.ts';
import {
  about,
  breaks,
  code,
  codes,
  difference,
  note,
  opens,
  type Statement,
} from './statement.ts';

type Describe = (change: Change) => Statement[];
type Inputs = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** What changes in FusionAuth, by the type of resource. */
export const FUSIONAUTH: Readonly<Record<string, Describe>> = {
  'fusionauth:index/tenant:Tenant': describeTenant,
  'fusionauth:index/application:Application': describeApplication,
  'fusionauth:index/apiKey:ApiKey': describeApiKey,
  'fusionauth:index/key:Key': describeKey,
  'fusionauth:index/importedKey:ImportedKey': describeKey,
  'tls:index/privateKey:PrivateKey': describeKey,
  'fusionauth:index/user:User': describeUser,
  'fusionauth:index/registration:Registration': describeRegistration,
  'fusionauth:index/applicationRole:ApplicationRole': describeRole,
  'fusionauth:index/entityType:EntityType': describeEntityType,
  'fusionauth:index/entity:Entity': describeEntity,
  'fusionauth:index/entityTypePermission:EntityTypePermission': describePermission,
  'fusionauth:index/entityGrant:EntityGrant': describeGrant,
};

function describeTenant({ operation, before, after, foundBy }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [before['issuer'], after['issuer']];
  switch (operation) {
    case 'create':
      return [
        note(
          `New tenant ${name}: issues tokens as ${to ? code(to) : "FusionAuth's default issuer"}.`,
        ),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [breaks(`Tenant ${name} is deleted, with its applications and users.`)];
    case 'replace':
      return [breaks(`Tenant ${name} is replaced: its applications, users and tokens are lost.`)];
  }
  const inUse = foundBy.includes(text(from))
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

function describeApplication({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const jwt = 'jwtConfiguration';
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, `${jwt}.accessTokenId`));
  const seconds = valueAt(after, `${jwt}.ttlSeconds`);
  switch (operation) {
    case 'create':
      return [
        note(`New application ${name}${seconds ? `: its tokens live ${duration(seconds)}` : ''}.`),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [breaks(`Application ${name} is deleted: its users can no longer log in.`)];
    case 'replace':
      return [
        breaks(`Application ${name} is replaced: its id changes, and registrations are lost.`),
      ];
  }
  return [
    ...lifetime('Tokens', before, after, `${jwt}.ttlSeconds`),
    ...lifetime('Sessions', before, after, `${jwt}.refreshTokenTtlMinutes`, 'minute'),
    ...(from === to ? [] : [note('New tokens are signed with another key.')]),
    ...loginGuard(name, before, after),
    ...ADDRESSES.flatMap(([path, what]) => addresses(name, what, before, after, path)),
    ...tightness(`Application ${name}`, before, after, STRICT),
  ];
}

/** What of OAuth is given to an application by name. */
const ADDRESSES = [
  ['authorizedRedirectUrls', 'sign-ins that return to'],
  ['authorizedOriginUrls', 'sign-ins from pages of'],
  ['enabledGrants', 'tokens by grant'],
] as const;

function addresses(
  name: string,
  what: string,
  before: Inputs,
  after: Inputs,
  path: string,
): Statement[] {
  const [had, has] = [before, after].map((inputs) => valueAt(inputs, `oauthConfiguration.${path}`));
  const { gained, lost } = difference(had, has);
  return [
    ...about(gained, (all) => opens(`Application ${name} allows ${what} ${all}.`)),
    ...about(lost, (all) => breaks(`Application ${name} no longer allows ${what} ${all}.`)),
  ];
}

const STRICT: readonly Strictness[] = [
  {
    path: 'loginConfiguration.generateRefreshTokens',
    strict: false,
    opens: 'logins give out refresh tokens, which prolong a session without a password',
    breaks: 'logins give out no refresh tokens any more',
  },
  {
    path: 'loginConfiguration.allowTokenRefresh',
    strict: false,
    opens: 'sessions can be prolonged without a password',
    breaks: 'sessions end with their token: users log in again',
  },
  {
    path: 'jwtConfiguration.refreshTokenUsagePolicy',
    strict: 'OneTimeUse',
    opens: 'a refresh token can be used again and again',
    breaks: 'a refresh token is good once: clients have to keep the new one',
  },
  {
    path: 'jwtConfiguration.refreshTokenExpirationPolicy',
    strict: 'Fixed',
    opens: 'each use prolongs a session',
  },
  {
    path: 'oauthConfiguration.requireClientAuthentication',
    strict: true,
    opens: 'clients need no secret',
    breaks: 'clients without the secret are refused',
  },
  {
    path: 'oauthConfiguration.clientAuthenticationPolicy',
    strict: 'Required',
    opens: 'clients need no secret',
    breaks: 'clients without the secret are refused',
  },
  {
    path: 'oauthConfiguration.proofKeyForCodeExchangePolicy',
    strict: 'Required',
    opens: 'codes are redeemed without a proof key (PKCE)',
    breaks: 'clients without a proof key (PKCE) are refused',
  },
  {
    path: 'oauthConfiguration.authorizedUrlValidationPolicy',
    strict: 'ExactMatch',
    opens: 'wildcards in its URLs count',
    breaks: 'wildcards in its URLs no longer count',
  },
  {
    path: 'multiFactorConfiguration.loginPolicy',
    strict: 'Required',
    opens: 'logins need no second factor',
    breaks: 'users without a second factor have to set one up',
  },
];

function describeApiKey({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [had, has] = [permissions(before), permissions(after)];
  const [was, is] = [before, after].map((inputs) => Boolean(inputs['tenantId']));
  if (operation === 'delete')
    return [breaks(`API key ${name} is deleted: whoever uses it is refused.`)];
  const isNew = operation === 'create' || operation === 'import';
  const { gained, lost } = difference(had, has);
  const isLimited = has.length > 0 && had.length > 0;
  return [
    ...(isNew && has.length > 0 ? [note(`New API key ${name}: ${codes(has)}.`)] : []),
    ...(operation === 'replace'
      ? [breaks(`API key ${name} is replaced: the old one is refused.`)]
      : []),
    ...(has.length === 0 && (isNew || had.length > 0)
      ? [opens(`API key ${name} names no endpoint: it may do everything.`)]
      : []),
    ...(isLimited ? about(gained, (all) => opens(`API key ${name} may also do ${all}.`)) : []),
    ...(isLimited ? about(lost, (all) => breaks(`API key ${name} may no longer do ${all}.`)) : []),
    ...(!is && (was || isNew)
      ? [opens(`API key ${name} is bound to no tenant: it opens all.`)]
      : []),
  ];
}

function permissions(inputs: Inputs): string[] {
  const endpoints = inputs['permissionsEndpoints'];
  if (!Array.isArray(endpoints)) return isUnknown(endpoints) ? ['(known after the update)'] : [];
  return endpoints
    .filter(isObject)
    .flatMap((item) =>
      METHODS.filter((method) => item[method] === true).map(
        (method) => `${method.toUpperCase()} ${String(item['endpoint'])}`,
      ),
    );
}

function describeKey({ operation, type, name, before, after }: Change): Statement[] {
  const [from, to] = [before['name'], after['name']];
  const what = `${type.startsWith('tls') ? 'Key pair' : 'Signing key'} ${code(from ?? to ?? name)}`;
  switch (operation) {
    case 'create':
      return [note(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: tokens signed with it are refused.`)];
    case 'replace':
      return [breaks(`${what} is replaced: tokens signed with the old one are refused.`)];
  }
  return [note(from === to ? `${what} changes.` : `${what} is called ${code(to)} from now on.`)];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
