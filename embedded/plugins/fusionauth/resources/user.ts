import { isGiven } from '../../framework/values.ts';
import { DATA, VERIFICATIONS } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { userProperties } from '../properties/user.ts';

/** A user. The password is never read back. */
export const user = wireResource({
  token: 'fusionauth:index/user:User',
  properties: userProperties,
  idProperty: 'fusionauthUserId',
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
  deleteQuery: '?hardDelete=true',
  adjust: (found, before) => ({
    ...found,
    // The server may keep these to itself; then state stays as it is.
    encryptionScheme: found['encryptionScheme'] || (before['encryptionScheme'] ?? ''),
    factor: found['factor'] || (before['factor'] ?? 0),
  }),
  check: (inputs) =>
    ['email', 'phoneNumber', 'username'].some((name) => isGiven(inputs[name]))
      ? []
      : [{ property: '', reason: 'one of email, phoneNumber and username must be given' }],
});
