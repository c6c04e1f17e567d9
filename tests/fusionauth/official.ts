import { join, resolve } from 'node:path';
import { PluginClient } from '../providers/support/provider-client.ts';
import * as realParts from '../support/real-parts.ts';
import { API_KEY } from './server.ts';

const root = resolve(import.meta.dirname, '../..');
const PARAMETER = JSON.stringify({
  remote: { url: 'registry.opentofu.org/fusionauth/fusionauth', version: '1.3.6' },
});

async function ready(plugin: PluginClient, host: string): Promise<PluginClient> {
  await plugin.parameterizeValue('fusionauth', '1.3.6', PARAMETER);
  await plugin.checkConfig({ host, apiKey: API_KEY });
  await plugin.configure({ host, apiKey: API_KEY });
  return plugin;
}

/** Starts the embedded terraform-provider as the fusionauth package. */
export async function embeddedPlugin(host: string): Promise<PluginClient> {
  const entry = join(root, 'embedded/providers/terraform-provider.ts');
  return ready(await PluginClient.start([process.execPath, entry]), host);
}

/** Starts the official one. */
export async function officialProvider(host: string): Promise<PluginClient> {
  const home = realParts.officialHome();
  const plugin = realParts.officialProvider('terraform-provider');
  return ready(await PluginClient.start([plugin], { PULUMI_HOME: home }), host);
}
