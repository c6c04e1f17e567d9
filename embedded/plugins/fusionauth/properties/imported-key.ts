import { string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ImportedKey, as the official package has them. */
export const importedKeyProperties: Properties = {
  algorithm: string({ computed: true, replace: true }),
  certificate: string({ computed: true, replace: true }),
  keyId: string({ json: false }),
  kid: string({ computed: true, replace: true }),
  name: string({ autoname: true }),
  privateKey: string({ secret: true, replace: true }),
  publicKey: string({ computed: true, replace: true }),
  secret: string({ secret: true, replace: true }),
  type: string({ computed: true, replace: true }),
};
