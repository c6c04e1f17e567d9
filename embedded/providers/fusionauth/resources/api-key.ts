import { ENDPOINTS } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { apiKeyProperties } from '../properties/api-key.ts';

/** An API key. One that lists no endpoints may do everything. */
export const apiKey = wireResource({
  token: 'fusionauth:index/apiKey:ApiKey',
  properties: apiKeyProperties,
  idProperty: 'apiKeyId',
  wrapper: 'apiKey',
  path: '/api/api-key',
  idInput: 'keyId',
  idUnread: true,
  codecs: { permissionsEndpoints: ENDPOINTS },
  always: { apiKey: { keyManager: false, metaData: { attributes: { description: '' } } } },
  tenantHeader: ['create', 'update'],
});
