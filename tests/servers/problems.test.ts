import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { RunError } from '@pulumi/pulumi';
import { expect, test } from 'vitest';
import { SettingsError } from '../../servers/problems.ts';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';

test('Pulumi prints a problem of the settings without a stack trace', () => {
  const error = new SettingsError([{ key: 'tenant', fault: 'is missing', fix: 'set it' }]);
  expect(RunError.isInstance(error)).toBe(true);
  expect(error.message).toContain('tenant: is missing\n    fix: set it');
});

/** Says at the end whether the SDK was loaded. */
const COUNTING = `import Module from 'node:module';
  process.on('exit', () => {
    const loaded = Object.keys(Module._cache).filter((file) => file.endsWith('@pulumi/pulumi/index.js'));
    console.log('SDKs loaded:', loaded.length);
  });`;

/** Loading the SDK takes longer than most of what a command does. */
test.each(['up', 'preview', 'drift', 'verify', 'rotate', 'destroy', 'embedded'])(
  'npm run %s does without the SDK',
  (command) => {
    const file = join(clone, 'commands', `${command}.ts`);
    const args = [
      '--import',
      `data:text/javascript,${encodeURIComponent(COUNTING)}`,
      file,
      '--help',
    ];
    const printed = execFileSync(join(nodeDirectory, 'node'), args, { encoding: 'utf8' });
    expect(printed).toContain(`npm run ${command}`);
    expect(printed).toContain('SDKs loaded: 0');
  },
);
