import { z } from 'zod';
import { readServers, type Servers } from '../../servers/servers.ts';
import { nameOf } from '../urn.ts';
import { SIGNATURE } from '../../catalogue/values.ts';

/** A resource of the stack's state, with secrets in plain text. */
export interface Resource {
  urn: string;
  type: string;
  /** The resource's name in the program. */
  name: string;
  id: string;
  parent: string;
  /** Whether the engine refuses to delete or replace it. */
  protect: boolean;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
}

/** What a stack declares, as its state has it since the last `pulumi up`. */
export interface Declared {
  resources: readonly Resource[];
  servers: Servers;
}

const resourceShape = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().default(''),
  parent: z.string().default(''),
  protect: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  delete: z.boolean().default(false),
});

const exportShape = z.object({
  deployment: z.object({ resources: z.array(resourceShape).default([]) }),
});

/**
 * Reads what `pulumi stack export --show-secrets` printed.
 *
 * @param env where the providers look for what their configuration leaves out.
 * @throws Error if the stack declares nothing in Kong or FusionAuth.
 */
export function readDeclared(
  exported: string,
  stack: string,
  env: Readonly<Record<string, string | undefined>>,
): Declared {
  const { deployment } = exportShape.parse(JSON.parse(exported));
  const resources = deployment.resources
    .filter((resource) => !resource.delete)
    .map(({ urn, type, id, parent, protect, inputs, outputs }) => ({
      ...{ urn, type, id, parent, protect, name: nameOf(urn) },
      inputs: plain(inputs) as Resource['inputs'],
      outputs: plain(outputs) as Resource['outputs'],
    }));
  if (!resources.some(({ type }) => /^(kong|fusionauth):/.test(type))) {
    throw new Error(`Stack ${stack} holds nothing in Kong or FusionAuth yet. Run \`pulumi up\`.`);
  }
  return { resources, servers: readServers(providerConfig(resources), env) };
}

/** The resources of a type such as `kong:index/service:Service`. */
export function ofType({ resources }: Declared, type: string): Resource[] {
  return resources.filter((resource) => resource.type === type);
}

/** The providers' configuration by full key, as the last update used it. */
function providerConfig(resources: readonly Resource[]): Record<string, string> {
  const config: Record<string, string> = {};
  for (const { type, inputs } of resources) {
    const [, provider] = /^pulumi:providers:(kong|fusionauth)$/.exec(type) ?? [];
    if (!provider) continue;
    for (const [name, value] of Object.entries(inputs)) {
      if (['string', 'boolean'].includes(typeof value))
        config[`${provider}:${name}`] = String(value);
    }
  }
  return config;
}

/** The value with every secret in it unwrapped. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (SIGNATURE in value) {
    const { plaintext } = value as { plaintext?: string };
    return plaintext === undefined ? undefined : plain(JSON.parse(plaintext));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
