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

/** What the engine hands back, as the bridge stores it. */
interface Remote {
  remote?: { url?: string; version?: string };
}

/** A general plugin that parameters turn into one of the packages. */
export function parameterizedPlugin<Client>(
  name: string,
  version: string,
  packages: PackageDefinition<Client>[],
): Plugin {
  let provider: Provider<unknown> | undefined;
  const choose = (source: string, wanted: string | undefined): PackageDefinition<Client> => {
    const last = source.split('/').at(-1);
    const found = packages.find((one) => one.name === last);
    const has = packages.map((one) => `${one.name} ${one.version}`).join(', ');
    if (!found || (wanted !== undefined && wanted !== found.version)) {
      throw new Error(
        `the embedded ${name} plugin has ${has}, but ${source} ${wanted ?? ''} was asked for: ` +
          'use the official plugin for it',
      );
    }
    return found;
  };
  return {
    version,
    provider() {
      if (!provider) throw new Error(`${name} has not been parameterized with a package`);
      return provider;
    },
    schema: () => provider?.schema() ?? { name, version, description: 'Terraform providers' },
    parameterize(parameters) {
      if (provider) {
        const { name: taken, version: at } = provider.definition;
        throw new Error(`provider is already parameterized to (${taken}, ${at})`);
      }
      const definition =
        'args' in parameters
          ? choose(parameters.args[0] ?? '', parameters.args[1])
          : chooseStored(parameters.value, choose);
      provider = new Provider(definition);
      return { name: definition.name, version: definition.version };
    },
  };
}

function chooseStored<P>(value: string, choose: (source: string, version?: string) => P): P {
  const { remote } = JSON.parse(value) as Remote;
  return choose(remote?.url ?? value, remote?.version);
}
