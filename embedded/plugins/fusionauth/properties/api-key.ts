import { blocks, boolean, number, string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ApiKey, as the official package has them. */
export const apiKeyProperties: Properties = {
  description: string({ json: 'metaData.attributes.description' }),
  expirationInstant: number(),
  ipAccessControlListId: string(),
  key: string({ computed: true, secret: true, replace: true }),
  keyId: string({ json: false }),
  name: string({ autoname: true }),
  permissionsEndpoints: blocks(
    {
      delete: boolean({ default: false }),
      endpoint: string({ required: true }),
      get: boolean({ default: false }),
      patch: boolean({ default: false }),
      post: boolean({ default: false }),
      put: boolean({ default: false }),
    },
    { json: 'permissions' },
  ),
  retrievable: boolean({ replace: true, default: true }),
  tenantId: string({ replace: true }),
};
