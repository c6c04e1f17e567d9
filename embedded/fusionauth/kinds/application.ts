import { randomBytes, randomUUID } from 'node:crypto';
import { APPLICATION_DEFAULTS } from '../defaults.ts';
import type { Application, Role, State } from '../documents.ts';
import type { Errors } from '../errors.ts';
import { isObject, text } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { generateKey } from '../keys.ts';
import type { ObjectKind } from '../object.ts';
import { JWT_RULES } from '../rules.ts';
import { FUSIONAUTH_APPLICATION } from '../seed.ts';
import { child } from './child.ts';
import { scope } from './scope.ts';

const KEY_FIELDS = [
  ['accessTokenKeyId', 'Access'],
  ['idTokenKeyId', 'Id'],
] as const;

/** A role as it is stored. */
export const role = (
  given: JsonObject,
  id: string | undefined,
  others: Role[],
  errors: Errors,
): Role => ({
  ...child('role', given, id, others, errors),
  isSuperRole: given['isSuperRole'] === true,
});

/** Applications: what users log in to. */
export const APPLICATION: ObjectKind<Application> = {
  name: 'application',
  plural: 'applications',
  path: '/api/application',
  scope: 'tenant',
  collection: (state) => state.applications,
  defaults: APPLICATION_DEFAULTS,
  kept: [
    ...['id', 'insertInstant', 'lastUpdateInstant', 'tenantId', 'active', 'state'],
    ...['roles', 'scopes'],
  ],
  rules: [{ path: 'name', required: true, unique: 'tenant' }, ...JWT_RULES],
  complete(draft, { state, request, existing, errors }) {
    draft.active = existing?.active ?? true;
    draft['state'] = draft.active ? 'Active' : 'Inactive';
    draft.roles = existing?.roles ?? [];
    draft.scopes = existing?.scopes ?? [];
    // Later they are changed one by one.
    const given = (name: string) =>
      existing || !Array.isArray(request[name]) ? [] : request[name].filter(isObject);
    for (const one of given('roles')) {
      draft.roles.push(role(one, text(one['id']) || undefined, draft.roles, errors));
    }
    for (const one of given('scopes')) {
      draft.scopes.push(scope(one, text(one['id']) || undefined, draft.scopes, errors, draft));
    }
    const oauth = draft.oauthConfiguration;
    const previous = existing?.oauthConfiguration;
    oauth['clientId'] = draft.id;
    oauth['clientSecret'] ||= previous?.['clientSecret'] ?? randomBytes(32).toString('base64url');
    if (draft.jwtConfiguration.enabled && !errors.any) signingKeys(draft, state);
  },
  inUse(application, _state, errors) {
    if (application.id === FUSIONAUTH_APPLICATION) {
      errors.field('inUse', 'applicationId', 'The FusionAuth application cannot be deleted.');
    }
  },
  cascade(application, state) {
    for (const user of state.users.all()) {
      const registrations = user.registrations.filter((r) => r.applicationId !== application.id);
      if (registrations.length < user.registrations.length) {
        state.users.put(user.id, { ...user, registrations });
      }
    }
    for (const consent of state.consents.all())
      if (consent.applicationId === application.id) state.consents.delete(consent.id);
    for (const token of state.refreshTokens.all()) {
      if (token.applicationId === application.id) state.refreshTokens.delete(token.id);
    }
  },
};

/** Makes the keys that an application with tokens of its own does not name. */
function signingKeys(application: Application, state: State): void {
  for (const [field, use] of KEY_FIELDS) {
    if (application.jwtConfiguration[field]) continue;
    const instant = Date.now();
    const name = `${use} token signing key generated for application ${application.name}`;
    const issuer = state.tenants.get(application.tenantId)?.issuer ?? '';
    const material = generateKey({ algorithm: 'RS256', length: 2048 }, issuer);
    const id = randomUUID();
    state.keys.put(id, {
      ...material,
      id,
      name,
      insertInstant: instant,
      lastUpdateInstant: instant,
    } as never);
    application.jwtConfiguration[field] = id;
  }
}
