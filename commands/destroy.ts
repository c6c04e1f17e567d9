import { STACK, ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';

/** Removes what stack dev declared from Kong and FusionAuth. The platform goes on running. */
await main(async () => {
  const tools = await setUp();
  await ensureStack(tools);
  return runPulumi(tools, ['destroy', '--yes', '--stack', STACK, ...process.argv.slice(2)]);
});
