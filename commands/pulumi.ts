import { ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { STACK } from '../toolchain/setup.ts';
import { pass } from './shared/main.ts';
import { stackIn, toolsFor } from './shared/tools.ts';

// `npm run pulumi -- ARGS`: the CLI with this project's environment, for the stack that the arguments name.
await pass(async (args) => {
  const tools = await toolsFor(stackIn(args) ?? STACK);
  await ensureStack(tools);
  return runPulumi(tools, args);
});
