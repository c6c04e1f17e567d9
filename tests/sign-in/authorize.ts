import { createHash, randomBytes } from 'node:crypto';
import { Browser } from '../support/browser.ts';
import type { Answer } from '../fusionauth/server.ts';
import { APPLICATION, CALLBACK, USER } from './platform.ts';
import type { SignIn } from './platform.ts';

export const VERIFIER = randomBytes(32).toString('base64url');
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** The address of the login, with these parameters instead of good ones; `undefined` leaves one out. */
export function loginAddress(
  { url }: SignIn,
  changes: Record<string, string | undefined> = {},
): URL {
  const address = new URL('/oauth2/authorize', url);
  const parameters = {
    client_id: APPLICATION,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid offline_access',
    state: 'the state',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) address.searchParams.set(name, value);
  }
  return address;
}

/** A code for the user, as the client's callback would be given it. */
export async function newCode(
  fusionAuth: SignIn,
  changes: Record<string, string | undefined> = {},
): Promise<string> {
  const callback = await fusionAuth.logIn(loginAddress(fusionAuth, changes));
  const code = callback.searchParams.get('code');
  if (!code) throw new Error(`no code in ${callback.href}`);
  return code;
}

/** Exchanges a code, with these parameters instead of good ones. */
export function exchange(
  { request }: SignIn,
  code: string,
  changes: Record<string, string | undefined> = {},
): Promise<Answer> {
  const form = {
    grant_type: 'authorization_code',
    client_id: APPLICATION,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    code,
    ...changes,
  };
  const given = Object.entries(form).filter(([, value]) => value !== undefined);
  return request('POST', '/oauth2/token', new URLSearchParams(given).toString(), {
    authorization: '',
    'content-type': 'application/x-www-form-urlencoded',
  });
}

/** The login page as a browser shows it. */
export async function openLogin(fusionAuth: SignIn, browser = new Browser()) {
  const { url, response } = await browser.follow(loginAddress(fusionAuth), fusionAuth.url);
  return { browser, url, html: (await response?.text()) ?? '', credentials };
}

const credentials = { loginId: USER.email, password: USER.password };
