import { allowed, breaks, differs, opens, switched, type Inputs } from '../../kind.ts';
import { listOf, pluginConfig, text } from '../../values.ts';
import { type PluginKind } from './plugin-kind.ts';

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
  anonymous: boolean;
  headers: readonly string[];
  parameters: readonly string[];
  cookies: readonly string[];
}

/** What Kong makes of a jwt plugin; what is not given has Kong's default. */
export function readJwt(inputs: Inputs): JwtReading {
  const config = pluginConfig(inputs);
  const claimsVerified = listOf(config['claims_to_verify']);
  return {
    enabled: inputs['enabled'] !== false,
    claim: text(config['key_claim_name'] ?? 'iss'),
    claimsVerified,
    verifiesExpiry: claimsVerified.includes('exp'),
    anonymous: Boolean(config['anonymous']),
    headers: listOf(config['header_names'] ?? ['authorization']),
    parameters: listOf(config['uri_param_names'] ?? ['jwt']),
    cookies: listOf(config['cookie_names']),
  };
}
