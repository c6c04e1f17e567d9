import { stopRunning } from '../embedded/control.ts';
import { setUpLocal } from '../toolchain/setup.ts';
import { main } from './main.ts';

/** Stops the embedded platform. It keeps its state: `npm run up` goes on where it was. */
await main(async () => {
  const stopped = await stopRunning(setUpLocal().platformDirectory);
  console.log(`The embedded platform ${stopped ? 'is stopped' : 'was not running'}.`);
  return 0;
});
