import { z } from 'zod';
import {
  serversInTime,
  type Configuration,
  type Environment,
  type StackReading,
  type ServersInTime,
} from './configured.ts';
import { nameOf } from './urn.ts';
import { plain } from '../../catalogue/values.ts';

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

/** What a stack declares, or will. */
export interface DeclaredResources {
  resources: readonly Resource[];
}

/** What a stack declares, as its state has it since the last `pulumi up`. */
export interface Declared extends DeclaredResources {
  servers: ServersInTime;
  /** What today's settings leave to others, by drift's names for it. */
  leaves: readonly string[];
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
 * Reads what a stack declares, and where.
 *
 * @param env where the providers look for what their configuration leaves out.
 * @throws Error if the stack declares nothing in Kong or FusionAuth.
 */
export function readDeclared(
  { exported, configuration }: StackReading,
  stack: string,
  env: Environment,
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
  return {
    resources,
    servers: serversInTime(configuration, resources, env),
    leaves: leavesOf(configuration),
  };
}

function leavesOf(configuration: Configuration): string[] {
  const [, leaves = '[]'] =
    Object.entries(configuration).find(([key]) => key.endsWith(':leaves')) ?? [];
  return z.array(z.string()).parse(JSON.parse(leaves));
}

/** The resources of a type such as `kong:index/service:Service`. */
export function ofType({ resources }: DeclaredResources, type: string): Resource[] {
  return resources.filter((resource) => resource.type === type);
}
