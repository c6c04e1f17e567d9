import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Browser, hiddenFields } from '../support/browser.ts';
import { exchange, loginAddress } from './authorize.ts';
import { APPLICATION, startSignIn, TENANT, USER } from './platform.ts';
import type { SignIn } from './platform.ts';

let fusionAuth: SignIn;

const SCOPE = 'openid email orders:read orders:write';

const oauth = (oauthConfiguration: object) =>
  fusionAuth.request('PATCH', `/api/application/${APPLICATION}`, {
    application: { oauthConfiguration },
  });

const scope = (name: string, more: object = {}) =>
  fusionAuth.request('POST', `/api/application/${APPLICATION}/scope`, { scope: { name, ...more } });

beforeAll(async () => {
  fusionAuth = await startSignIn();
  await scope('orders:read', {
    ...{ required: true, defaultConsentMessage: 'Read your <orders>' },
    defaultConsentDetail: 'All that you ever made.',
  });
  await scope('orders:write');
});
beforeEach(() => oauth({ relationship: 'ThirdParty', consentMode: 'AlwaysPrompt' }));
afterAll(() => fusionAuth.stop());

/** Logs in, and stops at the question for consent if there is one. */
async function ask(browser = new Browser(), changes: Record<string, string> = {}) {
  const address = loginAddress(fusionAuth, { scope: SCOPE, ...changes });
  const { url, response } = await browser.follow(address, fusionAuth.url);
  if (!response) return { browser, url, html: '' };
  const html = await response.text();
  if (html.includes('decision')) return { browser, url, html };
  const fields = { loginId: USER.email, password: USER.password, rememberDevice: 'true' };
  const end = await browser.submit(url, html, fields, fusionAuth.url);
  return { browser, url: end.url, html: (await end.response?.text()) ?? '' };
}

type Asked = Awaited<ReturnType<typeof ask>>;

const answer = ({ browser, url, html }: Asked, fields: Record<string, string>) =>
  browser.submit(url, html, fields, fusionAuth.url);

const allow = (asked: Asked, ...names: string[]) =>
  answer(asked, {
    decision: 'allow',
    ...Object.fromEntries(names.map((name) => [`scope.${name}`, 'true'])),
  });

const scopeOf = async (callback: URL) => {
  const tokens = await exchange(fusionAuth, callback.searchParams.get('code') ?? '');
  expect(decodeJwt(tokens.string('access_token'))['scope']).toBe(tokens.at('scope'));
  return tokens.at('scope');
};

test('an application of the owner asks for scopes of its own without a question', async () => {
  await oauth({ relationship: 'FirstParty' });
  expect(await scopeOf((await ask()).url)).toBe(SCOPE);
  const unknown = (await ask(new Browser(), { scope: 'openid orders:delete' })).url;
  expect(unknown.searchParams.get('error_reason')).toBe('unknown_scope');
});

test('users of another application are asked, and grant what they choose', async () => {
  const asked = await ask();
  expect(asked.url.pathname).toBe('/oauth2/authorize');
  // The required one is first, cannot be left out, and what it says is text.
  expect(asked.html).toMatch(/name="scope\.orders:read"[^>]*disabled/s);
  expect(asked.html).toMatch(/Read your &lt;orders&gt;.*All that you ever made\..*orders:write/s);
  expect(asked.html).not.toMatch(/name="scope\.orders:write"[^>]*disabled/s);
  const end = await allow(asked, 'orders:write');
  expect(await scopeOf(end.url)).toBe('openid orders:read orders:write');
  // A question is answered once.
  const again = await allow(asked, 'email');
  expect(await again.response?.text()).toContain('That took too long');
});

test('who cancels is sent back without a code', async () => {
  const { url } = await answer(await ask(), { decision: 'cancel' });
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    error: 'access_denied',
    error_reason: 'consent_canceled',
    state: 'the state',
  });
  expect(url.searchParams.has('code')).toBe(false);
});

test('nobody is asked for what OpenID Connect itself needs', async () => {
  const { url } = await ask(new Browser(), { scope: 'openid offline_access' });
  expect(await scopeOf(url)).toBe('openid offline_access');
});

test('a decision is remembered where the application says so, until more is asked for', async () => {
  await oauth({ consentMode: 'RememberDecision' });
  const first = await ask();
  await allow(first, 'email');
  const { browser } = first;
  expect(await scopeOf((await ask(browser)).url)).toBe('openid email orders:read');
  const again = await ask(browser, { prompt: 'consent' });
  expect(again.html).toContain('decision');
  expect((await ask(browser, { scope: 'openid profile' })).html).toContain('decision');
  // What was declined and is required now is asked for again.
  const { body } = await fusionAuth.request('GET', `/api/application/${APPLICATION}`);
  const { scopes } = body['application'] as { scopes: { id: string; name: string }[] };
  const { id } = scopes.find(({ name }) => name === 'orders:write')!;
  const path = `/api/application/${APPLICATION}/scope/${id}`;
  await fusionAuth.request('PATCH', path, { scope: { required: true } });
  expect((await ask(browser)).html).toContain('decision');
  await fusionAuth.request('PATCH', path, { scope: { required: false } });
  expect(await scopeOf((await ask(browser)).url)).toBe('openid email orders:read');
  await fusionAuth.request('PATCH', `/api/tenant/${TENANT}`, {
    tenant: {
      externalIdentifierConfiguration: { rememberOAuthScopeConsentChoiceTimeToLiveInSeconds: 1 },
    },
  });
  await allow(await ask(browser, { prompt: 'consent' }), 'email');
  await expect.poll(async () => (await ask(browser)).html, { timeout: 5000 }).toContain('decision');
});

test('a silent request is told that there is a question', async () => {
  const { browser } = await ask();
  const { url } = await ask(browser, { prompt: 'none' });
  expect(url.searchParams.get('error')).toBe('consent_required');
});

test.each([
  ['another site', { origin: 'https://evil.example.com' }, {}],
  ['a form without its proof', {}, { csrf: 'guessed' }],
])('the answer of %s is refused', async (_, headers, fields) => {
  const { browser, url, html } = await ask();
  const form = new URLSearchParams({ ...Object.fromEntries(hiddenFields(html)), ...fields });
  form.set('decision', 'allow');
  const response = await browser.request(new URL('/oauth2/consent', url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: form.toString(),
  });
  expect([response.status, response.headers.get('location')]).toEqual([400, null]);
});

test('the question of one request answers no other', async () => {
  const asked = await ask(new Browser(), { scope: 'openid email' });
  for (const [name, value] of [
    ['scope', SCOPE],
    ['consent', 'guessed'],
  ] as const) {
    const end = await answer(asked, { decision: 'allow', [name]: value });
    expect(end.url.searchParams.has('code')).toBe(false);
  }
});

test.each([
  ['openid', '[invalid]scope.name'],
  ['email', '[invalid]scope.name'],
  ['target-entity:x', '[invalid]scope.name'],
  ['two words', '[invalid]scope.name'],
  ['orders:read', '[duplicate]scope.name'],
  ['', '[blank]scope.name'],
])('no scope is called %j', async (name, code) => {
  expect((await scope(name)).text).toContain(code);
});
