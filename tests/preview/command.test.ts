import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';
import { TYPES, previewOf } from './preview-json.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'preview-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('writes the summary to the file, and says in a line what it is', async () => {
  const gone = { op: 'delete', type: TYPES.tenant, name: 't', before: { name: 'main' } };
  const file = join(directory, 'summary.md');
  const ran = await preview(previewOf([gone]), '--markdown', file);
  expect(ran).toEqual({ code: 0, stdout: 'Preview of `test`: 1 to delete\n', stderr: '' });
  expect(readFileSync(file, 'utf8')).toContain('Tenant `main` is deleted');
});

test('writes a comment to standard output without a file', async () => {
  const { stdout } = await preview(previewOf([]), '--stack', 'eu', '--markdown');
  expect(stdout).toBe('<!-- preview of stack eu -->\n### Preview of `eu`: nothing to change\n');
});

test('writes for people what needs no renderer', async () => {
  const gone = { op: 'delete', type: TYPES.tenant, name: 't', before: { name: 'main' } };
  const { stdout } = await preview(previewOf([gone]));
  expect(stdout).toContain('\nWho loses access\n  Tenant `main` is deleted');
  expect(stdout).toContain('npm run pulumi -- preview --diff --stack test');
  expect(stdout).not.toMatch(/<|\*\*|~~~/);
});

test('refuses a file of which it is not said what for', async () => {
  const ran = await preview(previewOf([]), 'summary.md');
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('summary.md is no option');
});

test.each(['warning: no JSON', '[]'])(
  '%s is refused with the command that makes one',
  async (text) => {
    const ran = await preview(text);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('`pulumi preview --json > FILE`');
  },
);

function preview(
  json: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const input = join(directory, 'preview.json');
  writeFileSync(input, json);
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof preview>>>();
  const all = [join(clone, 'commands', 'preview.ts'), '--json-file', input, ...args];
  execFile(join(nodeDirectory, 'node'), all, (error, stdout, stderr) =>
    resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
  );
  return promise;
}
