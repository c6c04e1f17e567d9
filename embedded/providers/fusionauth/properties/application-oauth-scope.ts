import { boolean, string } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ApplicationOauthScope, as the official package has them. */
export const applicationOauthScopeProperties: Properties = {
  applicationId: string({ required: true, format: 'uuid' }),
  data: string({ equivalent: sameJson, format: 'json' }),
  defaultConsentDetail: string(),
  defaultConsentMessage: string(),
  description: string(),
  name: string({ autoname: true, replace: true }),
  required: boolean({ default: false }),
  scopeId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
};
