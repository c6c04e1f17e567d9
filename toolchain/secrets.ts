import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the directory for state and keys, readable by its owner alone. */
export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/** A file with a random secret that is generated once: its path and content. */
export function generatedSecret(directory: string, name: string): { path: string; value: string } {
  const path = join(directory, name);
  const existing = readSecret(path);
  if (existing) return { path, value: existing };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    // Unlike a rename, a link does not replace what another process made in the meantime.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  const value = readSecret(path);
  if (!value) throw new Error(`${path} is empty. Remove it: the next command makes a new one.`);
  return { path, value };
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
