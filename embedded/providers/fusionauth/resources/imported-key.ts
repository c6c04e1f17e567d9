import { wireResource } from '../wire-resource.ts';
import { importedKeyProperties } from '../properties/imported-key.ts';
import { KEY_ALWAYS } from './key.ts';

/** A key that the program brings along. */
export const importedKey = wireResource({
  token: 'fusionauth:index/importedKey:ImportedKey',
  properties: importedKeyProperties,
  idProperty: 'importedKeyId',
  wrapper: 'key',
  path: '/api/key',
  createPath: '/api/key/import',
  idInput: 'keyId',
  idUnread: true,
  unread: ['privateKey', 'secret'],
  always: KEY_ALWAYS,
  updateUnread: true,
});
