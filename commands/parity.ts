import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';

/** What is compared with what is real, and the program that does it. Each says how many agree. */
const COMPARISONS: Readonly<Record<string, string[]>> = {
  kong: ['tests/kong/parity.ts'],
  fusionauth: ['tests/fusionauth/parity/record.ts', '--compare'],
  plugins: ['tests/plugins/kong/compare-all.ts'],
};

const USAGE = `usage: npm run parity [-- ${Object.keys(COMPARISONS).join('|')} [ARGUMENTS]]
Compares the embedded gateway with a real Kong, and the embedded plugins with the official ones, where
those are at hand: REFERENCE_DIR, ../shared/reference if it is left out.`;

/** Runs one comparison or all. The exit code is 0 if everything agrees or is explained. */
await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name !== undefined && !(name in COMPARISONS)) throw new Error(USAGE);
  const { env } = await setUp();
  let failed = 0;
  for (const [title, program] of Object.entries(COMPARISONS)) {
    if (name !== undefined && name !== title) continue;
    console.log(`${title}:`);
    failed += await run([...program, ...args], env);
  }
  return failed === 0 ? 0 : 1;
});

/** 1 if the program fails or finds a difference. */
function run([file, ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const path = join(import.meta.dirname, '..', file!);
  const child = spawn(process.execPath, [path, ...args], { env, stdio: 'inherit' });
  child.on('error', reject);
  child.on('close', (code) => resolve(code === 0 ? 0 : 1));
  return promise;
}
