import { z } from 'zod';
import {
  serversInTime,
  type Environment,
  type StackReading,
  type ServersInTime,
} from './configured.ts';
import type { Configuration, Resource } from './stack/shapes.ts';

export type { Resource };

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

/**
 * Reads what a stack declares, and where.
 *
 * @param env where the providers look for what their configuration leaves out.
 * @throws Error if the stack declares nothing in Kong or FusionAuth.
 */
export function readDeclared(
  { resources, configuration }: StackReading,
  stack: string,
  env: Environment,
): Declared {
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
