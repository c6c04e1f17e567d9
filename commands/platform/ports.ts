import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DEFAULT_PORTS, type Ports } from '../../embedded/platform.ts';

interface ProjectFile {
  config?: Record<string, { default?: unknown }>;
}

interface StackFile {
  config?: Record<string, unknown>;
}

/** Whether a stack runs its servers itself, and so needs no embedded ones. */
export async function runsOwnServers(root: string, stack: string): Promise<boolean> {
  const { config = {} } = await readYaml<StackFile>(join(root, `Pulumi.${stack}.yaml`));
  return config['fusionauth-kong:platform'] === 'docker';
}

/**
 * The ports of the loopback URLs that a stack is configured with, so that the embedded platform
 * listens where the stack looks for it. A part whose URL is elsewhere keeps its default port.
 */
export async function stackPorts(root: string, stack: string): Promise<Ports> {
  const project = await readYaml<ProjectFile>(join(root, 'Pulumi.yaml'));
  const { config = {} } = await readYaml<StackFile>(join(root, `Pulumi.${stack}.yaml`));
  const setting = (name: string) =>
    config[`fusionauth-kong:${name}`] ?? project.config?.[name]?.default;
  const [api] = (setting('apis') ?? []) as { upstream?: unknown }[];
  const urls: Record<keyof Ports, unknown> = {
    kongAdmin: config['kong:kongAdminUri'],
    kongProxy: setting('gatewayUrl'),
    fusionAuth: config['fusionauth:host'],
    upstream: api?.upstream,
  };
  const parts = Object.keys(urls) as (keyof Ports)[];
  return Object.fromEntries(
    parts.map((part) => [part, loopbackPort(urls[part]) ?? DEFAULT_PORTS[part]]),
  ) as unknown as Ports;
}

function loopbackPort(url: unknown): number | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return ['127.0.0.1', 'localhost'].includes(hostname) && port !== '' ? Number(port) : undefined;
}

async function readYaml<T>(path: string): Promise<T> {
  return ((await parse(await readFile(path, 'utf8'))) ?? {}) as T;
}
