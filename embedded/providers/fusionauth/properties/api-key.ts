import { blocks, boolean, number, string } from '../../framework/properties.ts';
import { ENDPOINT_NAMES } from './endpoints.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ApiKey, as the official package has them. */
export const apiKeyProperties: Properties = {
  description: string({ json: 'metaData.attributes.description' }),
  expirationInstant: number(),
  ipAccessControlListId: string({ format: 'uuid' }),
  key: string({ computed: true, secret: true, replace: true }),
  keyId: string({ json: false, format: 'uuid' }),
  name: string({ autoname: true }),
  permissionsEndpoints: blocks(
    {
      delete: boolean({ default: false }),
      endpoint: string({ required: true, oneOf: ENDPOINT_NAMES }),
      get: boolean({ default: false }),
      patch: boolean({ default: false }),
      post: boolean({ default: false }),
      put: boolean({ default: false }),
    },
    { absent: [], json: 'permissions', set: true },
  ),
  retrievable: boolean({ replace: true, default: true }),
  tenantId: string({ replace: true, format: 'uuid' }),
};
