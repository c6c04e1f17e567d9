import { boolean, string, strings } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Registration, as the official package has them. */
export const registrationProperties: Properties = {
  applicationId: string({ required: true, replace: true }),
  authenticationToken: string({ computed: true, secret: true }),
  data: string(),
  generateAuthenticationToken: boolean({ default: false, json: '/generateAuthenticationToken' }),
  preferredLanguages: strings({ set: true }),
  registrationId: string({ computed: true, replace: true, json: 'id' }),
  roles: strings({ set: true }),
  skipRegistrationValidation: boolean({ default: false, json: '/skipRegistrationVerification' }),
  timezone: string(),
  userId: string({ required: true, replace: true, json: false }),
  username: string(),
};
