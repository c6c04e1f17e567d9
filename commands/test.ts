import { spawn } from 'node:child_process';
import { setUp, type ToolEnvironment } from '../toolchain/setup.ts';
import { pass } from './shared/main.ts';
import { bin, lint } from './shared/static-checks.ts';

const HELP = `npm test [-- ARGUMENTS]

Checks the text of the project (npm run lint) and runs every test. With arguments, the tests that they select, as
vitest takes them.

Examples:
  npm test
  npm test -- tests/components -u

Exit code: 0 if all tests pass, 1 if one fails.`;

await pass(async (selection) => {
  const tools = await setUp();
  if (selection.length === 0) await lint();
  return inheriting(tools, ['vitest', 'run', ...selection]);
}, HELP);

function inheriting(tools: ToolEnvironment, command: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { cwd: tools.clone, env: tools.env, stdio: 'inherit' } as const;
  const child = spawn(process.execPath, bin(command), options);
  child.on('error', reject);
  child.on('close', (code) => resolve(code ?? 1));
  return promise;
}
