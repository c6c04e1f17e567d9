import type * as pulumi from '@pulumi/pulumi';
import { requireDockerConfiguration } from './docker-check.ts';
import { DockerPlatform, dependingOn } from '../components/docker/docker-platform.ts';
import { refuseStrangers } from '../components/docker/ready.ts';
import { requireServers } from '../servers/check.ts';
import type { Servers } from '../servers/servers.ts';
import type { Settings } from './settings.ts';
import { refuseNameConflicts } from '../components/guards/name-conflicts.ts';

/**
 * Makes sure of the two servers before anything is registered: that they are as they have to be or, on
 * platform docker, that nothing stands in the way of the ones that it declares.
 *
 * @param config every configuration value of the stack, by full key.
 * @returns what holds on this platform for every object in Kong and FusionAuth.
 * @throws SettingsError with every problem found, and its fix.
 */
export async function standOnPlatform(
  settings: Settings,
  servers: Servers,
  config: Readonly<Record<string, string>>,
): Promise<pulumi.ResourceTransformation> {
  if (settings.platform !== 'docker') {
    await requireServers(servers, { plugins: pluginsOf(settings) });
    return refuseNameConflicts(servers);
  }
  requireDockerConfiguration(settings, servers, config);
  await refuseStrangers(servers);
  return dependingOn(new DockerPlatform('platform', { ...settings.docker, servers }));
}

/** The names of the plugins that a stack's APIs have in Kong. */
function pluginsOf({ apis }: Settings): string[] {
  const optional = apis.flatMap((api) => [
    ...(api.rateLimit ? ['rate-limiting'] : []),
    ...(api.cors ? ['cors'] : []),
    ...(api.correlationId ? ['correlation-id'] : []),
    ...(api.maxRequestMegabytes ? ['request-size-limiting'] : []),
  ]);
  return ['jwt', 'acl', ...new Set(optional)];
}
