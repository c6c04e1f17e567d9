import { breaks, differs, opens } from '../../kind.ts';
import { acl } from './acl.ts';
import { jwt } from './jwt.ts';
import { describeCors, describeLists, describeTermination, otherCredential } from './callers.ts';
import { describeRateLimit, describeSizeLimit } from './limits.ts';
import type { PluginKind } from './plugin-kind.ts';

const AUTHENTICATES = breaks(
  'asks for another credential, or lets in without a token where the jwt plugin is anonymous',
);
const REWRITES = opens('may rewrite a request, its token included');

const authenticating = ([name, credential]: readonly [string, string]): PluginKind => ({
  ...{ name, authenticates: true, describe: otherCredential(credential) },
  ...{ foreign: AUTHENTICATES, foreignEverywhere: AUTHENTICATES },
});
const rewriting = (name: string): PluginKind => ({
  ...{ name, foreign: REWRITES, foreignEverywhere: REWRITES },
});
const refusing = (name: string, meaning: string): PluginKind => ({
  ...{ name, foreign: breaks(meaning), foreignEverywhere: breaks(meaning) },
});

/** What each plugin asks callers for, besides the jwt plugin. */
const CREDENTIALS = {
  'key-auth': 'an API key',
  'basic-auth': 'a name and a password',
  'hmac-auth': 'a signature',
  'ldap-auth': 'a name and a password',
  oauth2: "a token of Kong's own",
  session: 'a session cookie',
  'openid-connect': 'a login at its identity provider',
  'mtls-auth': 'a client certificate',
  'jwt-signer': "a token of that plugin's",
};

/** The plugins that decide who is let in where; a plugin that is not among them decides nothing of that. */
const KINDS: readonly PluginKind[] = [
  jwt,
  acl,
  ...Object.entries(CREDENTIALS).map(authenticating),
  ...['request-transformer', 'pre-function', 'post-function'].map(rewriting),
  { ...refusing('request-termination', 'answers requests itself'), describe: describeTermination },
  {
    ...refusing('ip-restriction', 'refuses callers by their address'),
    describe: describeLists('address'),
  },
  {
    ...refusing('bot-detection', 'refuses callers by their User-Agent'),
    describe: describeLists('User-Agent'),
  },
  { name: 'rate-limiting', describe: describeRateLimit },
  { name: 'request-size-limiting', describe: describeSizeLimit },
  { name: 'cors', describe: describeCors },
];

const BY_NAME = new Map(KINDS.map((kind) => [kind.name, kind]));

/** What is known of a plugin by that name. */
export function pluginKind(name: string): PluginKind {
  const foreign = differs('handles requests in a way that is not declared');
  return { foreign, ...(BY_NAME.get(name) ?? { name }) };
}
