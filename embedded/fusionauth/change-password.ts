import type { Hono } from 'hono';
import type { State, User } from './documents.ts';
import { Errors, notFound, Refusal } from './errors.ts';
import { isBlank, text } from './json.ts';
import { issueOnce, peek, redeem } from './one-time.ts';
import { checkPassword, hashPassword, matchesPassword } from './passwords.ts';
import { jsonBody } from './body.ts';
import { revokeSessions } from './revocation.ts';

/** Gives the user a new password, unless the tenant's rules are against it: then `errors` says which. */
export function changePassword(
  state: State,
  user: User,
  password: string,
  errors: Errors,
): User | undefined {
  const rules = state.tenants.get(user.tenantId)?.passwordValidationRules;
  const loginIds = [user.email, user.username].filter((id): id is string => !isBlank(id));
  if (isBlank(password)) errors.blank('user.password');
  else if (rules) checkPassword(password, rules, loginIds, errors);
  if (matchesPassword(password, user)) {
    errors.field('previouslyUsed', 'user.password', 'The new password is the old one.');
  }
  if (errors.any) return undefined;
  const now = Date.now();
  const changed: User = {
    ...user,
    secure: hashPassword(password),
    passwordChangeRequired: false,
    passwordLastUpdateInstant: now,
    lastUpdateInstant: now,
  };
  state.users.put(user.id, changed);
  revokeSessions(state, changed, 'onPasswordChanged');
  return changed;
}

/** `POST /api/user/change-password/{changePasswordId}`: the id is the proof, and good for one change. */
export function serveChangePassword(app: Hono, state: State): void {
  const path = '/api/user/change-password';
  app.get(`${path}/:changePasswordId`, (context) => {
    if (!peek(state, 'changePassword', context.req.param('changePasswordId'))) throw notFound();
    return context.body(null, 200);
  });
  app.on('POST', [path, `${path}/:changePasswordId`], async (context) => {
    const request = await jsonBody(context);
    const id = context.req.param('changePasswordId') ?? text(request['changePasswordId']);
    const errors = new Errors();
    if (isBlank(request['password'])) throw new Refusal(400, errors.blank('password'));
    const user = state.users.get(peek(state, 'changePassword', id)?.userId ?? '');
    if (!user) throw notFound();
    if (!changePassword(state, user, text(request['password']), errors)) {
      throw new Refusal(400, errors);
    }
    redeem(state, 'changePassword', id);
    const oneTimePassword = issueOnce(state, 60, { use: 'login', userId: user.id, data: {} });
    return context.json({ oneTimePassword });
  });
}
