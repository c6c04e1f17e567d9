import type { PackageDefinition } from '../framework/package.ts';
import { privateKey } from './private-key.ts';

/** Stands in for the tls package 5.6.1, as far as this project uses it. */
export const tls: PackageDefinition<null> = {
  name: 'tls',
  version: '5.6.1',
  description: 'Makes key pairs.',
  dialect: 'framework',
  config: {},
  resources: [privateKey],
  meta: '{"schema_version":"1"}',
  configure: () => null,
};
