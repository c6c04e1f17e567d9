import * as client from 'openid-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import {
  APPLICATION,
  CALLBACK,
  CONFIDENTIAL,
  ISSUER,
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

/** The issuer's name leads to this server, as DNS would. */
const discover = async (id: string, authentication?: client.ClientAuth) => {
  const config = await client.discovery(
    new URL(`${ISSUER}/${TENANT}/.well-known/openid-configuration`),
    id,
    undefined,
    authentication,
    {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: (url: string, options: object) =>
        fetch(url.replace(ISSUER, fusionAuth.url), options),
    },
  );
  return config;
};

async function authorize(config: client.Configuration, browser = new Browser()) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid offline_access profile email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const callback = await fusionAuth.logIn(address, browser, { rememberDevice: 'true' });
  return client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}

test('a public client: discovery, code with PKCE, tokens, userinfo, rotation and logout', async () => {
  const config = await discover(APPLICATION, client.None());
  expect(config.serverMetadata().supportsPKCE()).toBe(true);
  const browser = new Browser();
  const tokens = await authorize(config, browser);

  // The library has checked issuer, audience, times, nonce and at_hash; the keys are the published ones.
  const keys = createRemoteJWKSet(new URL(`${fusionAuth.url}/.well-known/jwks.json`));
  const options = { issuer: ISSUER, audience: APPLICATION };
  const { payload } = await jwtVerify(tokens.id_token ?? '', keys, options);
  expect(payload).toMatchObject({ email: USER.email, given_name: 'Ann', name: 'Ann Example' });
  expect(payload).not.toHaveProperty('roles');
  await jwtVerify(tokens.access_token, keys, options);

  const info = await client.fetchUserInfo(config, tokens.access_token, fusionAuth.userId);
  expect(info).toMatchObject({ email: USER.email, given_name: 'Ann' });

  const first = tokens.refresh_token ?? '';
  const second = await client.refreshTokenGrant(config, first);
  expect(second.refresh_token).not.toBe(first);
  await expect(client.refreshTokenGrant(config, first)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  const third = await client.refreshTokenGrant(config, second.refresh_token ?? '');
  expect(third.claims()?.sub).toBe(fusionAuth.userId);

  const logout = client.buildEndSessionUrl(config, {
    id_token_hint: third.id_token ?? '',
    post_logout_redirect_uri: SIGNED_OUT,
    state: 'back',
  });
  const after = await browser.follow(logout, fusionAuth.url);
  expect(after.url.href).toBe(`${SIGNED_OUT}?state=back`);
  expect(browser.cookie('fusionauth.sso')).toBeUndefined();
});

test.each([
  ['client_secret_basic', () => client.ClientSecretBasic(SECRET)],
  ['client_secret_post', () => client.ClientSecretPost(SECRET)],
])('a confidential client logs in with %s', async (_, authentication) => {
  const config = await discover(CONFIDENTIAL, authentication());
  const tokens = await authorize(config);
  expect(tokens.claims()).toMatchObject({ aud: CONFIDENTIAL, sub: fusionAuth.userId });
  const introspected = await fusionAuth.request(
    'POST',
    '/oauth2/introspect',
    new URLSearchParams({
      client_id: CONFIDENTIAL,
      client_secret: SECRET,
      token: tokens.access_token,
    }).toString(),
    { authorization: '', 'content-type': 'application/x-www-form-urlencoded' },
  );
  expect(introspected.body).toMatchObject({ active: true, sub: fusionAuth.userId });
});

test('a confidential client without its secret, or with another, gets nothing', async () => {
  for (const authentication of [client.None(), client.ClientSecretBasic('wrong')]) {
    const config = await discover(CONFIDENTIAL, authentication);
    await expect(authorize(config)).rejects.toMatchObject({ error: 'invalid_client' });
  }
});

test('who is logged in at one application is logged in at the next', async () => {
  const browser = new Browser();
  await authorize(await discover(APPLICATION, client.None()), browser);
  const config = await discover(CONFIDENTIAL, client.ClientSecretPost(SECRET));
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid',
    prompt: 'none',
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  });
  const silent = await browser.follow(address, fusionAuth.url);
  expect(silent.url.searchParams.get('code')).toBeTruthy();
  const stranger = await new Browser().follow(address, fusionAuth.url);
  expect(stranger.url.searchParams.get('error')).toBe('login_required');
});
