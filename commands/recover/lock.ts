import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** A lock on a stack, as the engine writes it for the process that updates the stack. */
export interface Lock {
  pid: number;
  username: string;
  hostname: string;
  /** When it was taken, in milliseconds since 1970: the update began then. */
  taken: number;
  /** Its file, where the state is kept in a directory. */
  file?: string;
}

const content = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string().transform((text) => Date.parse(text)),
});

/** The locks on a stack whose state is in a directory; undefined if it is elsewhere. */
export function locksIn(backend: string, project: string, stack: string): Lock[] | undefined {
  const root = directoryOf(backend);
  if (root === undefined) return undefined;
  const directory = join(root, '.pulumi', 'locks', 'organization', project, stack);
  return entriesOf(directory)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = join(directory, name);
      const text = textOf(file);
      if (text === undefined) return [];
      const { timestamp: taken, ...holder } = content.parse(JSON.parse(text));
      return [{ ...holder, taken, file }];
    });
}

/** The locks that the CLI names where it refuses to touch a stack. */
export function locksSaid(text: string): Lock[] {
  const said = text.matchAll(/created by (\S*)@(\S*) \(pid (\d+)\) at (\S+)/g);
  return [...said].map(([, username = '', host = '', pid, at = '']) => ({
    ...{ username, hostname: host, pid: Number(pid), taken: Date.parse(at) },
  }));
}

/**
 * Whether the process that took a lock is gone. Of another machine's nothing is known. A process of that number that
 * began after the lock was taken is another one.
 */
export function isDead({ pid, hostname: host, taken }: Lock): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  const began = beginOf(pid);
  return began !== undefined && began > taken + ROUNDING_MS;
}

/** Takes a lock away that was found dead. Where its file is known, no other is touched. */
export function release({ file }: Lock): void {
  if (file !== undefined) rmSync(file, { force: true });
}

export function lockText({ username, hostname: host, pid, taken }: Lock): string {
  return `process ${pid} of ${username} on ${host}, since ${new Date(taken).toISOString()}`;
}

/** Instants of locks that the CLI prints are in whole seconds. */
const ROUNDING_MS = 2000;

/** When a process began, where the system tells. */
function beginOf(pid: number): number | undefined {
  try {
    return statSync(`/proc/${pid}`).ctimeMs;
  } catch {
    return undefined;
  }
}

function directoryOf(backend: string): string | undefined {
  if (!backend.startsWith('file://')) return undefined;
  const path = backend.slice('file://'.length).replace(/\?.*$/, '');
  return path.startsWith('~') ? join(homedir(), path.slice(1)) : path;
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Undefined if the update has ended meanwhile. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
