import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, hiddenFields } from '../support/browser.ts';
import { CHALLENGE, exchange, loginAddress, newCode, openLogin } from './authorize.ts';
import {
  APPLICATION,
  CALLBACK,
  CONFIDENTIAL,
  SECRET,
  SIGNED_OUT,
  startSignIn,
  TENANT,
  USER,
} from './platform.ts';
import type { SignIn } from './platform.ts';

let fusionAuth: SignIn;

beforeAll(async () => {
  fusionAuth = await startSignIn();
});
afterAll(() => fusionAuth.stop());

describe('the code', () => {
  test('works once', async () => {
    const code = await newCode(fusionAuth);
    expect((await exchange(fusionAuth, code)).status).toBe(200);
    const again = await exchange(fusionAuth, code);
    expect([again.status, again.at('error_reason')]).toEqual([400, 'auth_code_not_found']);
  });

  test.each([
    ['another verifier', { code_verifier: 'a'.repeat(43) }, 'invalid_pkce_code_verifier'],
    ['the challenge as the verifier', { code_verifier: CHALLENGE }, 'invalid_pkce_code_verifier'],
    ['no verifier', { code_verifier: undefined }, 'missing_code_verifier'],
    ['another redirect URL', { redirect_uri: `${CALLBACK}/` }, 'invalid_redirect_uri'],
    ['no redirect URL', { redirect_uri: undefined }, 'missing_redirect_uri'],
    ['another client', { client_id: CONFIDENTIAL, client_secret: SECRET }, 'client_id_mismatch'],
    ['a wrong secret', { client_secret: 'wrong' }, 'invalid_client_authentication'],
  ])('is refused with %s, and is gone then', async (_, changes, reason) => {
    const code = await newCode(fusionAuth);
    const refused = await exchange(fusionAuth, code, changes);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.at('error_reason')).toBe(reason);
    expect(refused.at('access_token')).toBeUndefined();
    const tokens = await exchange(fusionAuth, code);
    // What was not even asked for does not cost the code.
    const untouched = reason === 'missing_redirect_uri';
    expect(tokens.status).toBe(untouched ? 200 : 400);
  });

  test('is worth nothing after its time', async () => {
    const tenant = (authorizationGrantIdTimeToLiveInSeconds: number) =>
      fusionAuth.request('PATCH', `/api/tenant/${TENANT}`, {
        tenant: { externalIdentifierConfiguration: { authorizationGrantIdTimeToLiveInSeconds } },
      });
    await tenant(-1);
    const late = await exchange(fusionAuth, await newCode(fusionAuth));
    await tenant(30);
    expect(late.at('error_reason')).toBe('auth_code_not_found');
  });
});

describe('a redirect', () => {
  test.each([
    'https://evil.example.com/callback',
    `${CALLBACK}.evil.example.com`,
    `${CALLBACK}/../evil`,
    `${CALLBACK}?next=evil`,
    `${CALLBACK}#fragment`,
    'https://shop.example.com@evil.example.com/callback',
    'https://shop.example.com\\@evil.example.com/callback',
    'https://SHOP.example.com/callback',
    'http://shop.example.com/callback',
    '//shop.example.com/callback',
    'javascript:alert(1)',
    ` ${CALLBACK}`,
  ])('to %s is refused on a page, and nothing is sent there', async (redirect_uri) => {
    const browser = new Browser();
    const response = await browser.request(loginAddress(fusionAuth, { redirect_uri }));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain('invalid_redirect_uri');
  });

  test('with a repeated parameter is refused', async () => {
    const address = loginAddress(fusionAuth);
    address.searchParams.append('redirect_uri', 'https://evil.example.com/');
    expect((await new Browser().request(address)).status).toBe(400);
  });

  test('cannot be changed by the form that the login page sends', async () => {
    const { browser, url, html, credentials } = await openLogin(fusionAuth);
    const changed = { ...credentials, redirect_uri: 'https://evil.example.com/' };
    const { response } = await browser.submit(url, html, changed, fusionAuth.url);
    expect(response?.status).toBe(400);
  });

  test('carries the state as it is, wherever that points', async () => {
    const state = 'https://evil.example.com/?a=1&code=stolen#x\r\nSet-Cookie: a=b';
    const callback = await fusionAuth.logIn(loginAddress(fusionAuth, { state }));
    expect(callback.href.startsWith(`${CALLBACK}?code=`)).toBe(true);
    expect(callback.searchParams.getAll('code')).toHaveLength(1);
    expect(callback.searchParams.get('state')).toBe(state);
  });

  test.each([
    'https://evil.example.com/',
    `${SIGNED_OUT}.evil.example.com`,
    'https://shop.example.com@evil.example.com/',
  ])('after a logout does not lead to %s', async (target) => {
    for (const path of ['/oauth2/logout', '/app/logout']) {
      const address = new URL(path, fusionAuth.url);
      address.searchParams.set('client_id', APPLICATION);
      address.searchParams.set('post_logout_redirect_uri', target);
      const { url, response } = await new Browser().follow(address, fusionAuth.url);
      expect([url.origin, response?.status]).toEqual([fusionAuth.url, 400]);
    }
  });

  test('after a logout leads nowhere where no client is named', async () => {
    const address = new URL('/oauth2/logout', fusionAuth.url);
    address.searchParams.set('post_logout_redirect_uri', SIGNED_OUT);
    expect((await new Browser().request(address)).status).toBe(400);
  });
});

describe('PKCE', () => {
  test.each([
    [
      'left out',
      { code_challenge: undefined, code_challenge_method: undefined },
      'missing_code_challenge',
    ],
    ['plain', { code_challenge_method: 'plain' }, 'invalid_pkce_code_challenge_method'],
    [
      'without a method',
      { code_challenge_method: undefined },
      'invalid_pkce_code_challenge_method',
    ],
    ['too short', { code_challenge: 'abc' }, 'invalid_pkce_code_challenge'],
  ])('%s is refused where it is required', async (_, changes, reason) => {
    const { url } = await new Browser().follow(loginAddress(fusionAuth, changes), fusionAuth.url);
    expect(url.href.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(url.searchParams.get('error_reason')).toBe(reason);
    expect(url.searchParams.get('state')).toBe('the state');
  });

  test.each(['token', 'id_token', 'token id_token', 'code token'])(
    'cannot be gone round by response_type %s',
    async (response_type) => {
      const { url } = await new Browser().follow(
        loginAddress(fusionAuth, { response_type }),
        fusionAuth.url,
      );
      expect(url.searchParams.get('error')).toBe('unsupported_response_type');
      expect(url.hash).toBe('');
    },
  );
});

describe('the login form', () => {
  const post = (browser: Browser, html: string, headers: Record<string, string>, drop?: string) => {
    const fields = new Map(hiddenFields(html));
    if (drop) fields.delete(drop);
    return browser.request(`${fusionAuth.url}/oauth2/authorize`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams([
        ...fields,
        ['loginId', USER.email],
        ['password', USER.password],
      ]).toString(),
    });
  };

  test('is taken from its own page only', async () => {
    const { browser, html } = await openLogin(fusionAuth);
    const foreign = await post(browser, html, { origin: 'https://evil.example.com' });
    const opaque = await post(browser, html, { origin: 'null' });
    const withoutProof = await post(browser, html, { origin: fusionAuth.url }, 'csrf');
    // The proof of the attacker's own browser is none in this one.
    const other = await openLogin(fusionAuth);
    const swapped = await post(browser, other.html, { origin: fusionAuth.url });
    const withoutCookie = await post(new Browser(), html, { origin: fusionAuth.url });
    for (const answer of [foreign, opaque, withoutProof, swapped, withoutCookie]) {
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
    const good = await post(browser, html, { origin: fusionAuth.url });
    expect(good.headers.get('location')).toMatch(/code=/);
  });

  test('cannot be framed, and what is typed is shown as text', async () => {
    const browser = new Browser();
    const login_hint = '"><script>alert(1)</script>';
    const response = await browser.request(
      loginAddress(fusionAuth, { login_hint, state: login_hint }),
    );
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    const html = await response.text();
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  test('says the same of an unknown user and of a wrong password', async () => {
    const attempt = async (fields: Record<string, string>) => {
      const { browser, url, html } = await openLogin(fusionAuth);
      const { response } = await browser.submit(url, html, fields, fusionAuth.url);
      return /role="alert"[^>]*>([^<]*)</.exec((await response?.text()) ?? '')?.[1];
    };
    const unknown = await attempt({ loginId: 'nobody@example.com', password: 'x' });
    const wrong = await attempt({ loginId: USER.email, password: 'x' });
    expect(unknown).toBe('The user credentials are invalid.');
    expect(wrong).toBe(unknown);
  });
});

describe('the session', () => {
  test('has a new value after each login, so that a planted one is worth nothing', async () => {
    const victim = new Browser();
    victim.plant('fusionauth.sso', 'known-to-the-attacker');
    await fusionAuth.logIn(loginAddress(fusionAuth), victim, { rememberDevice: 'true' });
    const value = victim.cookie('fusionauth.sso');
    expect(value).not.toBe('known-to-the-attacker');
    const attacker = new Browser();
    attacker.plant('fusionauth.sso', 'known-to-the-attacker');
    const { url } = await attacker.follow(
      loginAddress(fusionAuth, { prompt: 'none' }),
      fusionAuth.url,
    );
    expect(url.searchParams.get('error')).toBe('login_required');
    await fusionAuth.logIn(loginAddress(fusionAuth, { prompt: 'login' }), victim, {
      rememberDevice: 'true',
    });
    expect(victim.cookie('fusionauth.sso')).not.toBe(value);
  });

  test('is not kept where the user did not ask for it, and ends with a new password', async () => {
    const browser = new Browser();
    await fusionAuth.logIn(loginAddress(fusionAuth), browser);
    expect(browser.cookie('fusionauth.sso')).toBeUndefined();
    await fusionAuth.logIn(loginAddress(fusionAuth), browser, { rememberDevice: 'true' });
    const set = (password: string) =>
      fusionAuth.request('PATCH', `/api/user/${fusionAuth.userId}`, { user: { password } });
    await set('another good password');
    const { url } = await browser.follow(
      loginAddress(fusionAuth, { prompt: 'none' }),
      fusionAuth.url,
    );
    await set(USER.password);
    expect(url.searchParams.get('error')).toBe('login_required');
  });

  test.each([
    ['http', {}, false],
    ['https', { 'x-forwarded-proto': 'https' }, true],
  ])(
    'and every cookie by %s: HttpOnly, SameSite, Secure where it can be',
    async (_, headers, secure) => {
      const browser = new Browser();
      const address = loginAddress(fusionAuth);
      const page = await browser.request(address, { headers });
      const fields = new URLSearchParams([
        ...hiddenFields(await page.text()),
        ['loginId', USER.email],
        ['password', USER.password],
        ['rememberDevice', 'true'],
      ]);
      await browser.request(`${fusionAuth.url}/oauth2/authorize`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: fields.toString(),
      });
      expect(browser.setCookies.map((line) => line.split('=')[0])).toEqual([
        'fusionauth.form',
        'fusionauth.sso',
      ]);
      for (const line of browser.setCookies) {
        expect(line).toMatch(/; HttpOnly/);
        expect(line).toMatch(/; SameSite=Lax/);
        expect(line).toMatch(/; Path=\//);
        expect(/; Secure/.test(line)).toBe(secure);
      }
    },
  );
});
