import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import type { Application, State } from '../documents.ts';
import { text } from '../json.ts';
import { oauthError } from './error.ts';

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Whether two secrets are the same, in a time that tells nothing. */
export const sameSecret = (given: string, stored: string): boolean =>
  timingSafeEqual(digest(given), digest(stored));

const decoded = (value: string) => {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
};

/** The client's credentials: HTTP Basic (RFC 6749, section 2.3.1), else the form. */
export function credentials(
  context: Context,
  form: URLSearchParams,
): { id: string; secret: string } {
  const [scheme, value] = (context.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic' && value) {
    const [id = '', ...secret] = Buffer.from(value, 'base64').toString().split(':');
    const named = form.get('client_id');
    if (named && named !== decoded(id)) {
      throw oauthError(400, 'invalid_request', 'client_id_mismatch', 'Two client Ids were given.');
    }
    return { id: decoded(id), secret: decoded(secret.join(':')) };
  }
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

/** The active application of that client id. */
export function applicationOf(state: State, id: string): Application {
  if (!id) throw oauthError(400, 'invalid_request', 'missing_client_id', 'No client_id was given.');
  const application = state.applications.get(id.toLowerCase());
  if (!application?.active) {
    throw oauthError(401, 'invalid_client', 'invalid_client_id', `Invalid client_id [${id}].`);
  }
  return application;
}

/** Ends the request unless the client proved who it is, as far as its policy asks for it. */
export function checkSecret(application: Application, secret: string, usesPkce = false): void {
  const { clientAuthenticationPolicy: policy, clientSecret } = application.oauthConfiguration;
  const free = policy === 'NotRequired' || (policy === 'NotRequiredWhenUsingPKCE' && usesPkce);
  if (!secret && !free) {
    throw oauthError(
      401,
      'invalid_client',
      'missing_client_secret',
      'The client secret is needed.',
    );
  }
  // A secret that is given is checked, needed or not.
  if (secret && !sameSecret(secret, text(clientSecret))) {
    throw oauthError(
      401,
      'invalid_client',
      'invalid_client_authentication',
      'Invalid client authentication credentials.',
    );
  }
}

export function checkGrant(application: Application, grant: string): void {
  const grants = application.oauthConfiguration['enabledGrants'];
  if (Array.isArray(grants) && grants.includes(grant)) return;
  throw oauthError(
    400,
    'unauthorized_client',
    'grant_type_disabled',
    `The [${grant}] grant is not enabled for this client.`,
  );
}

/** The application that makes the request, if its credentials are good and it allows the grant. */
export function client(
  context: Context,
  form: URLSearchParams,
  state: State,
  grant: string,
): Application {
  const { id, secret } = credentials(context, form);
  const application = applicationOf(state, id);
  checkSecret(application, secret);
  checkGrant(application, grant);
  return application;
}
