import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireServers } from '../../servers/check.ts';
import { readServers, type Servers } from '../../servers/servers.ts';
import { previewOf, type Preview, type Seen } from '../shared/preview/changes.ts';
import { acceptedName, type Finding } from '../shared/finding.ts';
import type { Configuration } from '../shared/stack/shapes.ts';
import type { Stack } from '../shared/stack/stack.ts';
import { find } from './find.ts';
import type { FindOptions, Found } from './found.ts';
import { fillImportFile, type ImportResource } from '../shared/import-file.ts';
import { knownTenant, readKnown } from './known.ts';
import { foreignTo } from './leaves.ts';
import { readLive } from './live.ts';
import { mergeLeaves, mergeSettings, type SettingsPlace } from './settings-file.ts';
import { fitState, resets } from './state.ts';

/** The stack that adopts, and the means to change its file and state. */
export interface AdoptPlace {
  stack: Stack;
  /** Where Pulumi.yaml and the stack's file are. */
  directory: string;
  /** Where the file for `pulumi import` is written. */
  importFile: string;
  /** The variables that the program would see. */
  env: Readonly<Record<string, string | undefined>>;
}

/** What was taken into the state, and what the next `pulumi up` would change. */
export interface Adoption {
  imported: ImportResource[];
  preview: Preview;
  /** What others have on it, which the setting `leaves` names from now on. */
  left: Finding[];
  /** What `pulumi up` would set back to a default without showing it, as `NAME PROPERTY`. */
  unseen: string[];
}

/**
 * Looks for what the servers that the stack's configuration names hold and the stack does not have yet. Nothing is changed
 * anywhere.
 *
 * @throws Error if a server does not answer, nothing is found, or the stack declares something else already.
 */
export async function search(place: AdoptPlace, options: FindOptions): Promise<Found> {
  const { stack } = place;
  const servers = bothSidesOf(await stack.configuration(), place);
  await requireServers(servers);
  const file = stackFileOf(place);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const known = readKnown(text, await stack.resources(), place.directory);
  const [other] = known.ids.keys();
  if (other !== undefined && knownTenant(known) === undefined)
    throw new Error(
      `Stack ${stack.name} already declares ${other}, and no tenant: it is none that this program has made. ` +
        'Adopt into a stack of its own: --stack NAME.',
    );
  return find(await readLive(servers, options), options, known);
}

/** Adopt follows trust from one side to the other. @throws Error on a stack of one side. */
function bothSidesOf(configuration: Configuration, { stack, env }: AdoptPlace): Servers {
  const [, side = 'both'] =
    Object.entries(configuration).find(([key]) => key.endsWith(':side')) ?? [];
  if (side === 'both') return readServers(configuration, env);
  throw new Error(
    `Stack ${stack.name} is of side ${side}, and adopt takes over both sides at once: nothing was read or changed. ` +
      'Adopt into a stack of both sides: --stack NAME.',
  );
}

/**
 * Adds the settings, imports what was found into the stack's state, writes down what it leaves to others, and previews
 * what `pulumi up` would change. The servers are only read.
 *
 * @throws Error if the program refuses the settings, which are then as before, or an import fails.
 */
export async function take(place: AdoptPlace, found: Found): Promise<Adoption> {
  const { importFile, directory, stack } = place;
  const before: ReadonlySet<string> = new Set((await stack.resources()).map(({ urn }) => urn));
  const files: SettingsPlace = {
    ...{ stackFile: stackFileOf(place), directory, isDeployed: before.size > 0 },
  };
  const written = mergeSettings(files, found.settings);
  const restore = write(written);
  try {
    await previewed(stack, importFile);
  } catch (error) {
    restore();
    throw error;
  }
  const file = fillImportFile(readFileSync(importFile, 'utf8'), found.ids);
  writeFileSync(importFile, `${JSON.stringify(file, null, 2)}\n`);
  const imported = file.resources.filter(({ component }) => !component);
  let unseen: string[] = [];
  if (imported.length > 0) {
    await stack.importResources(file);
    unseen = await rewriteState(stack, found, before);
  }
  const seen = await previewed(stack);
  const isNew = (urn: string) => !before.has(urn);
  const left = foreignTo(seen.steps, found.kong, isNew, before.size === 0);
  write(mergeLeaves(files, left.map(acceptedName)));
  return { imported, preview: previewOf(seen, stack.name), unseen, left };
}

/** The stack's own file, whatever organization and project its name has in front. */
function stackFileOf({ directory, stack }: AdoptPlace): string {
  return join(directory, `Pulumi.${stack.name.split('/').at(-1)!}.yaml`);
}

/** @returns what puts the files back as they were. */
function write(texts: ReadonlyMap<string, string>): () => void {
  const before = [...texts.keys()].map(
    (path) => [path, existsSync(path) ? readFileSync(path, 'utf8') : undefined] as const,
  );
  for (const [path, text] of texts) writeFileSync(path, text);
  return () => {
    for (const [path, text] of before) {
      if (text === undefined) rmSync(path, { force: true });
      else writeFileSync(path, text);
    }
  };
}

async function rewriteState(
  stack: Stack,
  { unread }: Found,
  before: ReadonlySet<string>,
): Promise<string[]> {
  const { steps } = await previewed(stack);
  const state = await stack.exportState();
  fitState(state, steps, unread, before);
  await stack.importState(state);
  return resets(steps, before);
}

/** @throws Error with why the program refuses. */
async function previewed(stack: Stack, importFile?: string): Promise<Seen> {
  const seen = await stack.preview(importFile === undefined ? {} : { importFile });
  const { errors } = previewOf(seen, stack.name);
  if (seen.code !== 0) throw new Error(`The preview failed.\n${errors.join('\n')}`);
  return seen;
}
