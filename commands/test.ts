import { spawn } from 'node:child_process';
import { setUp, type ToolEnvironment } from '../toolchain/setup.ts';
import { main } from './main.ts';
import { bin, lint } from './static-checks.ts';

/** `npm test`: the static checks and every test. `npm test -- ARGS`: the tests that ARGS select. */
await main(async () => {
  const tools = await setUp();
  const selection = process.argv.slice(2);
  if (selection.length === 0) await lint(tools);
  return inheriting(tools, ['vitest', 'run', ...selection]);
});

function inheriting(tools: ToolEnvironment, command: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { cwd: tools.clone, env: tools.env, stdio: 'inherit' } as const;
  const child = spawn(process.execPath, bin(tools, command), options);
  child.on('error', reject);
  child.on('close', (code) => resolve(code ?? 1));
  return promise;
}
