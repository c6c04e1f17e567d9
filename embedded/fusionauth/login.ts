import type { Context, Hono } from 'hono';
import type { Application, State, Tenant, User } from './documents.ts';
import { Errors, notFound, Refusal, tenantRequired, unauthorized } from './errors.ts';
import {
  changePasswordId,
  changeReason,
  hasSecondFactor,
  lacksRegistrationProof,
  lacksVerification,
  registrationOf,
} from './gates.ts';
import { at, isBlank, isObject, isUuid, text, without } from './json.ts';
import type { JsonObject } from './json.ts';
import { USER } from './kinds/user.ts';
import { shown } from './object.ts';
import { keep } from './oauth/cookies.ts';
import { issueOnce, redeem } from './one-time.ts';
import { matchesPassword } from './passwords.ts';
import { jsonBody } from './body.ts';
import { identify } from './scope.ts';
import { accessToken, refreshToken } from './tokens.ts';
import type { Occasion } from './tokens.ts';

const UNITS: Record<string, number> = { MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };

const LOGIN_IDS = ['email', 'username', 'phoneNumber'] as const;

/** The user of a login id of one of these types, all of them unless said otherwise, ignoring case. */
export function userOf(
  state: State,
  tenant: Tenant,
  loginId: string,
  types: readonly string[] = LOGIN_IDS,
): User | undefined {
  const wanted = loginId.toLowerCase();
  const names = LOGIN_IDS.filter((name) => types.includes(name));
  return state.users
    .all()
    .find(
      (user) =>
        user.tenantId === tenant.id && names.some((name) => user[name]?.toLowerCase() === wanted),
    );
}

/**
 * Checks a password and whether the user may log in at all, with the status that FusionAuth gives
 * each reason; an unknown user and a wrong password look the same.
 */
export function authenticate(
  state: State,
  tenant: Tenant,
  loginId: string,
  password: string,
  types?: readonly string[],
): User {
  const user = userOf(state, tenant, loginId, types);
  const matches = matchesPassword(password, user);
  if (user && isLocked(user)) throw new Refusal(409, { actions: [user['lock']] });
  if (!user || !matches) {
    if (user) countFailure(state, tenant, user);
    throw notFound();
  }
  return entered(state, user);
}

/** The user, who proved who it is, unless the account is closed. */
function entered(state: State, user: User): User {
  if (!user.active) throw new Refusal(423);
  if (user.expiry && user.expiry < Date.now()) throw new Refusal(410);
  const loggedIn = {
    ...without(user, 'failures', 'lock'),
    lastLoginInstant: Date.now(),
  } as unknown as User;
  state.users.put(user.id, loggedIn);
  return loggedIn;
}

const isLocked = (user: User) => Number(at(user, 'lock.expiry') ?? 0) > Date.now();

/** Locks the user after too many failures, where the tenant names a user action for that. */
function countFailure(state: State, tenant: Tenant, user: User): void {
  const policy = tenant['failedAuthenticationConfiguration'];
  const action = at(policy, 'userActionId');
  if (isBlank(action)) return;
  const now = Date.now();
  const window = Number(at(policy, 'resetCountInSeconds') ?? 60) * 1000;
  const old = isObject(user['failures']) ? user['failures'] : { count: 0, since: now };
  const fresh = now - Number(old['since']) > window;
  const failures = fresh
    ? { count: 1, since: now }
    : { count: Number(old['count']) + 1, since: old['since'] };
  const duration =
    Number(at(policy, 'actionDuration') ?? 3) *
    (UNITS[text(at(policy, 'actionDurationUnit'))] ?? 60_000);
  const locked = failures.count >= Number(at(policy, 'tooManyAttempts') ?? 5);
  const lock = locked
    ? { actionId: action, actionerUserId: user.id, expiry: now + duration }
    : undefined;
  state.users.put(user.id, { ...user, failures, ...(lock ? { lock } : {}) });
}

/** `POST /api/login`: password against tokens. */
export function serveLogin(app: Hono, state: State): void {
  app.post('/api/login', async (context) => {
    const request = await jsonBody(context);
    const scope = identify(context, state);
    const errors = new Errors();
    const applicationId = text(request['applicationId']).toLowerCase();
    const application = state.applications.get(applicationId);
    const tenants = state.tenants.all();
    const tenantId =
      scope.tenantId ??
      application?.tenantId ??
      (tenants.length === 1 ? tenants[0]?.id : undefined);
    const tenant = tenantId ? state.tenants.get(tenantId) : undefined;

    // With an application its own setting decides, without one the tenant's.
    const required = application
      ? application.loginConfiguration.requireAuthentication
      : at(tenant ?? tenants[0], 'loginConfiguration.requireAuthentication');
    if (required !== false && !scope.authenticated) throw unauthorized();

    if (applicationId && !isUuid(applicationId)) {
      errors.notUuid('applicationId', applicationId);
    } else if (
      applicationId &&
      (!application?.active || (tenant && application.tenantId !== tenant.id))
    ) {
      errors.invalid('applicationId', `No application exists with Id [${applicationId}].`);
    }
    const once = text(request['oneTimePassword']);
    for (const field of once ? [] : ['loginId', 'password']) {
      if (isBlank(request[field])) errors.blank(field);
    }
    errors.throwIfAny();
    if (!tenant) throw tenantRequired();

    if (once) {
      const user = state.users.get(redeem(state, 'login', once)?.userId ?? '');
      if (user?.tenantId !== tenant.id) throw notFound();
      return goOn(context, state, request, application, tenant, entered(state, user));
    }
    const password = text(request['password']);
    const types = request['loginIdTypes'];
    const user = authenticate(
      state,
      tenant,
      text(request['loginId']),
      password,
      Array.isArray(types) && types.length > 0 ? types.map(String) : undefined,
    );
    const reason = changeReason(tenant, user, password);
    if (reason) {
      const id = changePasswordId(state, tenant, user);
      return context.json({ changePasswordId: id, changePasswordReason: reason }, 203 as never);
    }
    return goOn(context, state, request, application, tenant, user);
  });
}

/** What a user who proved who it is gets, as far as nothing else is asked for. */
function goOn(
  context: Context,
  state: State,
  request: JsonObject,
  application: Application | undefined,
  tenant: Tenant,
  user: User,
) {
  if (hasSecondFactor(user)) {
    const methods = at(shown(USER, user, state), 'twoFactor.methods');
    const twoFactorId = issueOnce(state, 300, { use: 'twoFactor', userId: user.id, data: {} });
    return context.json({ methods, twoFactorId }, 242 as never);
  }
  const occasion: Occasion = {
    user,
    tenant,
    application,
    authenticationType: text(request['oneTimePassword']) ? 'ONE_TIME_PASSWORD' : 'PASSWORD',
    grants: ['password'],
  };
  return answer(context, state, occasion, request['noJWT'] === true);
}

/** The status that tells what is still missing: 212 a verified address, 213 registration, 202 any. */
function statusOf({ user, tenant, application }: Occasion): 200 | 202 {
  if (application && !registrationOf(user, application)) return 202;
  if (lacksVerification(tenant, user)) return 212 as never;
  if (application && lacksRegistrationProof(user, application)) return 213 as never;
  return 200;
}

async function answer(context: Context, state: State, occasion: Occasion, noJwt: boolean) {
  const { application } = occasion;
  const user = shown(USER, occasion.user, state);
  const registered = registrationOf(occasion.user, application) !== undefined;
  const status = statusOf(occasion);
  if (noJwt) return context.json({ user }, status);
  const refreshes = application?.loginConfiguration.generateRefreshTokens && registered;
  const session =
    refreshes && application ? refreshToken(state, { ...occasion, application }) : undefined;
  const { token, expires } = await accessToken(state, { ...occasion, session });
  keep(context, 'access_token', token);
  if (session) keep(context, 'refresh_token', session.token);
  return context.json(
    {
      ...(session ? { refreshToken: session.token, refreshTokenId: session.id } : {}),
      token,
      tokenExpirationInstant: expires,
      user,
    },
    status,
  );
}
