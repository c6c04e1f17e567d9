import type { Context, Hono } from 'hono';
import { askingUser } from './bearer.ts';
import type { Registration, State, User } from './documents.ts';
import { Errors, notFound, Refusal } from './errors.ts';
import { isObject, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { registration, USER } from './kinds/user.ts';
import { create, find, pathId, shown } from './object.ts';
import { changed, jsonBody } from './body.ts';
import { authorize, requiredTenant } from './scope.ts';
import type { Scope } from './scope.ts';
import { accessToken } from './tokens.ts';

const PATH = '/api/user/registration';

const given = (body: JsonObject) => (isObject(body['registration']) ? body['registration'] : {});

/** Serves registrations, also together with the creation of the user. */
export function serveRegistrations(app: Hono, state: State): void {
  const userId = (context: Context) => pathId(context.req.param('userId'), 'userId');
  const applicationId = (context: Context) =>
    pathId(context.req.param('applicationId'), 'applicationId');
  const store = (user: User, registrations: Registration[]): User => {
    const whole = { ...user, registrations, lastUpdateInstant: Date.now() };
    state.users.put(user.id, whole);
    return whole;
  };
  /** The registration that the path names, or 404. */
  const existing = (context: Context, user: User, body: JsonObject = {}) => {
    const id = applicationId(context) ?? text(given(body)['applicationId']).toLowerCase();
    const found = user.registrations.find((one) => one.applicationId === id);
    if (!found) throw notFound();
    return found;
  };

  const register = (
    scope: Scope,
    id: string | undefined,
    body: JsonObject,
    request: JsonObject,
  ): User => {
    const combined = isObject(body['user']);
    if (!combined && !(id && state.users.get(id))) {
      const message = id
        ? `A User with Id [${id}] does not exist.`
        : 'You must specify the [userId] parameter.';
      throw new Refusal(400, new Errors().field(id ? 'invalid' : 'missing', 'userId', message));
    }
    const application = state.applications.get(text(request['applicationId']).toLowerCase());
    // The application names the tenant where neither the key nor the header does.
    const tenanted = { tenantId: scope.tenantId ?? application?.tenantId };
    if (combined) requiredTenant(tenanted, state);
    const user = combined
      ? create(USER, state, tenanted, id, body)
      : find(USER, state, scope, id ?? '');
    const errors = new Errors();
    const made = registration(
      request,
      state,
      undefined,
      errors,
      body['skipRegistrationVerification'] === true,
    );
    if (user.registrations.some((one) => one.applicationId === made.applicationId)) {
      errors.field(
        'duplicate',
        'registration',
        `The user with Id [${user.id}] is already registered for the application with Id [${made.applicationId}].`,
      );
    }
    if (application && application.tenantId !== user.tenantId) {
      errors.field(
        'invalid',
        'registration.applicationId',
        'The user and the application belong to different tenants.',
      );
    }
    errors.throwIfAny();
    return store(user, [...user.registrations, made]);
  };

  app.on('POST', [PATH, `${PATH}/:userId`, `${PATH}/:userId/:applicationId`], async (context) => {
    const scope = authorize(context, state);
    const body = await jsonBody(context);
    const named = applicationId(context);
    const request = { ...given(body), ...(named ? { applicationId: named } : {}) };
    const user = state.store.transaction(() => register(scope, userId(context), body, request));
    const made = user.registrations.at(-1);
    const application = state.applications.get(made?.applicationId ?? '');
    const tenant = state.tenants.get(user.tenantId);
    if (!application || !tenant) throw notFound();
    const { token, expires } = await accessToken(state, {
      user,
      tenant,
      application,
      authenticationType: 'USER_CREATE',
      grants: [],
    });
    return context.json({
      registration: made,
      token,
      tokenExpirationInstant: expires,
      user: shown(USER, user, state),
    });
  });
  app.get(`${PATH}/:userId/:applicationId`, (context) => {
    const user = find(USER, state, authorize(context, state), userId(context) ?? '');
    return context.json({ registration: existing(context, user) });
  });
  app.on(
    ['PUT', 'PATCH'],
    [`${PATH}/:userId`, `${PATH}/:userId/:applicationId`],
    async (context) => {
      const scope = authorize(context, state);
      const body = await jsonBody(context);
      const user = find(USER, state, scope, userId(context) ?? '');
      const old = existing(context, user, body);
      const request = {
        ...given(changed(context, 'registration', old, body)),
        applicationId: old.applicationId,
      };
      const errors = new Errors();
      const made = registration(request, state, old, errors);
      errors.throwIfAny();
      store(
        user,
        user.registrations.map((one) => (one.id === old.id ? made : one)),
      );
      return context.json({ registration: made });
    },
  );
  app.delete(`${PATH}/:userId/:applicationId`, (context) => {
    const user = find(USER, state, authorize(context, state), userId(context) ?? '');
    const old = existing(context, user);
    store(
      user,
      user.registrations.filter((one) => one.id !== old.id),
    );
    return context.body(null, 200);
  });
}

const LOGIN_IDS = ['email', 'username', 'phoneNumber'] as const;

/** Serves `GET /api/user`: one user by a login id, or the one who asks with a token. */
export function serveUserLookup(app: Hono, state: State): void {
  app.get(USER.path, async (context) => {
    const asking = await askingUser(context, state);
    if (asking) return context.json({ user: shown(USER, asking, state) });
    const scope = authorize(context, state);
    const query = context.req.query();
    const wanted = LOGIN_IDS.filter((name) => query[name] ?? query['loginId']).map(
      (name) => [name, (query[name] ?? query['loginId'] ?? '').toLowerCase()] as const,
    );
    if (wanted.length === 0) {
      const message =
        'You must specify the [email], [username], [phoneNumber] or [loginId] parameter.';
      throw new Refusal(400, new Errors().general('missing', message));
    }
    // Login ids are unique in a tenant only.
    const tenant = requiredTenant(scope, state);
    const found = state.users
      .all()
      .find(
        (user) =>
          user.tenantId === tenant.id &&
          wanted.some(([name, value]) => user[name]?.toLowerCase() === value),
      );
    if (!found) throw notFound();
    return context.json({ user: shown(USER, found, state) });
  });
}
