import type { Application, State, Tenant } from '../documents.ts';
import { text } from '../json.ts';
import { applicationOf } from './client.ts';
import { problem, oauthError } from './error.ts';
import type { OauthProblem } from './error.ts';
import { isAuthorized } from './redirect-uri.ts';
import { grantedScope } from './scopes.ts';
import { Refusal } from '../errors.ts';

/** Where the browser goes when the user is done; only what was checked comes this far. */
export interface Destination {
  application: Application;
  tenant: Tenant;
  redirectUri: string;
  mode: 'query' | 'fragment' | 'form_post';
  state: string | undefined;
}

/** An authorization request in which nothing is wrong. */
export interface AuthorizationRequest extends Destination {
  scope: string;
  prompt: readonly string[];
  /** In seconds. */
  maxAge: number | undefined;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  loginHint: string;
  /** The request as it came, for the forms that lead back to it. */
  parameters: ReadonlyMap<string, string>;
}

/** What of a request the forms of the login carry. */
const CARRIED = [
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'locale',
  'login_hint',
  'max_age',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_mode',
  'response_type',
  'scope',
  'state',
  'tenantId',
];

const MODES = ['query', 'fragment', 'form_post'] as const;

/**
 * Reads to whom the answer goes.
 *
 * @param hosted this server's own callback, which every application may name.
 * @throws Refusal for a page: to an address that is not the client's nothing is sent.
 */
export function destinationOf(state: State, form: URLSearchParams, hosted: string): Destination {
  const application = applicationOf(state, form.get('client_id') ?? '');
  const tenantId = form.get('tenantId');
  const tenant = state.tenants.get(application.tenantId);
  if (!tenant || (tenantId && tenantId.toLowerCase() !== tenant.id)) {
    throw oauthError(
      400,
      'invalid_request',
      'invalid_tenant_id',
      `Invalid tenantId [${tenantId}].`,
    );
  }
  const redirectUri = form.get('redirect_uri');
  if (!redirectUri) {
    const message = 'The parameter redirect_uri is needed.';
    throw oauthError(400, 'invalid_request', 'missing_redirect_uri', message);
  }
  if (redirectUri !== hosted && !isAuthorized(application, redirectUri)) {
    const message = `Invalid redirect_uri [${redirectUri}].`;
    throw oauthError(400, 'invalid_request', 'invalid_redirect_uri', message);
  }
  const mode = MODES.find((one) => one === form.get('response_mode')) ?? 'query';
  return { application, tenant, redirectUri, mode, state: form.get('state') ?? undefined };
}

function responseProblem(application: Application, form: URLSearchParams) {
  const type = form.get('response_type');
  const grants = application.oauthConfiguration['enabledGrants'];
  if (!type) {
    const message = 'The parameter response_type is needed.';
    return problem('invalid_request', 'missing_response_type', message);
  }
  if (type !== 'code') {
    const message = 'The parameter response_type must be code.';
    return problem('unsupported_response_type', 'invalid_response_type', message);
  }
  if (!Array.isArray(grants) || !grants.includes('authorization_code')) {
    const message = 'The authorization_code grant is not enabled for this client.';
    return problem('unauthorized_client', 'grant_type_disabled', message);
  }
  const mode = form.get('response_mode');
  if (mode !== null && !MODES.some((one) => one === mode)) {
    const message = `Invalid response_mode [${mode}].`;
    return problem('invalid_request', 'invalid_response_mode', message);
  }
  return undefined;
}

function pkceProblem(application: Application, form: URLSearchParams) {
  const challenge = form.get('code_challenge');
  const policy = text(application.oauthConfiguration['proofKeyForCodeExchangePolicy']);
  if (challenge === null) {
    const message = 'The parameter code_challenge is needed.';
    return policy === 'Required'
      ? problem('invalid_request', 'missing_code_challenge', message)
      : undefined;
  }
  if (form.get('code_challenge_method') !== 'S256') {
    const message = 'The parameter code_challenge_method must be S256.';
    return problem('invalid_request', 'invalid_pkce_code_challenge_method', message);
  }
  // The SHA-256 of anything is 43 characters long.
  if (!/^[\w-]{43}$/.test(challenge)) {
    const message = 'The parameter code_challenge is no SHA-256 in base64url.';
    return problem('invalid_request', 'invalid_pkce_code_challenge', message);
  }
  return undefined;
}

function promptProblem(form: URLSearchParams): OauthProblem | undefined {
  const prompt = (form.get('prompt') ?? '').split(' ').filter(Boolean);
  const known = prompt.every((one) => ['none', 'login', 'consent'].includes(one));
  if (known && !(prompt.includes('none') && prompt.length > 1)) return undefined;
  return problem('invalid_request', 'invalid_prompt', `Invalid prompt [${prompt.join(' ')}].`);
}

/** The rest of the request, or what is wrong with it, for the client to know. */
export function readRequest(
  destination: Destination,
  form: URLSearchParams,
): AuthorizationRequest | OauthProblem {
  const { application } = destination;
  const wrong =
    responseProblem(application, form) ?? pkceProblem(application, form) ?? promptProblem(form);
  if (wrong) return wrong;
  let scope: string;
  try {
    scope = grantedScope(application, form.get('scope') ?? '');
  } catch (error) {
    if (error instanceof Refusal && error.body) return error.body as OauthProblem;
    throw error;
  }
  const maxAge = form.get('max_age');
  return {
    ...destination,
    scope,
    prompt: (form.get('prompt') ?? '').split(' ').filter(Boolean),
    maxAge: maxAge && /^\d{1,9}$/.test(maxAge) ? Number(maxAge) : undefined,
    nonce: form.get('nonce') ?? undefined,
    codeChallenge: form.get('code_challenge') ?? undefined,
    loginHint: form.get('login_hint') ?? '',
    parameters: new Map(
      CARRIED.flatMap((name) => {
        const value = form.get(name);
        return value === null ? [] : [[name, value] as const];
      }),
    ),
  };
}
