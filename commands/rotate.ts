import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runPulumi } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';
import { readOptions } from './rotation/options.ts';
import { rotate } from './rotation/rotate.ts';

const run = promisify(execFile);

/** Enough for the state and the history of a large stack. */
const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;

// `npm run rotate -- status|plan|next`: moves signing from one key to the next without an outage.
await main(async () => {
  const options = readOptions(process.argv.slice(2));
  const tools = await setUp();
  const at = { cwd: tools.clone, env: tools.env, maxBuffer: MAX_OUTPUT_BYTES };
  const onStack = ['--stack', options.stack];
  return rotate(
    {
      directory: tools.clone,
      env: tools.env,
      cli: async (...args) => {
        const { stdout } = await run(tools.pulumi, [...args, ...onStack, '--non-interactive'], at);
        return stdout;
      },
      up: (args) => runPulumi(tools, ['up', ...args, ...onStack]),
      print: console.log,
    },
    options,
  );
});
