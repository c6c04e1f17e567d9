import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { requireServers } from '../../servers/check.ts';
import { readServers } from '../../servers/servers.ts';
import { readPreview, type Preview } from '../shared/preview/changes.ts';
import { readConfiguration } from '../shared/configured.ts';
import type { Cli } from '../shared/cli.ts';
import { acceptedName, type Finding } from '../shared/finding.ts';
import { find } from './find.ts';
import type { FindOptions, Found } from './found.ts';
import { fillImportFile, type ImportResource } from './import-file.ts';
import { knownTenant, readKnown } from './known.ts';
import { foreignTo } from './leaves.ts';
import { readLive } from './live.ts';
import { mergeLeaves, mergeSettings, type SettingsPlace } from './settings-file.ts';
import { fitState, resets } from './state.ts';

/** The stack that adopts, and the means to change its file and state. */
export interface AdoptPlace {
  stack: string;
  /** Where Pulumi.yaml and the stack's file are. */
  directory: string;
  /** Where the file for `pulumi import` is written. */
  importFile: string;
  /** The variables that the program would see. */
  env: Readonly<Record<string, string | undefined>>;
  cli: Cli;
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
  const { cli, env, stack } = place;
  const configuration = readConfiguration(await cli('config', '--json', '--show-secrets'));
  const servers = readServers(configuration, env);
  await requireServers(servers);
  const file = stackFileOf(place);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const known = readKnown(text, await cli('stack', 'export'), place.directory);
  const [other] = known.ids.keys();
  if (other !== undefined && knownTenant(known) === undefined)
    throw new Error(
      `Stack ${stack} already declares ${other}, and no tenant: it is none that this program has made. ` +
        'Adopt into a stack of its own: --stack NAME.',
    );
  return find(await readLive(servers, options), options, known);
}

/**
 * Adds the settings, imports what was found into the stack's state, writes down what it leaves to others, and previews
 * what `pulumi up` would change. The servers are only read.
 *
 * @throws Error if the program refuses the settings, which are then as before, or an import fails.
 */
export async function take(place: AdoptPlace, found: Found): Promise<Adoption> {
  const { cli, importFile, directory, stack } = place;
  const before = urnsIn(await cli('stack', 'export'));
  const files: SettingsPlace = {
    ...{ stackFile: stackFileOf(place), directory, isDeployed: before.size > 0 },
  };
  const written = mergeSettings(files, found.settings);
  const restore = write(written);
  try {
    await cli('preview', '--import-file', importFile);
  } catch (error) {
    restore();
    throw error;
  }
  const file = fillImportFile(readFileSync(importFile, 'utf8'), found.ids);
  writeFileSync(importFile, `${JSON.stringify(file, null, 2)}\n`);
  const imported = file.resources.filter(({ component }) => !component);
  let unseen: string[] = [];
  if (imported.length > 0) {
    const quietly = ['--yes', '--generate-code=false', '--protect=false'];
    await cli('import', '--file', importFile, ...quietly);
    unseen = await rewriteState(place, found, before);
  }
  const previewed = await cli('preview', '--json');
  const preview = readPreview(previewed, stack);
  if (preview.errors.length > 0)
    throw new Error(`The preview failed.\n${preview.errors.join('\n')}`);
  const isNew = (urn: string) => !before.has(urn);
  const left = foreignTo(
    await cli('stack', 'export'),
    previewed,
    found.kong,
    isNew,
    before.size === 0,
  );
  write(mergeLeaves(files, left.map(acceptedName)));
  return { imported, preview, unseen, left };
}

/** The stack's own file, whatever organization and project its name has in front. */
function stackFileOf({ directory, stack }: AdoptPlace): string {
  return join(directory, `Pulumi.${stack.split('/').at(-1)!}.yaml`);
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

const exported = z.object({
  deployment: z.object({ resources: z.array(z.object({ urn: z.string() })).default([]) }),
});

function urnsIn(state: string): ReadonlySet<string> {
  const { resources } = exported.parse(JSON.parse(state)).deployment;
  return new Set(resources.map(({ urn }) => urn));
}

async function rewriteState(
  { cli, importFile }: AdoptPlace,
  { unread }: Found,
  before: ReadonlySet<string>,
): Promise<string[]> {
  const previewed = await cli('preview', '--json');
  // Secrets in it are encrypted.
  const file = `${importFile}.state`;
  try {
    const fitted = fitState(await cli('stack', 'export'), previewed, unread, before);
    writeFileSync(file, fitted, { mode: 0o600 });
    await cli('stack', 'import', '--file', file);
    return resets(previewed, before);
  } finally {
    rmSync(file, { force: true });
  }
}
