import { breaks, differs, grown, opens, switched, type Property } from '../kind.ts';

/** What decides who gets tokens, and by which key they are signed. */
export const ISSUER_KEY = { server: 'FusionAuth', link: 'issuer-key' } as const;

/** How long tokens live. */
export const LIFETIME: Property = {
  judgement: grown('tokens live longer than declared', 'tokens expire sooner than declared'),
};

/** Which key signs. */
export const SIGNING_KEY: Property = {
  judgement: breaks('tokens are signed with another key than Kong is given'),
};

/** The provider sends false where it is left out, and the login API is then open. */
export const LOGIN_GUARD = 'loginConfiguration.requireAuthentication';
export const GUARDED_LOGIN: Property = {
  judgement: switched({
    on: breaks('logins need an API key now'),
    off: opens('anybody may try passwords at /api/login without an API key'),
  }),
};

/** Functions that may change what tokens say. */
export const CLAIMS: Property = {
  judgement: opens("a function may change the tokens' claims"),
  watched: true,
};

/** Whether and how a use of a refresh token prolongs a session. */
export const EXPIRATION: Property = {
  judgement: (_, after) =>
    after === 'Fixed'
      ? breaks('no use prolongs a session any more')
      : opens('each use prolongs a session'),
};

/** Whether a refresh token is good once. */
export const USAGE: Property = {
  judgement: (_, after) =>
    after === 'OneTimeUse'
      ? breaks('a refresh token is good once')
      : opens('a refresh token can be used again and again'),
};

/** How long sessions last. */
export const SESSION_LIFETIME: Property = {
  judgement: grown('sessions last longer than declared', 'sessions end sooner than declared'),
};

/** How long a refresh token that was used is still taken. */
export const GRACE: Property = {
  judgement: grown(
    'a refresh token that was used is taken for longer',
    'clients that miss an answer have to log in again sooner',
  ),
};

/** What applications keep beside an object; nothing here reads it. */
export const DATA: Property = { judgement: differs('what applications keep with it is otherwise') };
