import { randomUUID } from 'node:crypto';
import type { Registration, State, User } from '../documents.ts';
import type { Errors } from '../errors.ts';
import { at, isBlank, isObject, text, without } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { ObjectKind } from '../object.ts';
import { checkPassword, hashPassword } from '../passwords.ts';
import { revokeSessions } from '../revocation.ts';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Users, with their registrations. */
export const USER: ObjectKind<User> = {
  name: 'user',
  plural: 'users',
  path: '/api/user',
  scope: 'tenant',
  collection: (state) => state.users,
  defaults: {
    active: true,
    data: {},
    passwordChangeRequired: false,
    preferredLanguages: [],
    usernameStatus: 'ACTIVE',
    verified: true,
  },
  kept: [
    'id',
    'insertInstant',
    'lastUpdateInstant',
    'tenantId',
    'active',
    'connectorId',
    'lastLoginInstant',
    'passwordLastUpdateInstant',
    'registrations',
    'failures',
    'lock',
    'secure',
    'verified',
    'verifiedInstant',
    'verifiedReason',
    'identities',
  ],
  rules: [
    { path: 'email', unique: 'tenant' },
    { path: 'username', unique: 'tenant' },
    { path: 'phoneNumber', unique: 'tenant' },
  ],
  complete(draft, { state, body, existing, errors }) {
    draft.active = existing?.active ?? true;
    draft.registrations = existing?.registrations ?? [];
    draft['connectorId'] = 'e3306678-a53a-4964-9040-1c96f36dda72';
    if (draft.email) draft.email = draft.email.toLowerCase();
    if (isBlank(draft.email) && isBlank(draft.username) && isBlank(draft.phoneNumber)) {
      for (const field of ['user.email', 'user.username']) {
        errors.field(
          'blank',
          field,
          'You must specify either the [user.email] or [user.username] property. If you are emailing the user you must specify the [user.email].',
        );
      }
    }
    if (draft.email && !EMAIL.test(draft.email)) {
      errors.field(
        'notEmail',
        'user.email',
        `The [user.email] property [${draft.email}] is not a valid email address.`,
      );
    }
    for (const field of ['email', 'username', 'phoneNumber'] as const) {
      if (isBlank(draft[field])) delete draft[field];
    }
    setPassword(draft, state, body, existing, errors);
    verify(draft, state, body, existing);
    twoFactor(draft);
  },
  present(user) {
    const visible = without(user, 'secure', 'failures', 'lock', 'verifiedReason');
    visible['twoFactor'] = shownTwoFactor(user);
    return { memberships: [], ...visible, identities: identities(user) };
  },
  cascade(user, state) {
    for (const grant of state.grants.all())
      if (grant.userId === user.id) state.grants.delete(grant.id);
    for (const consent of state.consents.all())
      if (consent.userId === user.id) state.consents.delete(consent.id);
    for (const token of state.refreshTokens.all()) {
      if (token.userId === user.id) state.refreshTokens.delete(token.id);
    }
  },
};

function setPassword(
  draft: User,
  state: State,
  body: JsonObject,
  existing: User | undefined,
  errors: Errors,
): void {
  const password = text(draft['password']);
  for (const field of ['password', 'encryptionScheme', 'factor', 'salt']) delete draft[field];
  if (existing?.secure) draft.secure = existing.secure;
  if (!password) {
    draft.passwordLastUpdateInstant = existing?.passwordLastUpdateInstant ?? Date.now();
    if (!existing && body['sendSetPasswordEmail'] !== true && !setsPasswordLater(body)) {
      errors.blank('user.password');
    }
    return;
  }
  const rules = state.tenants.get(draft.tenantId)?.passwordValidationRules;
  const loginIds = [draft.email, draft.username].filter((id): id is string => !isBlank(id));
  if (rules) checkPassword(password, rules, loginIds, errors);
  draft.secure = hashPassword(password);
  draft.passwordLastUpdateInstant = Date.now();
  if (existing && !errors.any) revokeSessions(state, existing, 'onPasswordChanged');
}

const setsPasswordLater = (body: JsonObject) =>
  !['', 'doNotSend'].includes(text(body['sendSetPasswordIdentityType']));

/** Whether the email address counts as verified: at once, unless the tenant asks for more. */
function verify(draft: User, state: State, body: JsonObject, existing: User | undefined): void {
  const required = at(state.tenants.get(draft.tenantId), 'emailConfiguration.verifyEmail') === true;
  const skipped = body['skipVerification'] === true;
  draft.verified = existing?.verified ?? (!required || skipped);
  const reason = required ? (skipped ? 'Skipped' : 'Pending') : 'Disabled';
  draft.verifiedReason = existing ? (existing.verifiedReason ?? 'Implicit') : reason;
  if (draft.verified) draft['verifiedInstant'] ??= existing?.['verifiedInstant'] ?? Date.now();
}

function twoFactor(draft: User): void {
  const given = draft['twoFactor'];
  const methods = isObject(given) && Array.isArray(given['methods']) ? given['methods'] : [];
  draft['twoFactor'] = {
    methods: methods
      .filter(isObject)
      .map((method) => ({ ...method, id: method['id'] || randomUUID() })),
    recoveryCodes: [],
  };
}

/** The second factors without the secrets of authenticators. */
function shownTwoFactor(user: User): JsonObject {
  const factors = isObject(user['twoFactor']) ? user['twoFactor'] : {};
  const methods = Array.isArray(factors['methods']) ? factors['methods'].filter(isObject) : [];
  return { ...factors, methods: methods.map((method) => without(method, 'secret')) };
}

/** The login ids of a user, in the form in which FusionAuth lists them. */
function identities(user: User): JsonObject[] {
  const types = [
    ['email', user.email],
    ['phoneNumber', user.phoneNumber],
    ['username', user.username],
  ] as const;
  return types
    .filter(([, value]) => !isBlank(value))
    .map(([type, value]) => ({
      insertInstant: user.insertInstant,
      lastLoginInstant: user['lastLoginInstant'],
      lastUpdateInstant: user.lastUpdateInstant,
      ...(type === 'username' ? { displayValue: value, moderationStatus: 'ACTIVE' } : {}),
      primary: true,
      type,
      value,
      ...proofOf(user, type),
    }));
}

/** Whether an identity counts as verified, and why. */
function proofOf(user: User, type: 'email' | 'phoneNumber' | 'username'): JsonObject {
  if (type === 'username') return { verified: false, verifiedReason: 'Unverifiable' };
  if (type === 'phoneNumber') return { verified: false, verifiedReason: 'Pending' };
  const { verified, verifiedInstant } = user;
  const verifiedReason = user.verifiedReason ?? 'Implicit';
  return verified ? { verified, verifiedInstant, verifiedReason } : { verified, verifiedReason };
}

/** A registration as it is stored; reports an application or roles that do not exist. */
export function registration(
  given: JsonObject,
  state: State,
  existing: Registration | undefined,
  errors: Errors,
  skipVerification = false,
): Registration {
  const applicationId = text(given['applicationId']).toLowerCase();
  const application = state.applications.get(applicationId);
  const instant = Date.now();
  if (!applicationId) {
    errors.blank('registration.applicationId');
  } else if (!application) {
    errors.invalid(
      'registration.applicationId',
      `No application exists with Id [${applicationId}].`,
    );
  }
  const known = application?.roles ?? [];
  const asked = Array.isArray(given['roles']) ? given['roles'].map(String) : undefined;
  for (const name of asked ?? []) {
    if (application && !known.some((role) => role.name === name)) {
      errors.field(
        'invalid',
        'registration.roles',
        `The [registration.roles] property contains a role [${name}] that does not exist.`,
      );
    }
  }
  const defaults = known.filter((role) => role.isDefault).map((role) => role.name);
  const languages = given['preferredLanguages'];
  const verified =
    existing?.['verified'] !== false &&
    (existing !== undefined || skipVerification || application?.['verifyRegistration'] !== true);
  const authenticationToken = given['authenticationToken'] ?? existing?.['authenticationToken'];
  return {
    applicationId,
    data: isObject(given['data']) ? given['data'] : {},
    id: existing?.id ?? (text(given['id']) || randomUUID()),
    insertInstant: existing?.insertInstant ?? instant,
    lastUpdateInstant: instant,
    preferredLanguages: Array.isArray(languages) ? languages : [],
    // FusionAuth gives the default roles where a registration asks for none.
    roles: asked?.length ? asked : existing ? [] : defaults,
    ...(given['timezone'] ? { timezone: given['timezone'] } : {}),
    ...(given['username'] ? { username: text(given['username']) } : {}),
    ...(authenticationToken ? { authenticationToken } : {}),
    tokens: isObject(given['tokens']) ? given['tokens'] : {},
    usernameStatus: 'ACTIVE',
    verified,
    ...(verified ? { verifiedInstant: existing?.['verifiedInstant'] ?? instant } : {}),
  };
}
