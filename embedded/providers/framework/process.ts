import type { PackageDefinition } from './package.ts';
import { Provider } from './provider.ts';
import type { ProviderProcess } from './serve.ts';

/** The process of a provider that serves one package. */
export function packageProvider<Connection>(
  definition: PackageDefinition<Connection>,
): ProviderProcess {
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

/** The process of a general provider that parameters turn into one of the packages. */
export function parameterizedProvider<Connection>(
  name: string,
  version: string,
  packages: PackageDefinition<Connection>[],
): ProviderProcess {
  let provider: Provider<unknown> | undefined;
  const choose = (source: string, wanted: string | undefined): PackageDefinition<Connection> => {
    const last = source.split('/').at(-1);
    const found = packages.find((one) => one.name === last);
    const has = packages.map((one) => `${one.name} ${one.version}`).join(', ');
    if (!found || (wanted !== undefined && wanted !== found.version)) {
      throw new Error(
        `the embedded provider ${name} has ${has}, but ${source} ${wanted ?? ''} was asked for: ` +
          'use the official provider for it',
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
