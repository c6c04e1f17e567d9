import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OLDEST_PULUMI } from './paths.ts';

/** A Pulumi CLI that can be used as it is. */
export interface Cli {
  /** Where `pulumi` and, beside it or on the PATH, `pulumi-language-nodejs` are. */
  readonly directory: string;
  readonly version: string;
}

/** The user's own CLI, or why it is not taken. */
export async function ownCli(env: NodeJS.ProcessEnv, cache: string): Promise<Cli | string> {
  const pulumi = findOnPath('pulumi', env);
  if (!pulumi) return 'no `pulumi` is on the PATH';
  const version = await versionOf(pulumi, env, cache);
  if (version === undefined) return `${pulumi} does not answer \`pulumi version\``;
  if (!isAtLeast(version, OLDEST_PULUMI)) {
    return `${pulumi} is ${version}, and ${OLDEST_PULUMI} or newer is needed`;
  }
  const directory = dirname(pulumi);
  const host = 'pulumi-language-nodejs';
  const places = [directory, dirname(realpathSync(pulumi))];
  if (!places.some((place) => isExecutable(join(place, host))) && !findOnPath(host, env)) {
    return `${pulumi} comes without ${host}, neither beside it nor on the PATH`;
  }
  return { directory, version };
}

/** Whether a dotted version is the same as or newer than another. A pre-release is older than its release. */
export function isAtLeast(version: string, oldest: string): boolean {
  const parse = (text: string) => {
    const [, numbers = '', prerelease] = /^v?([\d.]+)(-\S+)?/.exec(text) ?? [];
    return { numbers: numbers.split('.').map(Number), prerelease: prerelease !== undefined };
  };
  const [a, b] = [parse(version), parse(oldest)];
  for (let place = 0; place < 3; place++) {
    const difference = (a.numbers[place] ?? 0) - (b.numbers[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return !a.prerelease || b.prerelease;
}

/** `pulumi version` takes a moment, so the answer is kept as long as the file is the same. */
async function versionOf(
  pulumi: string,
  env: NodeJS.ProcessEnv,
  cache: string,
): Promise<string | undefined> {
  const { size, mtimeMs } = statSync(pulumi);
  const identity = JSON.stringify({ pulumi, size, mtimeMs });
  const note = join(cache, 'own-cli.json');
  try {
    const kept = JSON.parse(readFileSync(note, 'utf8')) as { identity: string; version: string };
    if (kept.identity === identity) return kept.version;
  } catch {
    // Nothing is kept yet.
  }
  const version = await askVersion(pulumi, env);
  if (version !== undefined) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(note, JSON.stringify({ identity, version }));
  }
  return version;
}

/** What `pulumi version` answers, without the v; undefined if it cannot be run. */
export async function askVersion(
  pulumi: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(pulumi, ['version'], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
      timeout: 30_000,
    });
    return /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.[1];
  } catch {
    return undefined;
  }
}

/** The first executable of that name on the PATH. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
