import type { Platform } from '../../embedded/platform.ts';
import { API_KEY } from '../support/stack.ts';

/** What somebody who follows the guide knows in the end. */
export interface ByHand {
  issuer: string;
  tenantId: string;
  applicationId: string;
  keyId: string;
  kid: string;
  publicKeyPem: string;
  loginApiKey: string;
  loginKeyId: string;
  loginId: string;
  password: string;
}

export interface Servers {
  fusionAuth: string;
  kongAdmin: string;
  upstream: string;
}

/** The addresses of a platform. */
export function serversOf({ ports }: Platform): Servers {
  return {
    fusionAuth: `http://127.0.0.1:${ports.fusionAuth}`,
    kongAdmin: `http://127.0.0.1:${ports.kongAdmin}`,
    upstream: `http://127.0.0.1:${ports.upstream}`,
  };
}

/** A request with JSON. @throws Error at any answer but success. */
export async function send(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const type = { 'content-type': 'application/json' };
  const init = { method, headers: { ...(body !== undefined && type), ...headers } };
  const response = await fetch(
    url,
    body === undefined ? init : { ...init, body: JSON.stringify(body) },
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

// What the stack does not declare, and so must leave as it is.
const TENANT_EXTRAS = {
  data: { owner: 'identity team' },
  emailConfiguration: { host: 'smtp.example.com', port: 587, defaultFromEmail: 'a@example.com' },
  externalIdentifierConfiguration: { changePasswordIdTimeToLiveInSeconds: 300 },
  failedAuthenticationConfiguration: { tooManyAttempts: 3 },
  httpSessionMaxInactiveInterval: 7200,
  jwtConfiguration: { timeToLiveInSeconds: 1200 },
  logoutURL: 'https://www.example.com/bye',
  passwordValidationRules: { minLength: 12 },
};
const APPLICATION_EXTRAS = {
  data: { owner: 'shop team' },
  oauthConfiguration: {
    authorizedRedirectURLs: ['https://shop.example.com/callback'],
    enabledGrants: ['authorization_code'],
    logoutURL: 'https://shop.example.com',
  },
  passwordlessConfiguration: { enabled: true },
  registrationConfiguration: { enabled: true, firstName: { enabled: true, required: true } },
};
const ROLES = [
  { name: 'reader', description: 'Reads.', isDefault: true },
  { name: 'admin', isSuperRole: true },
];
const USER_EXTRAS = {
  data: { shoeSize: 44 },
  firstName: 'Richard',
  mobilePhone: '555-0100',
  preferredLanguages: ['de'],
  timezone: 'Europe/Berlin',
};
const REGISTRATION_EXTRAS = { data: { since: 2019 }, username: 'ricky' };

/** FusionAuth's side of the guide, through its API; each part takes its defaults where the guide does. */
export async function fusionAuthByHand(
  { fusionAuth }: Servers,
  issuer = 'https://local.fusionauth.io',
): Promise<ByHand> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send('POST', fusionAuth + path, body, { authorization: API_KEY, ...headers });

  const { tenant } = await post('/api/tenant', {
    tenant: {
      name: 'Kong guide',
      issuer,
      ...TENANT_EXTRAS,
    },
  });
  const tenantId = String((tenant as Entity).id);
  const generated = await post('/api/key/generate', {
    key: { algorithm: 'RS256', length: 2048, name: 'Kong key' },
  });
  const key = generated['key'] as Entity & { kid: string; publicKey: string };
  const inTenant = { 'x-fusionauth-tenantid': tenantId };
  const jwtConfiguration = {
    ...{ enabled: true, accessTokenKeyId: key.id, idTokenKeyId: key.id },
    ...{ timeToLiveInSeconds: 600, refreshTokenTimeToLiveInMinutes: 43_200 },
  };
  const { application } = await post(
    '/api/application',
    { application: { name: 'Kong App', jwtConfiguration, roles: ROLES, ...APPLICATION_EXTRAS } },
    inTenant,
  );
  const applicationId = String((application as Entity).id);
  const login = await post('/api/api-key', {
    apiKey: {
      metaData: { attributes: { description: 'Kong guide' } },
      permissions: { endpoints: { '/api/login': ['POST'] } },
    },
  });
  const [loginId, password] = ['richard@example.com', 'password-of-richard'];
  await post(
    '/api/user/registration',
    {
      user: { email: loginId, password, ...USER_EXTRAS },
      registration: { applicationId, roles: ['admin', 'reader'], ...REGISTRATION_EXTRAS },
    },
    inTenant,
  );
  return {
    ...{ issuer, tenantId, applicationId, keyId: key.id, kid: key.kid },
    ...{ publicKeyPem: key.publicKey, loginId, password },
    loginApiKey: (login['apiKey'] as { key: string }).key,
    loginKeyId: (login['apiKey'] as Entity).id,
  };
}

/** Kong's side of the guide, with the guide's requests. */
export async function kongByHand(
  { kongAdmin, upstream }: Servers,
  { issuer, publicKeyPem }: ByHand,
): Promise<void> {
  const post = (path: string, body: unknown) => send('POST', kongAdmin + path, body);
  await post('/services', { name: 'example_service', url: upstream });
  await post('/services/example_service/routes', { name: 'example_route', paths: ['/mock'] });
  await post('/services/example_service/plugins', { name: 'jwt' });
  await post('/consumers', { username: 'fusionauth' });
  await post('/consumers/fusionauth/jwt', {
    ...{ algorithm: 'RS256', key: issuer, rsa_public_key: publicKeyPem },
  });
}

interface Entity {
  id: string;
}
