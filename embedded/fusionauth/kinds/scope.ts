import { randomUUID } from 'node:crypto';
import type { Application, OauthScope } from '../documents.ts';
import type { Errors } from '../errors.ts';
import { isBlank, isObject, text } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** The scopes of OpenID Connect whose claims FusionAuth knows. */
export const PROVIDED_SCOPES = ['address', 'email', 'phone', 'profile'];
export const RESERVED_SCOPES = ['openid', 'offline_access'];
const RESERVED_PREFIXES = ['idp-link:', 'source-entity:', 'target-entity:'];

const isReserved = (name: string) =>
  [...PROVIDED_SCOPES, ...RESERVED_SCOPES].includes(name) ||
  RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));

/** A scope of an application as it is stored; its name is given once. */
export function scope(
  given: JsonObject,
  id: string | undefined,
  others: OauthScope[],
  errors: Errors,
  application: Pick<Application, 'id'>,
): OauthScope {
  const existing = others.find((other) => other.id === id);
  const name = existing?.name ?? text(given['name']);
  const instant = Date.now();
  if (isBlank(name)) errors.blank('scope.name');
  if (isReserved(name) || /[\s"\\]/.test(name)) {
    errors.invalid('scope.name', `No scope can be called [${name}].`);
  }
  if (others.some((other) => other.name === name && other.id !== id)) {
    errors.duplicate('scope.name', `A scope with name [${name}]`);
  }
  const texts = ['defaultConsentDetail', 'defaultConsentMessage', 'description'];
  return {
    ...Object.fromEntries(texts.filter((one) => given[one]).map((one) => [one, given[one]])),
    applicationId: application.id,
    data: isObject(given['data']) ? given['data'] : {},
    id: id ?? randomUUID(),
    insertInstant: existing?.insertInstant ?? instant,
    lastUpdateInstant: instant,
    name,
    required: given['required'] === true,
  };
}
