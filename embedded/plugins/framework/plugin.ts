import type { PackageDefinition } from './package.ts';
import { Provider } from './provider.ts';
import type { Plugin } from './serve.ts';

/** A plugin that serves one package. */
export function packagePlugin<Client>(definition: PackageDefinition<Client>): Plugin {
  const provider = new Provider(definition) as Provider<unknown>;
  return {
    version: definition.version,
    provider: () => provider,
    schema: () => provider.schema(),
  };
}
