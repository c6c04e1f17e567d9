import type * as pulumi from '@pulumi/pulumi';
import { requireDockerConfiguration } from './docker-check.ts';
import type { PluginSchemas } from '../components/kong-plugin.ts';
import { DockerPlatform, dependingOn } from '../components/docker/docker-platform.ts';
import { refuseStrangers } from '../components/docker/ready.ts';
import type { PasswordRules } from '../components/passwords.ts';
import { findTenant, type FoundTenant } from './existing-tenant.ts';
import { requireAlgorithms } from './key-check.ts';
import { requirePasswords } from './password-check.ts';
import { requireServers } from '../servers/check.ts';
import { bothOf, fusionAuthOf, kongOf, type SomeServers } from '../servers/servers.ts';
import { bundledPlugins, requirePlugins } from './plugin-check.ts';
import type { Settings } from './settings.ts';
import { refuseNameConflicts } from '../components/guards/name-conflicts.ts';

/** What a stack stands on. */
export interface Ground {
  /** What holds on this platform for every object in Kong and FusionAuth. */
  onPlatform: pulumi.ResourceTransformation;
  /** Kong's own schemas of the plugins that the stack declares. */
  schemas: PluginSchemas;
  /** What the tenant asks of passwords. */
  passwordRules: PasswordRules;
  /** The tenant, where others look after it. */
  existingTenant?: FoundTenant;
}

/**
 * Makes sure of the stack's servers before anything is registered: that they are as they have to be or, on
 * platform docker, that nothing stands in the way of the ones that it declares.
 *
 * @param config every configuration value of the stack, by full key.
 * @throws SettingsError with every problem found, and its fix.
 */
export async function standOnPlatform(
  settings: Settings,
  servers: SomeServers,
  config: Readonly<Record<string, string>>,
): Promise<Ground> {
  if (settings.platform !== 'docker') {
    await requireServers(servers, { plugins: bundledPlugins(settings) });
    const [schemas, tenant] = await Promise.all([
      requirePlugins(settings, kongOf(servers)),
      servers.fusionAuth && findTenant(settings, fusionAuthOf(servers)),
      requireAlgorithms(settings, kongOf(servers)),
    ]);
    const passwordRules = requirePasswords(settings, tenant);
    const existing = settings.useExistingTenant && tenant && { existingTenant: tenant };
    const onPlatform = refuseNameConflicts(servers, { isTenantShared: settings.useExistingTenant });
    return { onPlatform, schemas, passwordRules, ...existing };
  }
  const both = bothOf(servers);
  requireDockerConfiguration(settings, both, config);
  await requireAlgorithms(settings);
  const schemas = await requirePlugins(settings);
  const passwordRules = requirePasswords(settings);
  await refuseStrangers(both);
  const platform = new DockerPlatform('platform', { ...settings.docker, servers: both });
  return { onPlatform: dependingOn(platform), schemas, passwordRules };
}
