import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { USES } from '../../commands/help/uses.ts';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';

const run = promisify(execFile);
const node = join(nodeDirectory, 'node');

/** What a program prints to a pipe. */
async function printed(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...others } = process.env;
  return (await run(node, args, { cwd: clone, env: { ...others, ...env } })).stdout;
}

describe('npm run help', () => {
  const named = Object.values(USES).flatMap((commands) => commands.map(({ name }) => name));

  it('lists every command, in the order in which npm run alone does', () => {
    const text = readFileSync(join(clone, 'package.json'), 'utf8');
    const { scripts } = JSON.parse(text) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(named);
  });

  it('says what each does and how long it takes, what exit codes mean and where to begin', async () => {
    const text = await printed(['commands/help.ts']);
    for (const { name, does, takes } of Object.values(USES).flat())
      expect(text).toMatch(new RegExp(`npm (run )?${name} .*${does}.* ${takes}`));
    for (const code of ['0', '1', '2', '3', '7']) expect(text).toContain(`\n  ${code}     `);
    expect(text).toContain('Begin with: npm run up');
  });
});

describe('colour', () => {
  const FAILED = `
    import { asTable } from './commands/verify/report.ts';
    console.log(asTable([{ name: 'a', expected: 200, status: 401, said: '', passed: false }]));`;
  const table = (env?: NodeJS.ProcessEnv) =>
    printed(['--input-type=module', '--eval', FAILED], env);
  const red = '\u001b[31mFAILED\u001b[39m';

  it('is on a terminal alone', async () => {
    expect(await table()).toContain('401  FAILED');
    expect(await table({ FORCE_COLOR: '1' })).toContain(red);
  });

  it('is off with NO_COLOR', async () => {
    expect(await table({ NO_COLOR: '1' })).toContain('401  FAILED');
  });
});
