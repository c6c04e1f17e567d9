import { quote } from '../toolchain/plugins.ts';
import { ensureStack } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';

// `eval "$(npm run --silent env)"`: the environment in which plain `pulumi` works on this project.
await main(async () => {
  const tools = await setUp();
  await ensureStack(tools);
  for (const [name, value] of Object.entries(tools.added)) {
    console.log(`export ${name}=${quote(value)}`);
  }
  return 0;
});
