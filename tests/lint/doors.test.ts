import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';
import rules from '../../.dependency-cruiser.json' with { type: 'json' };
import { temporaryDirectory, write } from '../toolchain/temporary.ts';

/** The rules that a tree of files breaks; each file imports the ones named. */
async function broken(tree: Record<string, readonly string[]>): Promise<string[]> {
  const baseDir = temporaryDirectory();
  for (const [file, imports] of Object.entries(tree)) {
    const up = '../'.repeat(file.split('/').length - 1) || './';
    write(
      join(baseDir, file),
      [...imports.map((path) => `import '${up}${path}';`), 'export {};'].join('\n'),
    );
  }
  const { forbidden } = rules as IConfiguration;
  const { output } = await cruise(['.'], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
    tsPreCompilationDeps: true,
  });
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}

describe('lint refuses', () => {
  test.each([
    [
      'a circle',
      { 'embedded/a.ts': ['embedded/b.ts'], 'embedded/b.ts': ['embedded/a.ts'] },
      'no-circles',
    ],
    [
      'a stand-in in a component',
      { 'components/a.ts': ['embedded/b.ts'], 'embedded/b.ts': [] },
      'product-not-workshop',
    ],
    [
      "the stack's settings in a component",
      { 'components/a.ts': ['settings/b.ts'], 'settings/b.ts': [] },
      'components-own-their-arguments',
    ],
    [
      'a component in what reaches servers',
      { 'servers/a.ts': ['components/b.ts'], 'components/b.ts': [] },
      'servers-below-all',
    ],
    [
      "one command in another's room",
      { 'commands/a/x.ts': ['commands/b/y.ts'], 'commands/b/y.ts': [] },
      'commands-share-in-one-place',
    ],
    [
      'a command in what commands share',
      { 'commands/shared/x.ts': ['commands/b/y.ts'], 'commands/b/y.ts': [] },
      'shared-below-the-commands',
    ],
    [
      'anything of ours in the catalogue',
      { 'catalogue/x.ts': ['servers/y.ts'], 'servers/y.ts': [] },
      'catalogue-below-all',
    ],
    [
      'settings in a policy',
      { 'policies/x.ts': ['settings/y.ts'], 'settings/y.ts': [] },
      'policies-know-the-catalogue',
    ],
  ] as [string, Record<string, string[]>, string][])('%s', async (_, tree, rule) => {
    expect(await broken(tree)).toContain(rule);
  });

  test('nothing of a tree that keeps to its rooms', async () => {
    const tree = {
      'index.ts': ['components/a.ts', 'settings/b.ts'],
      'components/a.ts': ['catalogue/c.ts', 'servers/d.ts'],
      'settings/b.ts': ['components/a.ts'],
      'catalogue/c.ts': [],
      'servers/d.ts': [],
      'commands/a.ts': ['commands/a/x.ts'],
      'commands/a/x.ts': ['commands/shared/y.ts', 'catalogue/c.ts'],
      'commands/shared/y.ts': ['settings/b.ts'],
    };
    expect(await broken(tree)).toEqual([]);
  });
});
