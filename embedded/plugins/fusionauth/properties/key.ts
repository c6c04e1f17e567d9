import { number, string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Key, as the official package has them. */
export const keyProperties: Properties = {
  algorithm: string({ required: true, replace: true }),
  issuer: string({ computed: true, replace: true }),
  keyId: string({ computed: true, json: false }),
  kid: string({ outputOnly: true }),
  length: number({ replace: true }),
  name: string({ autoname: true }),
};
