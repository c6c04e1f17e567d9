import type { Hono } from 'hono';
import { jsonBody } from './body.ts';
import type { State, User } from './documents.ts';
import { Errors, notFound, Refusal } from './errors.ts';
import { changePasswordId } from './gates.ts';
import { at, isObject, text } from './json.ts';
import { USER } from './kinds/user.ts';
import { userOf } from './login.ts';
import { create, pathId, remove } from './object.ts';
import { issueOnce, redeem } from './one-time.ts';
import { authorize, identify, requiredTenant, sees } from './scope.ts';

/** Serves the operations on users that are no objects of their own. Nothing here sends an e-mail. */
export function serveUserOperations(app: Hono, state: State): void {
  serveForgotPassword(app, state);
  serveVerification(app, state);
  serveMany(app, state);
  app.on(
    'GET',
    ['/api/tenant/password-validation-rules', '/api/tenant/password-validation-rules/:id'],
    (context) => {
      const id = pathId(context.req.param('id'), 'tenantId');
      const tenantId = id ?? identify(context, state).tenantId;
      const { passwordValidationRules } = requiredTenant({ tenantId }, state);
      return context.json({ passwordValidationRules });
    },
  );
}

/** A password that was forgotten: the id with which it is changed, for who has an API key. */
function serveForgotPassword(app: Hono, state: State): void {
  app.post(`${USER.path}/forgot-password`, async (context) => {
    const request = await jsonBody(context);
    const scope = identify(context, state);
    const application = state.applications.get(text(request['applicationId']));
    const tenant = requiredTenant({ tenantId: scope.tenantId ?? application?.tenantId }, state);
    const loginId = text(request['loginId'] ?? request['email'] ?? request['username']);
    if (!loginId) throw new Refusal(400, new Errors().blank('loginId'));
    const user = userOf(state, tenant, loginId);
    // Who may not be told is not told whether there is such a user.
    if (!scope.authenticated) return context.body(null, 200);
    if (!user) throw notFound();
    return context.json({ changePasswordId: changePasswordId(state, tenant, user) });
  });
}

/** The proofs of an e-mail address and of a registration: a secret that would be sent in a link. */
function serveVerification(app: Hono, state: State): void {
  const serve = (
    subject: 'email' | 'registration',
    verified: (user: User, applicationId: string) => User,
  ) => {
    const path = `${USER.path}/verify-${subject}`;
    const use = `verify-${subject}` as const;
    const lifetime = `externalIdentifierConfiguration.${subject}VerificationIdTimeToLiveInSeconds`;
    app.put(path, (context) => {
      const tenant = requiredTenant(authorize(context, state), state);
      const { email = '', applicationId = '' } = context.req.query();
      const user = userOf(state, tenant, email, ['email']);
      if (!user) throw notFound();
      const data = { applicationId: applicationId.toLowerCase() };
      const seconds = Number(at(tenant, lifetime) ?? 86_400);
      return context.json({
        verificationId: issueOnce(state, seconds, { use, userId: user.id, data }),
      });
    });
    app.on('POST', [path, `${path}/:id`], async (context) => {
      const request = await jsonBody(context);
      const proof = redeem(state, use, context.req.param('id') ?? text(request['verificationId']));
      const user = state.users.get(proof?.userId ?? '');
      if (!proof || !user) throw notFound();
      state.users.put(user.id, verified(user, proof.data['applicationId'] ?? ''));
      return context.body(null, 200);
    });
  };
  const done = () => ({ verified: true, verifiedInstant: Date.now() });
  serve('email', (user) => ({ ...user, ...done(), verifiedReason: 'Completed' }));
  serve('registration', (user, applicationId) => ({
    ...user,
    registrations: user.registrations.map((one) =>
      one.applicationId === applicationId ? { ...one, ...done() } : one,
    ),
  }));
}

/** Many users at once: deleted or closed, and made, all or none. */
function serveMany(app: Hono, state: State): void {
  app.delete(`${USER.path}/bulk`, async (context) => {
    const scope = authorize(context, state);
    const body = await jsonBody(context);
    const ids = [context.req.queries('userIds') ?? body['userIds'] ?? []].flat().map(String);
    const given = (name: string) => String(context.req.query(name) ?? body[name]) === 'true';
    const [dryRun, hardDelete] = [given('dryRun'), given('hardDelete')];
    if (ids.length === 0) throw new Refusal(400, new Errors().blank('userIds'));
    const users = ids
      .map((id) => state.users.get(id.toLowerCase()))
      .filter((user) => user !== undefined && sees(scope, user.tenantId)) as User[];
    state.store.transaction(() => {
      for (const user of dryRun ? [] : users) {
        if (hardDelete) remove(USER, state, user);
        else state.users.put(user.id, { ...user, active: false });
      }
    });
    const userIds = users.map(({ id }) => id);
    return context.json({ dryRun, hardDelete, total: userIds.length, userIds });
  });
  app.post(`${USER.path}/import`, async (context) => {
    const scope = authorize(context, state);
    const { users } = await jsonBody(context);
    const given = Array.isArray(users) ? users.filter(isObject) : [];
    if (given.length === 0) throw new Refusal(400, new Errors().blank('users'));
    state.store.transaction(() => {
      for (const user of given) {
        if (user['encryptionScheme'] || isFilled(user['registrations'])) throw new Refusal(501);
        create(USER, state, scope, text(user['id']) || undefined, { user });
      }
    });
    return context.body(null, 200);
  });
}

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0;
