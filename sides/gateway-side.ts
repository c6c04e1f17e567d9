import type * as pulumi from '@pulumi/pulumi';
import type { PluginSchemas } from '../components/kong-plugin.ts';
import { Pace } from '../components/pace.ts';
import { ProtectedApi } from '../components/protected-api.ts';
import { apiArgs } from '../settings/api-args.ts';
import { admittedTo, type Client } from '../settings/clients.ts';
import type { Settings } from '../settings/settings.ts';

export interface GatewaySideArgs {
  settings: Settings;
  /** Whom the APIs may let in. */
  clients: readonly Client[];
  /** By the client's name what has to be there before an API lets it in; left out where another stack declares it. */
  trusted: ReadonlyMap<string, pulumi.Resource> | undefined;
  schemas: PluginSchemas;
}

/** Declares what Kong protects, and who is let in where. */
export async function declareGatewaySide(
  { settings, clients, trusted, schemas }: GatewaySideArgs,
  options: pulumi.ComponentResourceOptions,
): Promise<void> {
  const { keyClaim, guardIdentityHeaders } = settings;
  const pace = new Pace(50);
  for (const api of settings.apis) {
    const { name, allowGroups = [] } = api;
    const admitted = admittedTo(api, clients);
    const allow = [...admitted.map(({ group }) => group), ...allowGroups];
    const args = { ...apiArgs(api), keyClaim, allow, guardIdentityHeaders, schemas };
    // The credentials come first, also when the claim changes by which this API looks them up.
    const dependsOn = admitted.flatMap((client) => trusted?.get(client.name) ?? []);
    const { nodes } = new ProtectedApi(name, args, { ...options, dependsOn });
    await pace.after(Object.values(nodes.routes).at(-1)!);
  }
}
