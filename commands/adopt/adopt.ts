import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { requireServers } from '../../servers/check.ts';
import { readServers } from '../../servers/servers.ts';
import { readPreview, type Preview } from '../shared/preview/changes.ts';
import { readConfiguration } from '../shared/configured.ts';
import type { Cli } from '../shared/cli.ts';
import { nameOf } from '../shared/urn.ts';
import { find } from './find.ts';
import type { FindOptions, Found } from './found.ts';
import { fillImportFile, keyOf, type ImportResource } from './import-file.ts';
import { readLive } from './live.ts';
import { writeSettings } from './settings-file.ts';
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
  /** What `pulumi up` would set back to a default without showing it, as `NAME PROPERTY`. */
  unseen: string[];
}

const state = z.object({
  deployment: z.object({
    resources: z
      .array(z.object({ type: z.string(), urn: z.string(), custom: z.boolean().default(false) }))
      .default([]),
  }),
});

/**
 * Looks for the guide on the servers that the stack's configuration names. Nothing is changed anywhere.
 *
 * @throws Error if a server does not answer, nothing is found, or the stack declares something else already.
 */
export async function search(place: AdoptPlace, options: FindOptions): Promise<Found> {
  const { cli, env, stack } = place;
  const configuration = readConfiguration(await cli('config', '--json', '--show-secrets'));
  const servers = readServers(configuration, env);
  await requireServers(servers);
  const found = find(await readLive(servers, options.users), options);
  const { resources } = state.parse(JSON.parse(await cli('stack', 'export'))).deployment;
  const others = resources
    .filter(({ custom, type }) => custom && /^(kong|fusionauth|tls):/.test(type))
    .map(({ type, urn }) => keyOf({ type, name: nameOf(urn) }))
    .filter((key) => !found.ids.has(key));
  if (others.length === 0) return found;
  throw new Error(
    `Stack ${stack} already declares ${others[0]} and ${others.length - 1} more that are not what was found. ` +
      'Adopt into a stack of its own: --stack NAME.',
  );
}

/**
 * Writes the settings, imports what was found into the stack's state, and previews what `pulumi up` would
 * change. The servers are only read.
 *
 * @throws Error if the program refuses the settings, which are then as before, or an import fails.
 */
export async function take(place: AdoptPlace, found: Found): Promise<Adoption> {
  const { cli, importFile, directory, stack } = place;
  const stackFile = join(directory, `Pulumi.${stack}.yaml`);
  const before = existsSync(stackFile) ? readFileSync(stackFile, 'utf8') : undefined;
  writeFileSync(stackFile, writeSettings(before ?? '', found.settings));
  try {
    await cli('preview', '--import-file', importFile);
  } catch (error) {
    if (before === undefined) rmSync(stackFile, { force: true });
    else writeFileSync(stackFile, before);
    throw error;
  }
  const file = fillImportFile(readFileSync(importFile, 'utf8'), found.ids);
  writeFileSync(importFile, `${JSON.stringify(file, null, 2)}\n`);
  const imported = file.resources.filter(({ component }) => !component);
  let unseen: string[] = [];
  if (imported.length > 0) {
    const quietly = ['--yes', '--generate-code=false', '--protect=false'];
    await cli('import', '--file', importFile, ...quietly);
    unseen = await rewriteState(place, found);
  }
  const preview = readPreview(await cli('preview', '--json'), stack);
  if (preview.errors.length > 0)
    throw new Error(`The preview failed.\n${preview.errors.join('\n')}`);
  return { imported, preview, unseen };
}

async function rewriteState({ cli, importFile }: AdoptPlace, { unread }: Found): Promise<string[]> {
  const previewed = await cli('preview', '--json');
  // Secrets in it are encrypted.
  const file = `${importFile}.state`;
  try {
    writeFileSync(file, fitState(await cli('stack', 'export'), previewed, unread), { mode: 0o600 });
    await cli('stack', 'import', '--file', file);
    return resets(previewed);
  } finally {
    rmSync(file, { force: true });
  }
}
