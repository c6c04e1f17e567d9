import { kindOf } from '../urn.ts';
import type { Effect, Link, Server } from './finding.ts';

interface Consequence {
  effect: Effect;
  meaning: string;
}

interface Place {
  server: Server;
  title: string;
  link: Link;
}

const ISSUER = { server: 'FusionAuth', link: 'issuer-key' } as const;
const CREDENTIAL = { server: 'Kong', link: 'key-credential' } as const;
const API = { server: 'Kong', link: 'credential-api' } as const;

/** Where in the trust chain a declared resource stands, by its type. */
const PLACES: Readonly<Record<string, Place>> = {
  'fusionauth:index/tenant:Tenant': { ...ISSUER, title: 'tenant' },
  'fusionauth:index/application:Application': { ...ISSUER, title: 'application' },
  'fusionauth:index/key:Key': { ...ISSUER, title: 'key' },
  'fusionauth:index/importedKey:ImportedKey': { ...ISSUER, title: 'key' },
  'fusionauth:index/apiKey:ApiKey': { ...ISSUER, title: 'API key' },
  'fusionauth:index/user:User': { ...ISSUER, title: 'user' },
  'fusionauth:index/registration:Registration': { ...ISSUER, title: 'registration' },
  'fusionauth:index/applicationRole:ApplicationRole': { ...ISSUER, title: 'role' },
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': { ...CREDENTIAL, title: 'jwt credential' },
  'kong:index/consumer:Consumer': { ...API, title: 'consumer' },
  'kong:index/consumerAcl:ConsumerAcl': { ...API, title: 'group membership' },
  'kong:index/service:Service': { ...API, title: 'service' },
  'kong:index/route:Route': { ...API, title: 'route' },
  'kong:index/plugin:Plugin': { ...API, title: 'plugin' },
};

export function placeOf(type: string): Place {
  const title = kindOf(type);
  return PLACES[type] ?? { ...(type.startsWith('kong:') ? API : ISSUER), title };
}

/** What follows if an object is gone that only Pulumi looks for. */
const MISSING: Readonly<Record<string, string>> = {
  'fusionauth:index/tenant:Tenant': 'nobody gets a token',
  'fusionauth:index/application:Application': 'nobody gets a token for it',
  'fusionauth:index/key:Key': 'nothing can be signed with it',
  'fusionauth:index/importedKey:ImportedKey': 'nothing can be signed with it',
  'fusionauth:index/apiKey:ApiKey': 'logins with it are refused',
  'fusionauth:index/user:User': 'the user cannot log in',
  'fusionauth:index/registration:Registration':
    "the user's tokens lack the application and its roles",
  'fusionauth:index/applicationRole:ApplicationRole': 'nobody has it any more',
};

export function missingOf(type: string): Consequence {
  return { effect: 'breaks', meaning: MISSING[type] ?? 'what it does is not done' };
}

interface Rule {
  /** The type's last part. */
  type: string;
  property: RegExp;
  consequence: Consequence | ((before: unknown, after: unknown) => Consequence);
}

const opens = (meaning: string): Consequence => ({ effect: 'opens', meaning });
const breaks = (meaning: string): Consequence => ({ effect: 'breaks', meaning });

/** The first rule that fits says what follows from a change. */
const RULES: readonly Rule[] = [
  {
    type: 'Tenant',
    property: /^issuer$/,
    consequence: breaks('tokens carry another iss than Kong looks for'),
  },
  {
    type: '(Tenant|Application)',
    property: /^loginConfiguration\.requireAuthentication$/,
    consequence: opens('anybody may try passwords at /api/login without an API key'),
  },
  {
    type: '(Tenant|Application)',
    property: /^jwtConfigurations?.*\.(ttlSeconds|timeToLiveInSeconds)$/,
    consequence: (before, after) =>
      Number(after) > Number(before)
        ? opens('tokens live longer than declared')
        : breaks('tokens expire sooner than declared'),
  },
  {
    type: '(Tenant|Application)',
    property: /^jwtConfigurations?.*\.(accessToken(Key)?Id|idTokenKeyId)$/,
    consequence: breaks('tokens are signed with another key than Kong is given'),
  },
  {
    type: 'Application',
    property: /^jwtConfiguration\.enabled$/,
    consequence: breaks("the application's own key and lifetime are not used"),
  },
  {
    type: '(Application|User)',
    property: /^(active|state)$/,
    consequence: breaks('it is switched off: logins are refused'),
  },
  {
    type: 'Application',
    property: /^oauthConfiguration\.enabledGrants/,
    consequence: opens('tokens are given out by other grants than declared'),
  },
  {
    type: 'Application',
    property: /^oauthConfiguration\.authorized/,
    consequence: opens('tokens and codes are sent to other addresses than declared'),
  },
  {
    type: '(Application|Entity)',
    property: /^(oauthConfiguration\.)?clientSecret$/,
    consequence: breaks('clients that have the declared secret are refused'),
  },
  {
    type: 'Application',
    property: /^oauthConfiguration\.(require|clientAuth|proofKey)/,
    consequence: opens('tokens are given out for another proof than declared'),
  },
  {
    type: 'Application',
    property: /^oauthConfiguration\.generateRefreshTokens$/,
    consequence: opens('sessions can be prolonged without a password'),
  },
  {
    type: 'Application',
    property: /^loginConfiguration\./,
    consequence: opens('sessions can be prolonged without a password'),
  },
  {
    type: '(Tenant|Application)',
    property: /^lambdaConfiguration/,
    consequence: opens("a function may change the tokens' claims"),
  },
  {
    type: 'ApiKey',
    property: /^permissionsEndpoints/,
    consequence: (before, after) =>
      after === false || (Array.isArray(before) && Array.isArray(after) && covers(before, after))
        ? breaks('the key may do less than declared')
        : opens('the key may do more than declared'),
  },
  {
    type: 'ApiKey',
    property: /^(tenantId|ipAccessControlListId|expirationInstant)$/,
    consequence: opens('the key works elsewhere or longer than declared'),
  },
  {
    type: '(Imported)?Key',
    property: /^(kid|publicKey|certificate|algorithm)$/,
    consequence: breaks('FusionAuth holds another key than Kong is given'),
  },
  {
    type: 'Registration',
    property: /^roles/,
    consequence: (before, after) =>
      asList(after).every((role) => asList(before).includes(role))
        ? breaks("the user's tokens lack roles that are declared")
        : opens("the user's tokens carry other roles than declared"),
  },
  {
    type: 'ApplicationRole',
    property: /^isDefault$/,
    consequence: (_, after) =>
      after === true
        ? opens('every new registration gets it')
        : breaks('new registrations lack it'),
  },
  {
    type: 'User',
    property: /^(email|username|phoneNumber|usernameStatus|expiry|passwordChangeRequired)/,
    consequence: breaks('the user does not log in as declared'),
  },
];

export function changeOf(
  type: string,
  property: string,
  before: unknown,
  after: unknown,
): Consequence {
  const short = kindOf(type);
  const rule = RULES.find(
    (one) => new RegExp(`^${one.type}$`).test(short) && one.property.test(property),
  );
  if (!rule) return { effect: 'differs', meaning: 'it is set otherwise than declared' };
  return typeof rule.consequence === 'function'
    ? rule.consequence(before, after)
    : rule.consequence;
}

/** Whether a list of endpoints has every one of another. No endpoints at all means every endpoint. */
function covers(wide: readonly unknown[], narrow: readonly unknown[]): boolean {
  const kept = new Set(wide.map((item) => JSON.stringify(item)));
  return narrow.length > 0 && narrow.every((item) => kept.has(JSON.stringify(item)));
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
