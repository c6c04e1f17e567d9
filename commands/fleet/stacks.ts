import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { platformOf, type Platform } from '../../toolchain/ground.ts';

/** A stack of this project, as its file has it. */
export interface Member {
  name: string;
  platform: Platform;
  /** The stacks of the same fleet whose clients it lets in: they are updated before it. */
  needs: readonly string[];
}

/**
 * The stacks that have a file `Pulumi.NAME.yaml` beside Pulumi.yaml, by name. Those on platform embedded are of one
 * machine alone: they count where there are no others.
 *
 * @throws Error if a file cannot be read.
 */
export function fleetIn(directory: string): Member[] {
  const project = (readYaml(join(directory, 'Pulumi.yaml')) as { name: string }).name;
  const names = globSync('Pulumi.*.yaml', { cwd: directory })
    .map((file) => file.slice('Pulumi.'.length, -'.yaml'.length))
    .sort();
  const all = names.map((name) => ({
    name,
    needs: needsOf(trustsIn(directory, project, name), project, names),
    platform: platformOf(directory, name),
  }));
  const shared = all.filter(({ platform }) => platform !== 'embedded');
  return shared.length > 0 ? shared : all;
}

/** Those of the fleet that are named. @throws Error if one is not of the fleet. */
export function named(fleet: readonly Member[], names: readonly string[]): readonly Member[] {
  if (names.length === 0) return fleet;
  const unknown = names.filter((name) => !fleet.some((member) => member.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no stack ${unknown.join(', ')}: the stacks are ${fleet.map(({ name }) => name).join(', ')}.`,
    );
  return fleet.filter(({ name }) => names.includes(name));
}

/**
 * The stacks by when they may begin: each in a wave behind what it needs of them.
 *
 * @throws Error if stacks need each other.
 */
export function wavesOf(members: readonly Member[]): Member[][] {
  const waves: Member[][] = [];
  let left = [...members];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const wave = left.filter(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (wave.length === 0)
      throw new Error(
        `Stacks ${[...waiting].join(', ')} trust each other in a circle: take one of them out of a trusts.`,
      );
    waves.push(wave);
    left = left.filter((member) => !wave.includes(member));
  }
  return waves;
}

const trusts = z
  .union([z.array(z.string()), z.string().transform((text): unknown => JSON.parse(text))])
  .pipe(z.array(z.string()))
  .default([]);

/** The setting `trusts`: `ORG/PROJECT/STACK` each, as a list or as its JSON. */
function trustsIn(directory: string, project: string, stack: string): string[] {
  const file = `Pulumi.${stack}.yaml`;
  const { config } = (readYaml(join(directory, file)) ?? {}) as {
    config?: Record<string, unknown>;
  };
  const parsed = trusts.safeParse(config?.[`${project}:trusts`]);
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${project}:trusts must be a list of stacks, ORG/PROJECT/STACK each.`);
}

function needsOf(trusted: readonly string[], project: string, fleet: readonly string[]): string[] {
  return trusted.flatMap((path) => {
    const [stack = '', of] = path.split('/').reverse();
    return of === project && fleet.includes(stack) ? [stack] : [];
  });
}

/** @throws Error that names the file. */
function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
