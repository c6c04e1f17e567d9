import type { SpawnOptions } from 'node:child_process';

export function withProgress<T>(label: string, work: () => Promise<T>): Promise<T>;
export function runQuietly(
  command: string,
  args: readonly string[],
  options?: SpawnOptions,
): Promise<string>;
export function withLock<T>(path: string, work: () => Promise<T>): Promise<T>;
