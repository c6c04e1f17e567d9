import { breaks, differs, opens } from '../../kind.ts';
import { acl } from './acl.ts';
import { jwt } from './jwt.ts';
import type { PluginKind } from './plugin-kind.ts';

const AUTHENTICATES = breaks(
  'asks for another credential, or lets in without a token where the jwt plugin is anonymous',
);
const REWRITES = opens('may rewrite a request, its token included');

const authenticating = (name: string): PluginKind => ({
  ...{ name, authenticates: true },
  ...{ foreign: AUTHENTICATES, foreignEverywhere: AUTHENTICATES },
});
const rewriting = (name: string): PluginKind => ({
  ...{ name, foreign: REWRITES, foreignEverywhere: REWRITES },
});
const refusing = (name: string, meaning: string): PluginKind => ({
  ...{ name, foreign: breaks(meaning), foreignEverywhere: breaks(meaning) },
});

/** The plugins that decide who is let in where; a plugin that is not among them decides nothing of that. */
const KINDS: readonly PluginKind[] = [
  jwt,
  acl,
  ...['key-auth', 'basic-auth', 'hmac-auth', 'ldap-auth', 'oauth2', 'session'].map(authenticating),
  ...['openid-connect', 'mtls-auth', 'jwt-signer'].map(authenticating),
  ...['request-transformer', 'pre-function', 'post-function'].map(rewriting),
  refusing('request-termination', 'answers requests itself'),
  refusing('ip-restriction', 'refuses callers by their address'),
  refusing('bot-detection', 'refuses callers by their User-Agent'),
];

const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]));

/** What is known of a plugin by that name. */
export function pluginKind(name: string): PluginKind {
  const foreign = differs('handles requests in a way that is not declared');
  return { foreign, ...(BY_NAME.get(name) ?? { name }) };
}
