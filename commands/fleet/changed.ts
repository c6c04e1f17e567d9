import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Member } from './stacks.ts';

/** What every stack runs: a change there concerns all of them. */
const PROGRAM = [
  ...['Pulumi.yaml', 'package.json', 'package-lock.json', 'index.ts', 'start.cjs', 'lazy.cjs'],
  ...['catalogue', 'components', 'servers', 'settings', 'sides', 'sdks'],
];

/** Which stacks a change concerns. */
export interface Changed {
  members: readonly Member[];
  /** The files of the program that differ, for which it is all stacks. */
  program: readonly string[];
  /** Stacks that had a file and have none now. Nothing is done to them. */
  gone: readonly string[];
}

/**
 * The stacks whose settings differ from those of a git revision, files that they include counted; all of them if the
 * program differs. It is compared with where the two histories parted, so that what others have merged since does not
 * count, and by what the files say: a comment is no change.
 *
 * @param base a branch, tag or commit.
 * @throws Error if git does not know the revision.
 */
export function changedSince(base: string, fleet: readonly Member[], directory: string): Changed {
  const then = revision(base, directory);
  const now = workTree(directory);
  const program = git(
    directory,
    'diff',
    '--name-only',
    '--relative',
    then.commit,
    '--',
    ...PROGRAM,
  );
  const files = lines(program);
  const members = files.length > 0 ? fleet : fleet.filter(({ name }) => differs(name, then, now));
  const gone = then.files
    .flatMap((file) => /^Pulumi\.([^/]+)\.yaml$/.exec(file)?.[1] ?? [])
    .filter((name) => !existsSync(join(directory, `Pulumi.${name}.yaml`)));
  return { members, program: files, gone };
}

/** The project's files, now or then. */
interface Snapshot {
  /** Those that patterns match, from the project's folder. */
  matching: (patterns: readonly string[]) => string[];
  /** Undefined if there is none. */
  read: (file: string) => string | undefined;
}

function differs(stack: string, then: Snapshot, now: Snapshot): boolean {
  return !isDeepStrictEqual(settingsIn(stack, then), settingsIn(stack, now));
}

/** What a stack's file and those that it includes say. */
function settingsIn(stack: string, { matching, read }: Snapshot): unknown {
  const own = parsed(read(`Pulumi.${stack}.yaml`)) as { config?: Record<string, unknown> } | null;
  const patterns = Object.entries(own?.config ?? {}).flatMap(([key, value]) =>
    key.endsWith(':include') ? asList(value) : [],
  );
  return [own, matching(patterns).map((file) => [file, parsed(read(file))])];
}

/** A list may be written as its JSON. */
function asList(value: unknown): string[] {
  const list = typeof value === 'string' ? parsed(value) : value;
  return Array.isArray(list) ? list.map(String) : [];
}

/** What YAML says; the text itself if it is none, which the program will refuse. */
function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? null : parse(text);
  } catch {
    return text;
  }
}

function workTree(directory: string): Snapshot {
  return {
    matching: (patterns) => globSync([...patterns], { cwd: directory }).sort(),
    read: (file) => {
      const path = join(directory, file);
      return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    },
  };
}

function revision(base: string, directory: string): Snapshot & { commit: string; files: string[] } {
  const commit = commitOf(base, directory);
  const files = lines(git(directory, 'ls-tree', '-r', '--name-only', commit));
  return {
    commit,
    files,
    matching: (patterns) =>
      files.filter((file) => patterns.some((pattern) => matchesGlob(file, pattern))).sort(),
    read: (file) =>
      files.includes(file) ? git(directory, 'show', `${commit}:./${file}`) : undefined,
  };
}

/** Where the history of what is checked out left that of the revision; the revision itself in a shallow clone. */
function commitOf(base: string, directory: string): string {
  let commit: string;
  try {
    commit = git(
      directory,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${base}^{commit}`,
    );
  } catch (cause) {
    throw new Error(
      `--changed ${base} is no revision that git knows here. Fetch it: git fetch origin ${base}`,
      { cause },
    );
  }
  try {
    return git(directory, 'merge-base', commit.trim(), 'HEAD').trim();
  } catch {
    return commit.trim();
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter(Boolean);
}

function git(directory: string, ...args: string[]): string {
  const options = { cwd: directory, maxBuffer: 64 * 1024 * 1024, stdio: 'pipe' } as const;
  // Names are not to be quoted, whatever is in them.
  return execFileSync('git', ['-c', 'core.quotePath=false', ...args], options).toString();
}
