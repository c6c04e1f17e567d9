import type { Application, User } from '../documents.ts';
import { at, isBlank, text } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { PROVIDED_SCOPES, RESERVED_SCOPES } from '../kinds/scope.ts';
import { oauthError } from './error.ts';

export const scopesOf = (scope: string | undefined): string[] =>
  (scope ?? '').split(' ').filter((name) => name !== '');

export const isStrict = (application: Application | undefined): boolean =>
  application?.oauthConfiguration['scopeHandlingPolicy'] === 'Strict';

/** Whether an access token may be renewed without its user: asked for, and allowed by the application. */
export function refreshes(application: Application, scope: string | undefined): boolean {
  const { generateRefreshTokens, enabledGrants } = application.oauthConfiguration;
  const enabled = Array.isArray(enabledGrants) && enabledGrants.includes('refresh_token');
  return scopesOf(scope).includes('offline_access') && enabled && generateRefreshTokens !== false;
}

function isKnown(application: Application, name: string): boolean {
  if (RESERVED_SCOPES.includes(name)) return true;
  if (PROVIDED_SCOPES.includes(name)) {
    return at(application.oauthConfiguration, `providedScopePolicy.${name}.enabled`) !== false;
  }
  return application.scopes.some((scope) => scope.name === name);
}

/**
 * The scope that a client gets of what it asks for: its application's policy rejects, removes or
 * allows what nobody defined.
 */
export function grantedScope(application: Application, asked: string): string {
  const policy = application.oauthConfiguration['unknownScopePolicy'];
  const unknown = scopesOf(asked).filter((name) => !isKnown(application, name));
  if (unknown.length > 0 && policy !== 'Allow' && policy !== 'Remove') {
    const message = `The scope [${unknown.join(' ')}] is not known.`;
    throw oauthError(400, 'invalid_scope', 'unknown_scope', message);
  }
  const kept = scopesOf(asked).filter((name) => policy === 'Allow' || !unknown.includes(name));
  return kept.join(' ');
}

/** Who the user is, as an application that does not look at scopes shows it. */
export function identity(user: User): JsonObject {
  return {
    ...(user.email ? { email: user.email, email_verified: user.verified } : {}),
    ...(isBlank(user.username) ? {} : { preferred_username: user.username }),
    ...(isBlank(user.phoneNumber) ? {} : { phone_number: user.phoneNumber }),
  };
}

const firstLanguage = (user: User) => {
  const languages = user['preferredLanguages'];
  return Array.isArray(languages) ? text(languages[0]) : '';
};

/** The claims that each scope adds, by OpenID Connect Core, section 5.4. */
const CLAIMS: Record<string, (user: User) => JsonObject> = {
  email: (user) => ({ email: user.email, email_verified: user.email && user.verified }),
  phone: (user) => ({
    phone_number: user.phoneNumber ?? user['mobilePhone'],
    phone_number_verified: user.phoneNumber && user['phoneNumberVerified'] === true,
  }),
  profile: (user) => ({
    birthdate: user['birthDate'],
    family_name: user['lastName'],
    given_name: user['firstName'],
    locale: firstLanguage(user),
    middle_name: user['middleName'],
    name: user['fullName'],
    picture: user['imageUrl'],
    preferred_username: user.username,
    zoneinfo: user['timezone'],
  }),
};

/** What the scopes allow to be told of the user. */
export function claimsByScope(user: User, scope: string | undefined): JsonObject {
  const claims = scopesOf(scope).flatMap((name) => Object.entries(CLAIMS[name]?.(user) ?? {}));
  return Object.fromEntries(claims.filter(([, value]) => !isBlank(value)));
}
