import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';

const { scripts } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Those that hand their arguments on to another program. */
const PASSING = ['pulumi', 'test'];
const OWN = Object.keys(scripts).filter((name) => !PASSING.includes(name));

async function run(command: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const path = join(clone, 'commands', `${command}.ts`);
  try {
    const { stdout } = await promisify(execFile)(join(nodeDirectory, 'node'), [path, ...args]);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

describe('npm run', () => {
  it.each([...OWN, 'test'])('%s -- --help says what it does, and does nothing', async (command) => {
    const { code, output } = await run(command, '--help');
    expect(output).toMatch(new RegExp(`^(eval "\\$\\()?npm (run )?(--silent )?${command}\\b`));
    expect(output).toMatch(/^Exit code/m);
    expect(code).toBe(0);
  });

  it.each(OWN)(
    '%s refuses an argument that it does not know, before anything else',
    async (command) => {
      const words = { rotate: ['status'], embedded: ['status'] }[command] ?? [];
      const { code, output } = await run(command, ...words, '--no-such-option');
      expect(output).toContain("Unknown option '--no-such-option'");
      expect(code).toBe(1);
    },
  );
});
