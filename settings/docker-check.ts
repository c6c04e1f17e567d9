import type { Servers } from '../servers/servers.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import type { Settings } from './settings.ts';

const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Checks what platform docker needs beside its own settings: URLs that name the published ports, and the
 * API key in the configuration, because Kickstart plants it and the next update has to know it.
 *
 * Derived URLs would be simpler, but a provider's configuration has to be known before anything runs.
 *
 * @param config every configuration value of the stack, by full key.
 * @throws SettingsError with every mismatch and the command that mends it.
 */
export function requireDockerConfiguration(
  { docker, gatewayUrl, apis }: Settings,
  { kong, fusionAuth }: Servers,
  config: Readonly<Record<string, string>>,
): void {
  const { ports } = docker;
  const problems = [
    ...urlProblem('kong:kongAdminUri', kong.adminUri, ports.kongAdmin, 'kongAdmin'),
    ...urlProblem('fusionauth:host', fusionAuth.host, ports.fusionAuth, 'fusionAuth'),
    ...urlProblem('gatewayUrl', gatewayUrl, ports.kongProxy, 'kongProxy'),
    ...apiKeyProblem(config),
    ...repeatedPorts(ports),
    ...apis.flatMap(upstreamProblem),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
}

function urlProblem(
  key: string,
  value: string,
  port: number,
  setting: keyof Settings['docker']['ports'],
): Problem[] {
  const { protocol, hostname, port: named, pathname } = new URL(value);
  // Published on 127.0.0.1, so not on ::1.
  const isLocal = LOCAL.includes(hostname) && hostname !== '[::1]';
  const isRoot = pathname === '/';
  if (protocol === 'http:' && isLocal && isRoot && Number(named || 80) === port) return [];
  const fault = `is not where the container is published, docker.ports.${setting} = ${port}`;
  return [{ key, value, fault, fix: `pulumi config set ${key} http://127.0.0.1:${port}` }];
}

function apiKeyProblem(config: Readonly<Record<string, string>>): Problem[] {
  const key = 'fusionauth:apiKey';
  if (config[key]) return [];
  const fault = "has to be in the stack's configuration, for Kickstart plants it in FusionAuth";
  const fix = `pulumi config set --secret ${key} "$(openssl rand -hex 32)"`;
  return [{ key, fault, fix }];
}

function repeatedPorts(ports: Settings['docker']['ports']): Problem[] {
  const values = Object.values(ports);
  const repeated = new Set(values.filter((port, index) => values.indexOf(port) !== index));
  return [...repeated].map((value) => ({
    key: 'docker.ports',
    value,
    fault: 'is used more than once',
    fix: 'give each its own',
  }));
}

function upstreamProblem({ upstream }: Settings['apis'][number], index: number): Problem[] {
  const url = new URL(upstream);
  if (!LOCAL.includes(url.hostname)) return [];
  const key = `apis[${index}].upstream`;
  url.hostname = 'host.docker.internal';
  const fix = `pulumi config set --path '${key}' ${url.href.replace(/\/$/, '')}`;
  return [{ key, value: upstream, fault: "is Kong's own container, not this machine", fix }];
}
