import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';

/** What a script prints that runs as Pulumi runs the program, from any folder of the repository. */
function run(script: string, env: NodeJS.ProcessEnv = {}): string {
  const args = ['--require', 'fusionauth-kong/start', '--no-warnings', '--eval', script];
  const cwd = join(clone, 'tests');
  const options = { cwd, env: { ...process.env, DEBUG: '', ...env }, encoding: 'utf8' } as const;
  return execFileSync(join(nodeDirectory, 'node'), args, options).trim();
}

const LOADED = `Object.keys(require.cache).filter((file) => /arborist|node_modules.typescript|sdk-trace/.test(file))`;

test('the SDK is there without what few programs use', () => {
  const script = `const pulumi = require('@pulumi/pulumi'); require('@pulumi/pulumi/cmd/run/tracing.js');
    console.log(typeof pulumi.output, ${LOADED}.length)`;
  expect(run(script)).toBe('function 0');
});

test('what few programs use is loaded when it is used', () => {
  const script = `const { runtime } = require('@pulumi/pulumi');
    runtime.serializeFunction(() => 42).then(({ text }) => console.log(text.includes('return'), ${LOADED}.length > 0))`;
  expect(run(script)).toBe('true true');
});

test('DEBUG brings the stack traces and the debug messages back', () => {
  const script = `const { log } = require('@pulumi/pulumi');
    console.log(new Error('x').stack.includes('at '), log.debug.toString().includes('getEngine'))`;
  expect(run(script)).toBe('false false');
  expect(run(script, { DEBUG: '1' })).toBe('true true');
});
