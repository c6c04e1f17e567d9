import type { Effect } from '../finding.ts';

type Consequence = readonly [Effect, string];

/** What follows if a field of a declared plugin's configuration is changed. */
export const CONFIG_MEANINGS: Readonly<Record<string, Readonly<Record<string, Consequence>>>> = {
  jwt: {
    anonymous: ['opens', 'requests without a valid token pass as the anonymous consumer'],
    claims_to_verify: ['opens', 'expired tokens may be accepted'],
    cookie_names: ['opens', 'tokens are accepted from cookies'],
    header_names: ['breaks', 'tokens are read from other headers'],
    key_claim_name: ['breaks', 'credentials are looked up by another claim'],
    maximum_expiration: ['opens', 'tokens may live for another time'],
    run_on_preflight: ['opens', 'OPTIONS requests pass without a token'],
    secret_is_base64: ['differs', 'secrets of HMAC credentials are read otherwise'],
    uri_param_names: ['opens', 'tokens are accepted in the query, where logs keep them'],
  },
  acl: {
    allow: ['opens', 'other groups than declared are admitted'],
    deny: ['breaks', 'groups are refused by another list'],
    always_use_authenticated_groups: ['opens', 'groups may come from elsewhere than the consumer'],
    hide_groups_header: ['differs', 'upstreams see the groups, or no longer do'],
  },
};

const AUTHENTICATION: Consequence = [
  'breaks',
  'asks for another credential, or lets in without a token where the jwt plugin is anonymous',
];
const REWRITES: Consequence = ['opens', 'may rewrite a request, its token included'];

/** What a plugin that was not declared does to an API, by its name. */
const FOREIGN: Readonly<Record<string, Consequence>> = {
  jwt: ['opens', 'takes the place of the declared jwt plugin'],
  acl: ['opens', 'takes the place of the declared acl plugin'],
  'request-termination': ['breaks', 'answers requests itself'],
  'ip-restriction': ['breaks', 'refuses callers by their address'],
  'bot-detection': ['breaks', 'refuses callers by their User-Agent'],
  'request-transformer': REWRITES,
  'pre-function': REWRITES,
  'post-function': REWRITES,
  'key-auth': AUTHENTICATION,
  'basic-auth': AUTHENTICATION,
  'hmac-auth': AUTHENTICATION,
  'ldap-auth': AUTHENTICATION,
  oauth2: AUTHENTICATION,
  session: AUTHENTICATION,
};

/** What a foreign plugin on a declared service, route or consumer does. */
export function foreignPlugin(name: string): Consequence {
  return FOREIGN[name] ?? ['differs', 'handles requests in a way that is not declared'];
}

/**
 * What a plugin on everything does to a declared API; undefined if nothing that matters to who is
 * let in, as logging or metrics do. The declared jwt and acl plugins take precedence over global ones.
 */
export function globalPlugin(name: string): Consequence | undefined {
  return name === 'jwt' || name === 'acl' ? undefined : FOREIGN[name];
}
