import { string } from '../../framework/properties.ts';
import { samePem } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ImportedKey, as the official package has them. */
export const importedKeyProperties: Properties = {
  algorithm: string({
    computed: true,
    replace: true,
    oneOf: ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'HS256', 'HS384', 'HS512'],
  }),
  certificate: string({ computed: true, replace: true, equivalent: samePem }),
  keyId: string({ json: false, format: 'uuid' }),
  kid: string({ computed: true, replace: true }),
  name: string({ autoname: true }),
  privateKey: string({ secret: true, replace: true, equivalent: samePem }),
  publicKey: string({ computed: true, replace: true, equivalent: samePem }),
  secret: string({ secret: true, replace: true }),
  type: string({ computed: true, replace: true, oneOf: ['EC', 'RSA', 'HMAC', 'Secret'] }),
};
