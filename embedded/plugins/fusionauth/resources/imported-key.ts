import type { ResourceDefinition } from '../../framework/package.ts';
import type { FusionAuthClient } from '../client.ts';
import { importedKeyProperties } from '../properties/imported-key.ts';
import { simpleResource } from '../simple-resource.ts';

export const importedKey: ResourceDefinition<FusionAuthClient> = simpleResource({
  token: 'fusionauth:index/importedKey:ImportedKey',
  properties: importedKeyProperties,
  idProperty: 'importedKeyId',
  path: '/api/key',
  wrapper: 'key',
});
