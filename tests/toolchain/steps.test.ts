import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runQuietly, withLock } from '../../toolchain/steps.mjs';
import { temporaryDirectory } from './temporary.ts';

describe('the lock between processes', () => {
  test('lets one at a time in', async () => {
    const lock = join(temporaryDirectory(), 'deep', 'lock');
    let inside = 0;
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, () =>
        withLock(lock, async () => {
          seen.push(++inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside--;
        }),
      ),
    );
    expect(seen).toEqual([1, 1, 1, 1, 1]);
  });

  test('is free again after an error, and leaves no file', async () => {
    const directory = temporaryDirectory();
    const lock = join(directory, 'lock');
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withLock(lock, () => Promise.resolve('in'))).resolves.toBe('in');
    expect(readdirSync(directory)).toEqual([]);
  });

  test('is taken over from a process that died', async () => {
    const lock = join(temporaryDirectory(), 'lock');
    const dead = spawn('true');
    await new Promise((resolve) => dead.on('close', resolve));
    writeFileSync(lock, String(dead.pid));
    const held = await withLock(lock, () => Promise.resolve(readFileSync(lock, 'utf8')));
    expect(held).toBe(String(process.pid));
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a quiet step', () => {
  test('resolves to the standard output', async () => {
    await expect(runQuietly('sh', ['-c', 'echo out; echo err >&2'])).resolves.toBe('out\n');
  });

  test('that fails is named with its exit code and what it printed', async () => {
    await expect(runQuietly('sh', ['-c', 'echo why >&2; exit 4'])).rejects.toThrow(
      /`sh -c .*` ended with exit code 4:\nwhy/,
    );
  });
});
