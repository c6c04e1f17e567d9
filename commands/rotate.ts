import { keepingStackFile, runPulumi } from '../toolchain/pulumi.ts';
import { STACK } from '../toolchain/setup.ts';
import { pass } from './shared/main.ts';
import { readOptions } from './rotate/options.ts';
import { rotate } from './rotate/rotate.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';

const HELP = `npm run rotate -- status|plan|next [OPTIONS]

Moves signing from one key to the next without an outage: status says which key signs, plan what comes next, next does
it in the settings.

  --stack NAME               the stack; ${STACK} if it is left out
  --application NAME         whose keys; --machine NAME for a machine's
  --up                       next: deploys the step too, with --yes without asking
  --wait                     next: waits where the step has to, instead of refusing it
  --source imported|generated, --bits N, --algorithm RS256|…   what a key that is added has otherwise than the one
                             that signs
  --clock-skew SECONDS       by how much clocks may differ; 30 if it is left out
  --longest-lifetime SECONDS stands in for a history that does not reach back
  --json                     the result as JSON

Examples:
  npm run rotate -- status
  npm run rotate -- next --application shop --up

Exit code: 0 done or shown, 1 an error.`;

await pass(async (args) => {
  const options = readOptions(args);
  const tools = await toolsFor(options.stack);
  const onStack = ['--stack', options.stack];
  const place = {
    directory: tools.clone,
    env: tools.env,
    stack: openStack(tools, options.stack),
    up: (args: readonly string[]) =>
      runPulumi(tools, ['up', ...args, ...onStack], options.json ? 'stderr' : 'stdout'),
    print: console.log,
  };
  return keepingStackFile(tools, () => rotate(place, options));
}, HELP);
