import { isObject } from '../../framework/values.ts';
import type { Value, Values } from '../../framework/values.ts';
import { atLeastOne } from '../checks.ts';
import { DATA, VERIFICATIONS } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { userProperties } from '../properties/user.ts';

const methods = (value: Value | undefined): Values[] =>
  Array.isArray(value) ? value.filter((one) => isObject(one)) : [];

/** The server keeps the secret of an authenticator to itself: state goes on with the one it has. */
const withSecrets = (found: Value | undefined, before: Value | undefined): Values[] =>
  methods(found).map((method) => {
    const known = methods(before).find((one) => one['method'] === method['method']);
    const secret = method['method'] === 'authenticator' ? (known?.['secret'] ?? '') : '';
    return { ...method, secret };
  });

/** A user. The password is never read back. */
export const user = wireResource({
  token: 'fusionauth:index/user:User',
  properties: userProperties,
  idProperty: 'fusionauthUserId',
  schemaVersion: 1,
  wrapper: 'user',
  path: '/api/user',
  idInput: 'userId',
  codecs: { data: DATA, verificationIds: VERIFICATIONS },
  unread: [
    'applicationId',
    'disableDomainBlock',
    'parentEmail',
    'password',
    'sendSetPasswordEmail',
    'sendSetPasswordIdentityType',
    'skipVerification',
  ],
  always: { eventInfo: { location: {} }, user: { active: false, verified: false } },
  inElements: { twoFactorMethods: { lastUsed: false } },
  tenantHeader: ['create'],
  deleteQuery: '?hardDelete=true',
  adjust: (found, before) => ({
    ...found,
    twoFactorMethods: withSecrets(found['twoFactorMethods'], before['twoFactorMethods']),
    // The server may keep these to itself; then state stays as it is.
    encryptionScheme: found['encryptionScheme'] || (before['encryptionScheme'] ?? ''),
    factor: found['factor'] || (before['factor'] ?? 0),
  }),
  check: atLeastOne('email', 'phoneNumber', 'username'),
});
