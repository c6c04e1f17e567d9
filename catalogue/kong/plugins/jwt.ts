import {
  allowed,
  breaks,
  differs,
  opens,
  switched,
  type Inputs,
  type Statement,
} from '../../kind.ts';
import { about, code, difference } from '../../statement.ts';
import { listOf, pluginConfig, text } from '../../values.ts';
import type { PluginKind, Switched } from './plugin-kind.ts';

export const jwt: PluginKind = {
  name: 'jwt',
  authenticates: true,
  fields: {
    anonymous: (_, after) =>
      after === null || after === undefined
        ? breaks('requests without a valid token are refused')
        : opens('requests without a valid token pass as the anonymous consumer'),
    claims_to_verify: (before, after) =>
      listOf(before).every((claim) => listOf(after).includes(claim))
        ? breaks('tokens are refused by more claims than declared')
        : opens('expired tokens may be accepted'),
    cookie_names: allowed('tokens are accepted from cookies', 'tokens in cookies are not read'),
    header_names: breaks('tokens are read from other headers'),
    key_claim_name: breaks('credentials are looked up by another claim'),
    maximum_expiration: (before, after) =>
      longest(after) > longest(before)
        ? opens('tokens may live for a longer time')
        : breaks('tokens that live as long as declared are refused'),
    realm: differs('callers without a token are told of another realm'),
    run_on_preflight: switched({
      on: breaks('OPTIONS requests need a token, too'),
      off: differs('OPTIONS requests are not asked for a token; the acl plugin refuses them'),
    }),
    secret_is_base64: differs('secrets of HMAC credentials are read otherwise'),
    uri_param_names: allowed(
      'tokens are accepted in the query, where logs keep them',
      'tokens in the query are not read',
    ),
  },
  foreign: opens('takes the place of the declared jwt plugin'),
  describe: describeJwt,
};

/** 0 is no limit. */
function longest(seconds: unknown): number {
  return Number(seconds) || Infinity;
}

/** What a jwt plugin lets through. */
export interface JwtReading {
  enabled: boolean;
  /** By which credentials are found. */
  claim: string;
  claimsVerified: readonly string[];
  verifiesExpiry: boolean;
  /** The consumer as which requests without a valid token pass. */
  anonymous: string | undefined;
  headers: readonly string[];
  parameters: readonly string[];
  cookies: readonly string[];
}

/** What Kong makes of a jwt plugin; what is not given has Kong's default. */
export function readJwt(inputs: Inputs): JwtReading {
  return { enabled: inputs['enabled'] !== false, ...readConfig(pluginConfig(inputs)) };
}

function readConfig(config: Inputs): Omit<JwtReading, 'enabled'> {
  const claimsVerified = listOf(config['claims_to_verify']);
  return {
    claim: text(config['key_claim_name'] ?? 'iss'),
    claimsVerified,
    verifiesExpiry: claimsVerified.includes('exp'),
    anonymous: config['anonymous'] ? text(config['anonymous']) : undefined,
    headers: listOf(config['header_names'] ?? ['authorization']),
    parameters: listOf(config['uri_param_names'] ?? ['jwt']),
    cookies: listOf(config['cookie_names']),
  };
}

function describeJwt({ was, is, ofNew, api, end }: Switched): Statement[] {
  if (!is) return was ? [opens(`Tokens are no longer asked for on ${api}${end}`)] : [];
  const from = was && readConfig(was);
  const to = readConfig(is);
  const asked = `Tokens are asked for on ${api}, by their ${code(to.claim)}`;
  const isNew = from === undefined;
  const begins = isNew && !ofNew ? [breaks(`${asked}: requests without one are refused.`)] : [];
  const places = difference(from ? placesOf(from) : [], placesOf(to));
  const careless = places.gained.filter((place) => !place.startsWith('header'));
  const { lost: unverified } = difference(from?.claimsVerified ?? ['exp'], to.claimsVerified);
  return [
    ...(isNew && ofNew ? [differs(`${asked}.`)] : begins),
    ...about(unverified, (claims) =>
      opens(
        unverified.includes('exp')
          ? `Expired tokens are accepted on ${api}: exp is not verified.`
          : `Tokens are accepted on ${api} whatever their ${claims}.`,
      ),
    ),
    ...about(careless, (all) =>
      opens(`Tokens are also read from ${all} on ${api}, and so end up in logs.`),
    ),
    ...about(places.lost, (all) => breaks(`Tokens in ${all} are refused on ${api} from now on.`)),
    ...anonymity(from?.anonymous !== undefined, to.anonymous !== undefined, isNew, api),
    ...lifetimes(was?.['maximum_expiration'], is['maximum_expiration'], isNew, api),
    ...(from && from.claim !== to.claim
      ? [differs(`Keys are found by ${code(to.claim)} instead of ${code(from.claim)} on ${api}.`)]
      : []),
  ];
}

/** Where tokens are read from. */
function placesOf({ headers, parameters, cookies }: Omit<JwtReading, 'enabled'>): string[] {
  return [
    ...headers.map((name) => `header ${name}`),
    ...parameters.map((name) => `?${name}=`),
    ...cookies.map((name) => `cookie ${name}`),
  ];
}

/** Kong lets in as that consumer whom none of an API's authentication plugins knows: so one of them is enough. */
function anonymity(from: boolean, to: boolean, isNew: boolean, api: string): Statement[] {
  if (to && !from) {
    return [opens(`Requests without a token are let in on ${api}, as an anonymous consumer.`)];
  }
  if (to || !from || isNew) return [];
  return [
    breaks(
      `Requests without a token are refused on ${api}: no anonymous consumer stands in for them any more, ` +
        'also where they carry an API key or another credential.',
    ),
  ];
}

function lifetimes(before: unknown, after: unknown, isNew: boolean, api: string): Statement[] {
  const [from, to] = [longest(before), longest(after)];
  if (isNew || from === to) return [];
  const limit = (seconds: number) => (seconds === Infinity ? 'any time' : `${seconds} seconds`);
  const said = `Tokens that live ${limit(to)} instead of ${limit(from)} are accepted on ${api}.`;
  return [to > from ? opens(said) : breaks(said)];
}
