import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A name for the platform's code and data as they lie here now: another one as soon as any of its files differs. */
export function codeStamp(): string {
  const here = import.meta.dirname;
  const hash = createHash('sha256');
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(here, join(entry.parentPath, entry.name)))
    // The providers are programs of their own.
    .filter((file) => !file.startsWith(`plugins${sep}`))
    .sort();
  const data = join('..', 'catalogue', 'kong', 'schemas', '3.9.json');
  for (const file of [...files, data, join('..', 'package-lock.json')]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(here, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
