import { blocks, boolean, number, string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of User, as the official package has them. */
export const userProperties: Properties = {
  applicationId: string({ replace: true, json: '/applicationId', format: 'uuid' }),
  birthDate: string(),
  data: string({ equivalent: sameJson }),
  disableDomainBlock: boolean({ default: false, json: '/disableDomainBlock' }),
  email: string(),
  encryptionScheme: string({ default: 'salted-pbkdf2-hmac-sha256' }),
  expiry: number(),
  factor: number({ computed: true }),
  firstName: string(),
  fullName: string(),
  identities: blocks(
    {
      displayValue: string({ outputOnly: true }),
      insertInstant: number({ outputOnly: true }),
      lastLoginInstant: number({ outputOnly: true }),
      lastUpdateInstant: number({ outputOnly: true }),
      moderationStatus: string({ outputOnly: true }),
      type: string({ outputOnly: true }),
      value: string({ outputOnly: true }),
      verified: boolean({ outputOnly: true }),
      verifiedInstant: number({ outputOnly: true }),
      verifiedReason: string({ outputOnly: true }),
    },
    { outputOnly: true, attribute: true },
  ),
  imageUrl: string(),
  lastName: string(),
  middleName: string(),
  mobilePhone: string(),
  parentEmail: string(),
  password: string({ secret: true }),
  passwordChangeRequired: boolean({ default: false }),
  phoneNumber: string(),
  preferredLanguages: strings({ set: true }),
  sendSetPasswordEmail: boolean({
    default: false,
    deprecated: 'Deprecated',
    json: '/sendSetPasswordEmail',
  }),
  sendSetPasswordIdentityType: string({
    default: 'doNotSend',
    json: '/sendSetPasswordIdentityType',
    oneOf: ['doNotSend', 'email', 'phone'],
  }),
  skipVerification: boolean({ default: false, json: '/skipVerification' }),
  tenantId: string({ replace: true, format: 'uuid' }),
  timezone: string(),
  twoFactorMethods: blocks(
    {
      authenticatorAlgorithm: string({
        computed: true,
        json: 'authenticator.algorithm',
        oneOf: ['HmacSHA1'],
      }),
      authenticatorCodeLength: number({ computed: true, json: 'authenticator.codeLength' }),
      authenticatorTimeStep: number({ computed: true, json: 'authenticator.timeStep' }),
      email: string({ json: 'email' }),
      method: string({ json: 'method', oneOf: ['authenticator', 'email', 'sms'] }),
      mobilePhone: string({ json: 'mobilePhone' }),
      name: string({ json: 'name' }),
      secret: string({ secret: true, json: 'secret' }),
      twoFactorMethodId: string({ outputOnly: true, json: 'id' }),
    },
    { computed: true, json: 'twoFactor.methods' },
  ),
  userId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
  username: string(),
  usernameStatus: string({ default: 'ACTIVE', oneOf: ['ACTIVE', 'PENDING', 'REJECTED'] }),
  verificationIds: blocks(
    {
      oneTimeCode: string({ outputOnly: true, json: false }),
      type: string({ outputOnly: true }),
      value: string({ outputOnly: true }),
      verificationId: string({ computed: true }),
    },
    { computed: true, one: true },
  ),
};
