import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { APPLICATION_DEFAULTS, TENANT_DEFAULTS } from './defaults.ts';
import type { Application, Key, State, Tenant } from './documents.ts';
import { overlay, text } from './json.ts';
import { generateKey } from './keys.ts';

/** The id that FusionAuth's own administration application has in every installation. */
export const FUSIONAUTH_APPLICATION = '3c219e58-ed0e-4b18-ad48-f4f92793ae32';

// Stand-ins for the client secret: an id token of FusionAuth's own application is signed with that.
const SHADOW_KEYS = {
  HS256: '092dbedc-30af-4149-9c61-b578f2c72f59',
  HS384: '4b8f1c06-4518-45bd-9ac5-d549686ae02a',
  HS512: 'c753a44d-7f2e-48d3-bc4e-c2c16488a23b',
};

/** The tenant that a fresh FusionAuth has: the one of its own application. */
export function defaultTenant(state: State): Tenant | undefined {
  const own = state.applications.get(FUSIONAUTH_APPLICATION);
  return own && state.tenants.get(own.tenantId);
}

/** An id that is the same in every installation, for what is planted under a name. */
function plantedId(name: string): string {
  const hex = createHash('sha256').update(`fusionauth.${name}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The id of the key that is planted: FusionAuth lists no API keys. */
export const PROVISIONING_KEY = plantedId('provisioning');

/** Makes what a fresh FusionAuth has, and plants the provisioning key as its Kickstart would. */
export function seed(state: State, apiKey: string): void {
  const now = Date.now();
  const stamps = { insertInstant: now, lastUpdateInstant: now };
  if (!defaultTenant(state)) {
    const signing = randomUUID();
    const secretKey = (id: string, algorithm: string, name: string): Key => ({
      ...stamps,
      algorithm,
      id,
      kid: randomBytes(5).toString('hex'),
      name,
      secret: randomBytes(Number(algorithm.slice(2)) / 8).toString('base64'),
      type: 'HMAC',
    });
    state.keys.put(signing, secretKey(signing, 'HS256', 'Default signing key'));
    for (const [algorithm, id] of Object.entries(SHADOW_KEYS)) {
      const name = `OpenID Connect compliant HMAC using SHA-${algorithm.slice(2)}`;
      state.keys.put(id, secretKey(id, algorithm, name));
    }
    const pair = randomUUID();
    const generated = generateKey(
      { algorithm: 'RS256', length: 2048 },
      text(TENANT_DEFAULTS['issuer']),
    );
    state.keys.put(pair, {
      ...stamps,
      ...generated,
      id: pair,
      name: 'Default RSA key pair',
    } as Key);
    const jwtConfiguration = { accessTokenKeyId: signing, idTokenKeyId: signing };
    const tenant = overlay(TENANT_DEFAULTS, {
      ...stamps,
      id: randomUUID(),
      emailConfiguration: { defaultFromName: 'FusionAuth' },
      jwtConfiguration,
      name: 'Default',
    });
    state.tenants.put(String(tenant['id']), tenant as Tenant);
    const own = overlay(APPLICATION_DEFAULTS, {
      ...stamps,
      id: FUSIONAUTH_APPLICATION,
      jwtConfiguration: {
        accessTokenKeyId: signing,
        enabled: true,
        idTokenKeyId: SHADOW_KEYS.HS256,
        refreshTokenExpirationPolicy: 'SlidingWindow',
        refreshTokenTimeToLiveInMinutes: 60,
        refreshTokenUsagePolicy: 'OneTimeUse',
        timeToLiveInSeconds: 60,
      },
      name: 'FusionAuth',
      oauthConfiguration: {
        authorizedRedirectURLs: ['/login'],
        clientId: FUSIONAUTH_APPLICATION,
        clientSecret: randomBytes(32).toString('base64url'),
      },
      roles: [
        {
          ...stamps,
          description: 'Administrator',
          id: plantedId('admin'),
          isDefault: false,
          isSuperRole: true,
          name: 'admin',
        },
      ],
      tenantId: tenant['id'],
    });
    state.applications.put(FUSIONAUTH_APPLICATION, own as Application);
  }
  const id = PROVISIONING_KEY;
  const planted = state.apiKeys.get(id);
  if (planted?.key !== apiKey) {
    state.apiKeys.put(id, {
      insertInstant: planted?.insertInstant ?? now,
      lastUpdateInstant: now,
      id,
      key: apiKey,
      keyManager: true,
      metaData: { attributes: { description: 'Provisioning key' } },
      permissions: {},
      retrievable: true,
    });
  }
}
