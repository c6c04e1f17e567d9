import { wireResource } from '../wire-resource.ts';
import { keyProperties } from '../properties/key.ts';

/** What Go sends of a key whatever the program says. */
export const KEY_ALWAYS = { key: { certificateInformation: {}, hasPrivateKey: false } };

/** A signing key that FusionAuth generates; its private half never leaves FusionAuth. */
export const key = wireResource({
  token: 'fusionauth:index/key:Key',
  properties: keyProperties,
  idProperty: 'fusionauthKeyId',
  wrapper: 'key',
  path: '/api/key',
  createPath: '/api/key/generate',
  idInput: 'keyId',
  always: KEY_ALWAYS,
  updateUnread: true,
});
