import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUp, type ToolEnvironment } from '../toolchain/setup.ts';
import { runQuietly, withProgress } from '../toolchain/steps.mjs';
import { main } from './main.ts';

/** What has to hold of the text of the project, before any of it is run. */
const STATIC_CHECKS = {
  Format: ['prettier', '--check', '.'],
  Lint: ['eslint', '--max-warnings=0', '.'],
  Types: ['tsc', '--noEmit'],
};

/** `npm test`: the static checks and every test. `npm test -- ARGS`: the tests that ARGS select. */
await main(async () => {
  const tools = await setUp();
  const selection = process.argv.slice(2);
  if (selection.length === 0) {
    for (const [title, command] of Object.entries(STATIC_CHECKS))
      await check(tools, title, command);
  }
  return inheriting(tools, ['vitest', 'run', ...selection]);
});

async function check(tools: ToolEnvironment, title: string, command: string[]): Promise<void> {
  await withProgress(title, () =>
    runQuietly(process.execPath, bin(tools, command), { cwd: tools.clone, env: tools.env }),
  );
  console.log(`${title}: ok`);
}

function inheriting(tools: ToolEnvironment, command: string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const options = { cwd: tools.clone, env: tools.env, stdio: 'inherit' } as const;
  const child = spawn(process.execPath, bin(tools, command), options);
  child.on('error', reject);
  child.on('close', (code) => resolve(code ?? 1));
  return promise;
}

/** The script of a package's command, so that it runs under this very Node. */
function bin(tools: ToolEnvironment, [command, ...args]: string[]): string[] {
  return [join(tools.clone, 'node_modules', '.bin', command!), ...args];
}
