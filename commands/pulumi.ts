import { ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';

// `npm run pulumi -- ARGS`: the CLI with this project's environment.
await main(async () => {
  const tools = await setUp();
  await ensureStack(tools);
  return runPulumi(tools, process.argv.slice(2));
});
