import { number, string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Key, as the official package has them. */
export const keyProperties: Properties = {
  algorithm: string({
    required: true,
    replace: true,
    oneOf: ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'HS256', 'HS384', 'HS512'],
  }),
  issuer: string({ computed: true, replace: true }),
  keyId: string({ computed: true, json: false, format: 'uuid' }),
  kid: string({ outputOnly: true }),
  length: number({ replace: true }),
  name: string({ autoname: true }),
};
