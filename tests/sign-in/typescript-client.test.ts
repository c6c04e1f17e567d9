import { FusionAuthClient } from '@fusionauth/typescript-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCode, VERIFIER } from './authorize.ts';
import { APPLICATION, CALLBACK, CONFIDENTIAL, SECRET, startSignIn, USER } from './platform.ts';
import type { SignIn } from './platform.ts';

let fusionAuth: SignIn;
/** FusionAuth's own client, as a front end's server has it: without an API key. */
let client: FusionAuthClient;

beforeAll(async () => {
  fusionAuth = await startSignIn();
  // @ts-expect-error -- the client's type asks for a key that these requests do not take
  client = new FusionAuthClient(null, fusionAuth.url);
});
afterAll(() => fusionAuth.stop());

const SCOPE = 'openid offline_access email';
const office = { client_id: CONFIDENTIAL, scope: SCOPE };

test('FusionAuth’s client exchanges a code with its verifier, once', async () => {
  const code = await newCode(fusionAuth, { scope: SCOPE });
  const exchange = () =>
    client.exchangeOAuthCodeForAccessTokenUsingPKCE(code, APPLICATION, '', CALLBACK, VERIFIER);
  const { response } = await exchange();
  expect(response).toMatchObject({ token_type: 'Bearer', userId: fusionAuth.userId });
  expect(response.id_token).toBeTruthy();
  await expect(exchange()).rejects.toMatchObject({ statusCode: 400 });
});

test('and does the rest with what it got: userinfo, refresh, logout', async () => {
  const code = await newCode(fusionAuth, office);
  const client_id = CONFIDENTIAL;
  const { response } = await client.exchangeOAuthCodeForAccessTokenUsingPKCEWithRequest({
    ...{ grant_type: 'authorization_code', client_id, client_secret: SECRET },
    ...{ code, code_verifier: VERIFIER, redirect_uri: CALLBACK },
  });
  const token = response.access_token ?? '';
  const info = await client.retrieveUserInfoFromAccessToken(token);
  expect(info.response).toEqual({
    sub: fusionAuth.userId,
    email: USER.email,
    email_verified: true,
  });
  const refresh = (value = '') =>
    client.exchangeRefreshTokenForAccessToken(value, client_id, SECRET, 'openid', '');
  const renewed = (await refresh(response.refresh_token)).response;
  expect(renewed.refresh_token).not.toBe(response.refresh_token);
  await expect(refresh(response.refresh_token)).rejects.toMatchObject({ statusCode: 400 });
  await client.logout(false, renewed.refresh_token ?? '');
  await expect(refresh(renewed.refresh_token)).rejects.toMatchObject({ statusCode: 400 });
});

test('a secret that is wrong or left out, another verifier and another redirect URL get nothing', async () => {
  const attempt = async (secret: string, verifier: string, redirectUri: string) =>
    client.exchangeOAuthCodeForAccessTokenUsingPKCE(
      ...([await newCode(fusionAuth, office), CONFIDENTIAL, secret] as const),
      ...([redirectUri, verifier] as const),
    );
  await expect(attempt('', VERIFIER, CALLBACK)).rejects.toMatchObject({ statusCode: 401 });
  await expect(attempt('wrong', VERIFIER, CALLBACK)).rejects.toMatchObject({ statusCode: 401 });
  const other = 'x'.repeat(43);
  await expect(attempt(SECRET, other, CALLBACK)).rejects.toMatchObject({ statusCode: 400 });
  await expect(attempt(SECRET, VERIFIER, `${CALLBACK}/x`)).rejects.toMatchObject({
    statusCode: 400,
  });
});
