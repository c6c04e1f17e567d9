import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Clone } from '../support/clone.ts';

let clone: Clone;

const git = (...args: string[]) => execFileSync('git', args, { cwd: clone.directory });

function hook(file: string, text: string): { status: number | null; output: string } {
  git('reset', '--quiet', '--hard');
  writeFileSync(join(clone.directory, file), text);
  git('add', file);
  const { status, stdout, stderr } = spawnSync('.githooks/pre-commit', {
    cwd: clone.directory,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

beforeAll(async () => {
  clone = await Clone.create();
  git('init', '--quiet');
  git('add', '--all');
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  git(...who, 'commit', '--quiet', '--message', 'Begin');
});

afterAll(() => clone?.remove());

it('the hook lets a change pass that is formatted', () => {
  expect(hook('NOTES.md', '# Notes\n')).toEqual({ status: 0, output: '' });
});

it('the hook names a file that is not formatted, and what formats it', () => {
  const { status, output } = hook('NOTES.md', '#   Notes\n\n\n\n*  a\n');
  expect(status).toBe(1);
  expect(output).toContain('NOTES.md');
  expect(output).toContain('prettier --write');
});
