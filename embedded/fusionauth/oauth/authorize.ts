import type { Context, Hono } from 'hono';
import type { State, User } from '../documents.ts';
import { Errors, Refusal } from '../errors.ts';
import { changePasswordId, changeReason } from '../gates.ts';
import { authenticate } from '../login.ts';
import { peek, redeem } from '../one-time.ts';
import { changePassword } from '../change-password.ts';
import { beginSession, browserSession, endSession } from './browser-session.ts';
import { answerConsent, complete, CONSENT } from './complete.ts';
import { baseUrl } from './cookies.ts';
import { formOf } from './error.ts';
import { errorPage, loginForm, page, passwordForm } from './page.ts';
import { destinationOf, readRequest } from './request.ts';
import type { AuthorizationRequest } from './request.ts';
import { checkSameSite, formProof } from './same-site.ts';
import { sendBack } from './send-back.ts';
import { loginProblem } from './user-grants.ts';

const PATH = '/oauth2/authorize';
const CHANGE = '/password/change';

/** Serves the pages on which users log in, and what leads to them. */
export function serveAuthorize(app: Hono, state: State): void {
  app.get(PATH, (context) =>
    answered(context, state, new URL(context.req.url).search, (request) => {
      const known = browserSession(context, state, request.tenant);
      const seconds = known ? Date.now() / 1000 - known.session.authTime : Infinity;
      const fresh = request.maxAge === undefined || seconds < request.maxAge;
      if (known && fresh && !request.prompt.includes('login')) {
        return complete(context, state, request, known.user, known.session.authTime);
      }
      if (request.prompt.includes('none')) {
        return sendBack(context, request, {
          error: 'login_required',
          error_reason: 'authentication_required',
          error_description: 'The user is not logged in.',
        });
      }
      return showLogin(context, request, '', request.loginHint);
    }),
  );

  app.post(PATH, async (context) => {
    const body = await context.req.text();
    return answered(context, state, body, (request, form) => {
      checkSameSite(context, form);
      return logIn(context, state, request, form);
    });
  });

  app.post(CONSENT, async (context) => {
    const body = await context.req.text();
    return answered(context, state, body, (request, form) => {
      checkSameSite(context, form);
      return answerConsent(context, state, request, form) ?? tooLate(context, request);
    });
  });

  app.post(`${CHANGE}/:id`, async (context) => {
    const body = await context.req.text();
    return answered(context, state, body, (request, form) => {
      checkSameSite(context, form);
      return changeAndGoOn(context, state, request, form, context.req.param('id'));
    });
  });
}

/** Runs `work` with a request in which nothing is wrong; what is wrong goes to the client, or on a page. */
function answered(
  context: Context,
  state: State,
  parameters: string,
  work: (request: AuthorizationRequest, form: URLSearchParams) => Response | Promise<Response>,
): Response | Promise<Response> {
  try {
    const form = formOf(parameters);
    const destination = destinationOf(state, form, `${baseUrl(context)}/app/callback`);
    const request = readRequest(destination, form);
    return 'error' in request
      ? sendBack(context, destination, { ...request })
      : work(request, form);
  } catch (error) {
    if (error instanceof Refusal && error.body) return errorPage(context, error.body);
    throw error;
  }
}

function showLogin(
  context: Context,
  { application, parameters }: AuthorizationRequest,
  message: string,
  loginId: string,
) {
  const fields = [...parameters, formProof(context)];
  const form = { application: application.name ?? '', action: PATH, fields, message };
  return page(context, `Sign in to ${application.name}`, loginForm(form, loginId));
}

const tooLate = (context: Context, request: AuthorizationRequest) =>
  showLogin(context, request, 'That took too long. Sign in again.', '');

function logIn(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  form: URLSearchParams,
) {
  const { tenant } = request;
  const [loginId, password] = [form.get('loginId') ?? '', form.get('password') ?? ''];
  let user;
  try {
    user = authenticate(state, tenant, loginId, password);
  } catch (error) {
    return showLogin(context, request, loginProblem(error)[1], loginId);
  }
  const remember = form.get('rememberDevice') === 'true';
  if (changeReason(tenant, user, password)) {
    const id = changePasswordId(state, tenant, user);
    return showChange(context, request, id, '', remember);
  }
  return enter(context, state, request, user, remember);
}

function showChange(
  context: Context,
  { application, parameters }: AuthorizationRequest,
  id: string,
  message: string,
  remember: boolean,
) {
  const fields = [...parameters, ['rememberDevice', String(remember)] as const, formProof(context)];
  const form = { application: application.name ?? '', action: `${CHANGE}/${id}`, fields, message };
  return page(context, 'Choose a new password', passwordForm(form));
}

function changeAndGoOn(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  form: URLSearchParams,
  id: string,
) {
  const remember = form.get('rememberDevice') === 'true';
  const user = state.users.get(peek(state, 'changePassword', id)?.userId ?? '');
  if (user?.tenantId !== request.tenant.id) {
    return tooLate(context, request);
  }
  const password = form.get('password') ?? '';
  if (password !== form.get('passwordConfirm')) {
    return showChange(context, request, id, 'The two passwords differ.', remember);
  }
  const errors = new Errors();
  const changed = changePassword(state, user, password, errors);
  if (!changed) {
    const [first] = Object.values(errors.fieldErrors).flat();
    return showChange(context, request, id, first?.message ?? '', remember);
  }
  redeem(state, 'changePassword', id);
  return enter(context, state, request, changed, remember);
}

/** The user has just proved who it is. */
function enter(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  user: User,
  remember: boolean,
) {
  if (remember) beginSession(context, state, request.tenant, user);
  else endSession(context, state);
  return complete(context, state, request, user, Math.floor(Date.now() / 1000));
}
