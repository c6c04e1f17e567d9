import { Browser } from '../support/browser.ts';
import { startFusionAuth } from '../fusionauth/server.ts';

export const TENANT = '22222222-2222-4222-8222-222222222222';
export const APPLICATION = '33333333-3333-4333-8333-333333333333';
export const CONFIDENTIAL = '44444444-4444-4444-8444-444444444444';
export const ISSUER = 'https://issuer.example.com';
export const CALLBACK = 'https://shop.example.com/callback';
export const SIGNED_OUT = 'https://shop.example.com/signed-out';
export const SECRET = 'the-secret-of-the-confidential-client';
export const USER = { email: 'ann@example.com', password: 'a good password' };

/** A FusionAuth with a public and a confidential client, and a user who is registered for both. */
export async function startSignIn() {
  const fusionAuth = await startFusionAuth();
  const { request, url } = fusionAuth;
  const key = await request('POST', '/api/key/generate', {
    key: { name: 'signing', algorithm: 'RS256', length: 2048 },
  });
  const keyId = key.string('key.id');
  await request('POST', `/api/tenant/${TENANT}`, {
    tenant: {
      name: 'shop',
      issuer: ISSUER,
      jwtConfiguration: { accessTokenKeyId: keyId, idTokenKeyId: keyId },
    },
  });
  const application = async (id: string, name: string, oauthConfiguration: object) => {
    const made = await request(
      'POST',
      `/api/application/${id}`,
      {
        application: {
          name,
          jwtConfiguration: {
            enabled: true,
            accessTokenKeyId: keyId,
            idTokenKeyId: keyId,
            refreshTokenUsagePolicy: 'OneTimeUse',
          },
          oauthConfiguration: {
            authorizedRedirectURLs: [CALLBACK],
            logoutURL: SIGNED_OUT,
            enabledGrants: ['authorization_code', 'refresh_token'],
            proofKeyForCodeExchangePolicy: 'Required',
            ...oauthConfiguration,
          },
        },
      },
      { 'x-fusionauth-tenantid': TENANT },
    );
    if (made.status !== 200) throw new Error(made.text);
  };
  await application(APPLICATION, 'shop', {
    clientAuthenticationPolicy: 'NotRequiredWhenUsingPKCE',
  });
  await application(CONFIDENTIAL, 'office', { clientSecret: SECRET });
  const made = await request('POST', '/api/user/registration', {
    user: { ...USER, fullName: 'Ann Example', firstName: 'Ann' },
    registration: { applicationId: APPLICATION },
  });
  const userId = made.string('user.id');
  await request('POST', `/api/user/registration/${userId}`, {
    registration: { applicationId: CONFIDENTIAL },
  });

  /** Opens the page that a request to authorize leads to, and logs in on it. */
  const logIn = async (
    address: string | URL,
    browser = new Browser(),
    fields: Record<string, string> = {},
  ) => {
    const { url: at, response } = await browser.follow(address, url);
    if (!response) return at;
    const html = await response.text();
    const credentials = { loginId: USER.email, password: USER.password, ...fields };
    return (await browser.submit(at, html, credentials, url)).url;
  };

  return { ...fusionAuth, keyId, userId, logIn };
}

export type SignIn = Awaited<ReturnType<typeof startSignIn>>;
