import { boolean, string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Registration, as the official package has them. */
export const registrationProperties: Properties = {
  applicationId: string({ required: true, replace: true, format: 'uuid' }),
  authenticationToken: string({ computed: true, secret: true }),
  data: string({ equivalent: sameJson, format: 'json' }),
  generateAuthenticationToken: boolean({ default: false, json: '/generateAuthenticationToken' }),
  preferredLanguages: strings({ set: true }),
  registrationId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
  roles: strings({ set: true }),
  skipRegistrationValidation: boolean({ default: false, json: '/skipRegistrationVerification' }),
  timezone: string(),
  userId: string({ required: true, replace: true, json: false, format: 'uuid' }),
  username: string(),
};
