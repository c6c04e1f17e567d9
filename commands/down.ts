import { stopRunning } from '../embedded/control.ts';
import { setUpLocal } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';

const HELP = `npm run down

Stops the embedded servers. They keep their state: \`npm run up\` goes on where it was.

Exit code: 0, whether they ran or not.`;

await main({ help: HELP }, async () => {
  const stopped = await stopRunning(setUpLocal().platformDirectory);
  console.log(`The embedded platform ${stopped ? 'is stopped' : 'was not running'}.`);
  console.log('Next: npm run up');
  return 0;
});
