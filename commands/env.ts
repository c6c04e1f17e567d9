import { groundText } from '../toolchain/ground.ts';
import { quote } from '../toolchain/providers.ts';
import { ensureStack } from '../toolchain/pulumi.ts';
import { STACK, setUp } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';

const HELP = `eval "$(npm run --silent env [-- --stack NAME])"

Prints the variables with which plain \`pulumi\` works on a stack of this project: its providers, its state and Node 24.

  --stack NAME  the stack; ${STACK} if it is left out

Example:
  eval "$(npm run --silent env)" && pulumi up

Exit code: 0, or 1 if Pulumi cannot be had.`;

await main(
  { help: HELP, options: { stack: { type: 'string', default: STACK } } },
  async ({ stack }) => {
    const tools = await setUp(stack);
    await ensureStack(tools);
    console.log(`# ${groundText(stack, tools.ground, tools.env)}`);
    for (const [name, value] of Object.entries(tools.added)) {
      console.log(`export ${name}=${quote(value)}`);
    }
    return 0;
  },
);
