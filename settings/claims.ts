import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { Problem } from '../servers/problems.ts';
import type { ApplicationSettings, Settings } from './settings.ts';

/** The project's folder. */
const PROJECT = join(import.meta.dirname, '..');

/** What takes the claims of a lambda away again. */
const NONE = 'none';

/** What is wrong with the files that say what tokens claim. */
export function claimsProblems({ applications }: Settings, directory = PROJECT): Problem[] {
  return applications.flatMap(({ claims }, index): Problem[] => {
    const fault = claims === undefined || claims === NONE ? undefined : faultOf(claims, directory);
    if (fault === undefined) return [];
    const key = `applications[${index}].claims`;
    return [{ key, value: claims, fault, fix: `mend ${claims}, or name another file in ${key}` }];
  });
}

/** The body of the function, `null` to take away what there is, undefined to leave that alone. */
export function claimsOf(
  { claims }: ApplicationSettings,
  directory = PROJECT,
): string | null | undefined {
  if (claims === undefined) return undefined;
  return claims === NONE ? null : readFileSync(join(directory, claims), 'utf8');
}

function faultOf(file: string, directory: string): string | undefined {
  try {
    const body = readFileSync(join(directory, file), 'utf8');
    // It is only compiled, as FusionAuth would.
    void new Script(body);
    return /\bfunction\s+populate\s*\(|\bpopulate\s*=/.test(body)
      ? undefined
      : 'must declare a function populate(jwt, user, registration)';
  } catch (error) {
    if (error instanceof SyntaxError) return `is no JavaScript: ${error.message}`;
    return 'is no file that can be read, from the folder of the project';
  }
}
