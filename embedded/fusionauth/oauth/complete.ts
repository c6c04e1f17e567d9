import type { Context } from 'hono';
import { html } from 'hono/html';
import type { State, User } from '../documents.ts';
import { lacksRegistrationProof, obstacle, registrationOf } from '../gates.ts';
import { issueOnce, redeem } from '../one-time.ts';
import { issueCode } from './codes.ts';
import { consented, consentForm, questions, remember, remembered } from './consent.ts';
import { page } from './page.ts';
import type { AuthorizationRequest } from './request.ts';
import { formProof } from './same-site.ts';
import { scopesOf } from './scopes.ts';
import { sendBack } from './send-back.ts';

/** Where the question for consent is answered. */
export const CONSENT = '/oauth2/consent';

/** How long it waits for its answer. */
const CONSENT_SECONDS = 600;

/** Sends the browser back with a code, or says what keeps the user from the application. */
export function complete(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  user: User,
  authTime: number,
) {
  const { application, tenant } = request;
  const [reason, description] = obstacle(tenant, user, application) ?? [];
  if (reason !== undefined && description !== undefined) {
    const silent = request.prompt.includes('none');
    if (!silent && reason !== 'registration_required') {
      return page(context, 'One more step', html`<p role="alert">${description}</p>`);
    }
    return sendBack(context, request, {
      error: silent ? 'interaction_required' : 'access_denied',
      error_reason: reason,
      error_description: description,
    });
  }
  const asked = questions(application, request.scope);
  const known = remembered(state, application, user.id, asked);
  if (asked.length === 0) return giveCode(context, state, request, user, authTime, request.scope);
  if (known && !request.prompt.includes('consent')) {
    const scope = consented(request.scope, asked, known.approved);
    return giveCode(context, state, request, user, authTime, scope);
  }
  if (request.prompt.includes('none')) {
    return sendBack(context, request, {
      error: 'consent_required',
      error_reason: 'consent_required',
      error_description: 'The user has to be asked for consent.',
    });
  }
  // Who answers was logged in a moment ago; nobody else knows this value.
  const data = {
    applicationId: application.id,
    authTime: String(authTime),
    scope: request.scope,
  };
  const proof = issueOnce(state, CONSENT_SECONDS, { use: 'consent', userId: user.id, data });
  const fields = [...request.parameters, ['consent', proof] as const, formProof(context)];
  const title = `${application.name} asks for your consent`;
  return page(context, title, consentForm(CONSENT, fields, asked));
}

/** The user's answer to the question for consent; undefined if that was not asked, or too long ago. */
export function answerConsent(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  form: URLSearchParams,
) {
  const { application } = request;
  const proof = redeem(state, 'consent', form.get('consent') ?? '');
  const user = state.users.get(proof?.userId ?? '');
  const { applicationId, scope: shown } = proof?.data ?? {};
  const own = applicationId === application.id && shown === request.scope;
  if (!proof || !user?.active || !own) return undefined;
  if (form.get('decision') !== 'allow') {
    return sendBack(context, request, {
      error: 'access_denied',
      error_reason: 'consent_canceled',
      error_description: 'The user did not consent.',
    });
  }
  const asked = questions(application, request.scope);
  const allowed = asked.map(({ name }) => name).filter((name) => form.has(`scope.${name}`));
  const scope = consented(request.scope, asked, allowed);
  const granted = asked.map(({ name }) => name).filter((name) => scopesOf(scope).includes(name));
  remember(state, application, user.id, asked, granted);
  return giveCode(context, state, request, user, Number(proof.data['authTime']), scope);
}

function giveCode(
  context: Context,
  state: State,
  request: AuthorizationRequest,
  user: User,
  authTime: number,
  scope: string,
) {
  const code = issueCode(state, {
    applicationId: request.application.id,
    userId: user.id,
    redirectUri: request.redirectUri,
    scope,
    authenticationType: 'PASSWORD',
    authTime,
    ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    ...(request.codeChallenge === undefined ? {} : { codeChallenge: request.codeChallenge }),
  });
  return sendBack(context, request, {
    code,
    locale: request.parameters.get('locale') ?? 'en',
    userState: userState(user, request),
  });
}

function userState(user: User, { application }: AuthorizationRequest): string {
  if (!registrationOf(user, application)) return 'AuthenticatedNotRegistered';
  return lacksRegistrationProof(user, application)
    ? 'AuthenticatedRegistrationNotVerified'
    : 'Authenticated';
}
