import { keepingStackFile, runPulumi } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { cliOf } from './cli.ts';
import { main } from './main.ts';
import { readOptions } from './rotation/options.ts';
import { rotate } from './rotation/rotate.ts';

// `npm run rotate -- status|plan|next`: moves signing from one key to the next without an outage.
await main(async () => {
  const options = readOptions(process.argv.slice(2));
  const tools = await setUp();
  const run = cliOf(tools);
  const onStack = ['--stack', options.stack];
  const place = {
    directory: tools.clone,
    env: tools.env,
    cli: async (...args: string[]) => {
      const { code, stdout, stderr } = await run([...args, ...onStack, '--non-interactive']);
      if (code === 0) return stdout;
      throw new Error(`\`pulumi ${args.join(' ')}\` failed for stack ${options.stack}.\n${stderr}`);
    },
    up: (args: readonly string[]) =>
      runPulumi(tools, ['up', ...args, ...onStack], options.json ? 'stderr' : 'stdout'),
    print: console.log,
  };
  return keepingStackFile(tools, () => rotate(place, options));
});
