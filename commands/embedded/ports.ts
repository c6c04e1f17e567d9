import { NAMESPACE } from '../../settings/read.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DEFAULT_PORTS, type Ports } from '../../embedded/platform.ts';

const ANY_FREE = 0;

interface ProjectFile {
  config?: Record<string, { default?: unknown }>;
}

interface StackFile {
  config?: Record<string, unknown>;
}

/**
 * The ports of the loopback URLs that a stack is configured with, so that the embedded platform
 * listens where the stack looks for it. A part whose URL is elsewhere keeps its default port.
 *
 * @param exampleApi the API that the example upstream stands in for. Default: the guide's.
 */
export async function stackPorts(root: string, stack: string, exampleApi?: string): Promise<Ports> {
  const project = await readYaml<ProjectFile>(join(root, 'Pulumi.yaml'));
  const { config = {} } = await readYaml<StackFile>(join(root, `Pulumi.${stack}.yaml`));
  const setting = (name: string) =>
    config[`${NAMESPACE}:${name}`] ?? project.config?.[name]?.default;
  const [api] = (setting('apis') ?? []) as { name?: unknown; upstream?: unknown }[];
  const [guide] = (project.config?.['apis']?.default ?? []) as { name?: unknown }[];
  // The example stands in for that API alone: another one's upstream is the user's own.
  const isExample = api !== undefined && api.name === (exampleApi ?? guide?.name);
  const urls: Record<keyof Ports, unknown> = {
    kongAdmin: config['kong:kongAdminUri'],
    kongProxy: setting('gatewayUrl'),
    fusionAuth: config['fusionauth:host'],
    upstream: isExample ? api.upstream : undefined,
  };
  const parts = Object.keys(urls) as (keyof Ports)[];
  const ports = Object.fromEntries(
    parts.map((part) => [part, loopbackPort(urls[part]) ?? DEFAULT_PORTS[part]]),
  ) as unknown as Ports;
  return isExample ? ports : { ...ports, upstream: ANY_FREE };
}

function loopbackPort(url: unknown): number | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return ['127.0.0.1', 'localhost'].includes(hostname) && port !== '' ? Number(port) : undefined;
}

async function readYaml<T>(path: string): Promise<T> {
  return ((await parse(await readFile(path, 'utf8'))) ?? {}) as T;
}
