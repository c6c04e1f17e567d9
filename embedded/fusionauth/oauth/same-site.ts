import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { sameSecret } from './client.ts';
import { randomValue } from './codes.ts';
import { baseUrl, keep } from './cookies.ts';
import { oauthError } from './error.ts';

const COOKIE = 'fusionauth.form';
const FIELD = 'csrf';

/** The field by which a form proves that this browser was shown it. */
export function formProof(context: Context): readonly [string, string] {
  const known = getCookie(context, COOKIE);
  const value = known ?? randomValue();
  if (known === undefined) keep(context, COOKIE, value);
  return [FIELD, value];
}

/** Ends the request unless the form was sent from a page that this browser was shown. */
export function checkSameSite(context: Context, form: URLSearchParams): void {
  const origin = context.req.header('origin');
  const known = getCookie(context, COOKIE) ?? '';
  const foreign = origin !== undefined && origin !== baseUrl(context);
  if (foreign || known === '' || !sameSecret(form.get(FIELD) ?? '', known)) {
    const message = 'The form was not sent from the page of this browser. Go back and try again.';
    throw oauthError(403, 'invalid_request', 'invalid_origin', message);
  }
}
