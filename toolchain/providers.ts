import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { clone as repository, nodeDirectory } from './paths.ts';
import { withLock } from './steps.mjs';

/** The providers that stand in for the official ones, under the versions that the SDKs ask for. */
export const EMBEDDED_PROVIDERS = [
  { name: 'kong', version: '4.6.1' },
  { name: 'terraform-provider', version: '1.1.0' },
  { name: 'tls', version: '5.6.1' },
] as const;

/** Where the sources are and where the providers go. */
export interface ProviderLayout {
  readonly clone: string;
  readonly localDirectory: string;
}

/**
 * Bundles the embedded providers into the PULUMI_HOME of this clone, where the engine finds them by name and
 * version as if it had downloaded them. Does nothing while their sources are the same. True if it bundled.
 */
export async function layOutProviders(layout: ProviderLayout): Promise<boolean> {
  const home = join(layout.localDirectory, 'pulumi');
  const stamp = join(home, 'plugins', '.bundled-from');
  const wanted = sourceHash(layout.clone);
  if (isCurrent(stamp, wanted)) return false;
  return withLock(join(layout.localDirectory, 'providers.lock'), async () => {
    if (isCurrent(stamp, wanted)) return false;
    // Loaded only when there is something to bundle: it costs more than the rest of set-up.
    const { build } = await import('esbuild');
    for (const provider of EMBEDDED_PROVIDERS) {
      const directory = join(home, 'plugins', `resource-${provider.name}-v${provider.version}`);
      mkdirSync(directory, { recursive: true });
      const bundle = join(directory, 'plugin.cjs');
      await build({
        entryPoints: [join(layout.clone, 'embedded', 'providers', `${provider.name}.ts`)],
        outfile: `${bundle}.new`,
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
        logLevel: 'silent',
      });
      renameSync(`${bundle}.new`, bundle);
      writeLauncher(
        join(directory, `pulumi-resource-${provider.name}`),
        bundle,
        layout.localDirectory,
      );
      // The engine takes a plugin for half installed while a .partial file lies beside it, and locks this one.
      writeFileSync(`${directory}.lock`, '');
      rmSync(`${directory}.partial`, { force: true });
    }
    writeFileSync(stamp, wanted);
    return true;
  });
}

function isCurrent(stamp: string, wanted: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

function writeLauncher(path: string, bundle: string, localDirectory: string): void {
  const compileCache = join(localDirectory, 'compile-cache');
  const lines = [
    '#!/bin/sh',
    // The program's NODE_OPTIONS are not the provider's.
    'unset NODE_OPTIONS',
    `export NODE_COMPILE_CACHE=${quote(compileCache)}`,
    `exec ${quote(join(nodeDirectory, 'node'))} ${quote(bundle)} "$@"`,
  ];
  writeFileSync(`${path}.new`, `${lines.join('\n')}\n`);
  chmodSync(`${path}.new`, 0o755);
  renameSync(`${path}.new`, path);
}

/** A text as one word of a shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function sourceHash(clone: string): string {
  const hash = createHash('sha256');
  const sources = [join(clone, 'embedded', 'providers'), join(clone, 'servers')];
  const files = sources
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  files.push(join(clone, 'package-lock.json'), import.meta.filename);
  for (const file of files) {
    hash
      .update(`${relative(clone, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  // The launchers name this place: a clone that was moved needs new ones.
  return hash.update(repository).digest('hex');
}
