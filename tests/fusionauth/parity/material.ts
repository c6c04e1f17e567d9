import { generateKeyPairSync } from 'node:crypto';

/** Ids that lives choose themselves, so that both plugins make the same objects. */
export const id = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const KEY = id(1);
export const IMPORTED = id(2);
export const TENANT = id(3);
export const APPLICATION = id(4);
export const USER = id(5);
const REGISTRATION = id(6);
export const TYPE = id(7);
export const PERMISSION = id(8);
export const TARGET = id(9);
export const CLIENT = id(10);

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const key = { name: 'signing', keyId: KEY, algorithm: 'RS256', length: 2048 };
export const imported = {
  name: 'imported',
  keyId: IMPORTED,
  algorithm: 'RS256',
  privateKey,
  publicKey,
};
export const jwt = {
  accessTokenKeyId: IMPORTED,
  idTokenKeyId: IMPORTED,
  timeToLiveInSeconds: 600,
  refreshTokenTimeToLiveInMinutes: 60,
};
export const tenant = {
  name: 'guide',
  tenantId: TENANT,
  issuer: 'https://example.com',
  jwtConfigurations: [jwt],
  loginConfiguration: { requireAuthentication: true },
};
export const application = {
  name: 'api',
  applicationId: APPLICATION,
  tenantId: TENANT,
  jwtConfiguration: {
    enabled: true,
    accessTokenId: KEY,
    idTokenKeyId: KEY,
    ttlSeconds: 600,
    refreshTokenTtlMinutes: 60,
  },
  loginConfiguration: { requireAuthentication: true },
};
export const loginOnly = { endpoint: '/api/login', post: true };
export const apiKey = {
  name: 'login',
  keyId: id(20),
  tenantId: TENANT,
  permissionsEndpoints: [loginOnly],
};
export const user = {
  userId: USER,
  email: 'a@example.com',
  username: 'ab',
  password: 'password-1-long',
  tenantId: TENANT,
};
export const role = { applicationId: APPLICATION, name: 'reader' };
export const scope = { applicationId: APPLICATION, name: 'orders:read', description: 'Reads.' };
export const registration = {
  userId: USER,
  applicationId: APPLICATION,
  registrationId: REGISTRATION,
};
export const entityType = { name: 'service', entityTypeId: TYPE };
export const permission = { entityTypeId: TYPE, permissionId: PERMISSION, name: 'read' };
export const entity = { name: 'target', entityId: TARGET, tenantId: TENANT, entityTypeId: TYPE };
export const grant = {
  tenantId: TENANT,
  entityId: TARGET,
  recipientEntityId: CLIENT,
  permissions: ['read'],
};

// Values that the servers or the plugins would not take any text for.
export const tenantValues = {
  tenantId: TENANT,
  name: 'everything',
  accessTokenKeyId: KEY,
  idTokenKeyId: KEY,
  connectorId: 'e3306678-a53a-4964-9040-1c96f36dda72',
  sourceTenantId: undefined,
  webhookIds: undefined,
};
export const applicationValues = {
  applicationId: APPLICATION,
  tenantId: TENANT,
  name: 'everything',
  accessTokenId: KEY,
  idTokenKeyId: KEY,
  active: true,
  clientId: undefined,
  enabledGrants: ['password'],
  roles: undefined,
};
export const userValues = {
  ...user,
  applicationId: APPLICATION,
  birthDate: '1976-05-30',
  encryptionScheme: 'salted-pbkdf2-hmac-sha256',
  expiry: 4102444800000,
  sendSetPasswordEmail: false,
  sendSetPasswordIdentityType: 'doNotSend',
  twoFactorMethods: undefined,
  verificationIds: undefined,
};

export const tenantWithEvents = {
  name: 'events',
  tenantId: id(41),
  eventConfigurations: [
    { event: 'user.update', transactionType: 'Any' },
    { event: 'audit-log.create', enabled: true, transactionType: 'None' },
    { event: 'jwt.refresh', enabled: false, transactionType: 'None' },
  ],
};

export const userWithSecondFactors = {
  userId: id(40),
  email: 'two@example.com',
  password: 'password-1-long',
  tenantId: TENANT,
  twoFactorMethods: [
    { method: 'email', email: 'two@example.com' },
    { method: 'authenticator', secret: 'abc' },
  ],
};
