import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser, hiddenFields } from '../support/browser.ts';
import { exchange, loginAddress, openLogin } from './authorize.ts';
import { APPLICATION, startSignIn, TENANT, USER } from './platform.ts';
import type { SignIn } from './platform.ts';

let fusionAuth: SignIn;

beforeAll(async () => {
  fusionAuth = await startSignIn();
});
afterAll(() => fusionAuth.stop());

let count = 0;
async function newUser(more: object = {}, registered = true) {
  count += 1;
  const email = `user${count}@example.com`;
  const { request } = fusionAuth;
  const made = registered
    ? await request('POST', '/api/user/registration', {
        user: { email, password: USER.password, ...more },
        registration: { applicationId: APPLICATION },
      })
    : await request(
        'POST',
        '/api/user',
        { user: { email, password: USER.password, ...more } },
        { 'x-fusionauth-tenantid': TENANT },
      );
  return { email, id: made.string('user.id') };
}

const application = (change: object) =>
  fusionAuth.request('PATCH', `/api/application/${APPLICATION}`, { application: change });
const tenant = (change: object) =>
  fusionAuth.request('PATCH', `/api/tenant/${TENANT}`, { tenant: change });

/** Where the login ends, and what the page says if it ends on one. */
async function attempt(loginId: string, password = USER.password) {
  const { browser, url, html } = await openLogin(fusionAuth);
  const end = await browser.submit(url, html, { loginId, password }, fusionAuth.url);
  const page = (await end.response?.text()) ?? '';
  const said = /role="alert"[^>]*>([^<]*)</.exec(page)?.[1];
  return { browser, page, said, url: end.url, reason: end.url.searchParams.get('error_reason') };
}

test('registration is asked for only where the application says so', async () => {
  const { email } = await newUser({}, false);
  const free = await attempt(email);
  expect(free.url.searchParams.get('userState')).toBe('AuthenticatedNotRegistered');
  await application({ oauthConfiguration: { requireRegistration: true } });
  const refused = await attempt(email);
  expect([refused.url.searchParams.get('code'), refused.reason]).toEqual([
    null,
    'registration_required',
  ]);
  await application({ oauthConfiguration: { requireRegistration: false } });
});

test('a password that must be changed is changed on a page, and then the login goes on', async () => {
  const { email, id } = await newUser({ passwordChangeRequired: true });
  const first = await attempt(email);
  expect(first.page).toContain('Choose a new password');
  const send = (password: string, passwordConfirm: string) =>
    first.browser.submit(first.url, first.page, { password, passwordConfirm }, fusionAuth.url);
  const saying = async (end: Awaited<ReturnType<typeof send>>) =>
    /role="alert"[^>]*>([^<]*)</.exec((await end.response?.text()) ?? '')?.[1];
  expect(await saying(await send('short', 'short'))).toContain('at least [8] characters');
  expect(await saying(await send('a longer one', 'another one'))).toContain('differ');
  expect(await saying(await send(USER.password, USER.password))).toContain('is the old one');
  const done = await send('a longer one', 'a longer one');
  const code = done.url.searchParams.get('code') ?? '';
  const tokens = await exchange(fusionAuth, code);
  expect(tokens.at('userId')).toBe(id);
  expect((await attempt(email)).said).toBe('The user credentials are invalid.');
  // The page is worth nothing any more.
  expect(await saying(await send('one more password', 'one more password'))).toContain('too long');
});

test('accounts that are locked, expired or closed are told so', async () => {
  const expired = await newUser({ expiry: 1 });
  expect((await attempt(expired.email)).said).toBe('The user has expired.');
  const closed = await newUser();
  await fusionAuth.client.deactivateUser(closed.id);
  expect((await attempt(closed.email)).said).toBe('The user is locked and cannot login.');
  await tenant({ failedAuthenticationConfiguration: { tooManyAttempts: 1, userActionId: TENANT } });
  const locked = await newUser();
  await attempt(locked.email, 'wrong');
  expect((await attempt(locked.email)).said).toBe('The user is in an action that prevents login.');
});

test('an e-mail address that nobody verified keeps out where the tenant gates it', async () => {
  await tenant({ emailConfiguration: { verifyEmail: true } });
  const { email } = await newUser();
  expect((await attempt(email)).url.searchParams.has('code')).toBe(true);
  await tenant({ emailConfiguration: { unverified: { behavior: 'Gated' } } });
  const gated = await attempt(email);
  expect([gated.url.searchParams.has('code'), gated.said]).toEqual([
    false,
    'The e-mail address is not verified yet.',
  ]);
  const login = await fusionAuth.request('POST', '/api/login', {
    loginId: email,
    password: USER.password,
    applicationId: APPLICATION,
  });
  expect(login.status).toBe(212);
  await tenant({ emailConfiguration: { verifyEmail: false, unverified: { behavior: 'Allow' } } });
});

test('who has a second factor gets no token from a password alone', async () => {
  const twoFactor = { methods: [{ method: 'authenticator', secret: 'JBSWY3DPEHPK3PXP' }] };
  const { email } = await newUser({ twoFactor });
  const page = await attempt(email);
  expect(page.url.searchParams.has('code')).toBe(false);
  const login = await fusionAuth.request('POST', '/api/login', {
    loginId: email,
    password: USER.password,
    applicationId: APPLICATION,
  });
  expect([login.status, login.at('token')]).toEqual([242, undefined]);
  expect(login.string('methods')).not.toContain('JBSWY3DPEHPK3PXP');
  const once = await fusionAuth.request('POST', '/api/login', {
    oneTimePassword: login.string('twoFactorId'),
    applicationId: APPLICATION,
  });
  expect(once.status).toBe(404);
});

test('an old login is asked for again by max_age and by prompt', async () => {
  const browser = new Browser();
  await fusionAuth.logIn(loginAddress(fusionAuth), browser, { rememberDevice: 'true' });
  const at = async (changes: Record<string, string>) =>
    (await browser.follow(loginAddress(fusionAuth, changes), fusionAuth.url)).url.pathname;
  expect(await at({})).toBe('/callback');
  expect(await at({ max_age: '3600' })).toBe('/callback');
  expect(await at({ max_age: '0' })).toBe('/oauth2/authorize');
  expect(await at({ prompt: 'login' })).toBe('/oauth2/authorize');
});

test('scopes that nobody defined are rejected, removed or allowed', async () => {
  const scopeOf = async (scope: string) => {
    const callback = await fusionAuth.logIn(loginAddress(fusionAuth, { scope }));
    const code = callback.searchParams.get('code');
    if (!code) return callback.searchParams.get('error_reason');
    return (await exchange(fusionAuth, code)).at('scope');
  };
  expect(await scopeOf('openid orders:read')).toBe('unknown_scope');
  await application({ oauthConfiguration: { unknownScopePolicy: 'Remove' } });
  expect(await scopeOf('openid orders:read')).toBe('openid');
  await application({ oauthConfiguration: { unknownScopePolicy: 'Allow' } });
  expect(await scopeOf('openid orders:read')).toBe('openid orders:read');
  await application({ oauthConfiguration: { unknownScopePolicy: 'Reject' } });
});

test('userinfo is for access tokens with openid, and tells what the scopes allow', async () => {
  const ask = async (scope: string, token: 'access_token' | 'id_token' = 'access_token') => {
    const callback = await fusionAuth.logIn(loginAddress(fusionAuth, { scope }));
    const tokens = await exchange(fusionAuth, callback.searchParams.get('code') ?? '');
    return fusionAuth.request('GET', '/oauth2/userinfo', undefined, {
      authorization: `Bearer ${tokens.string(token)}`,
    });
  };
  expect((await ask('openid')).body).toEqual({ sub: fusionAuth.userId });
  expect((await ask('openid email')).body).toEqual({
    sub: fusionAuth.userId,
    email: USER.email,
    email_verified: true,
  });
  expect((await ask('email')).at('error_reason')).toBe('missing_required_scope');
  expect((await ask('openid email', 'id_token')).at('error_reason')).toBe('missing_required_scope');
});

test('the answer comes in the query, the fragment or a form, as the client asks', async () => {
  const query = await fusionAuth.logIn(loginAddress(fusionAuth));
  expect(query.searchParams.has('code')).toBe(true);
  const fragment = await fusionAuth.logIn(loginAddress(fusionAuth, { response_mode: 'fragment' }));
  expect(new URLSearchParams(fragment.hash.slice(1)).has('code')).toBe(true);
  const browser = new Browser();
  const page = await browser.request(loginAddress(fusionAuth, { response_mode: 'form_post' }));
  const fields = { loginId: USER.email, password: USER.password };
  const end = await browser.submit(
    loginAddress(fusionAuth),
    await page.text(),
    fields,
    fusionAuth.url,
  );
  const html = (await end.response?.text()) ?? '';
  expect(html).toContain('action="https://shop.example.com/callback"');
  expect(new Map(hiddenFields(html)).get('state')).toBe('the state');
  // The script that sends it on is the one that the page's policy allows.
  const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(script).digest('base64');
  expect(end.response?.headers.get('content-security-policy')).toContain(`sha256-${digest}`);
});
