import { resolve } from 'node:path';
import { removeState } from '../embedded/background.ts';
import { findRunning, stopRunning } from '../embedded/control.ts';
import { setUpLocal } from '../toolchain/setup.ts';
import { main } from './main.ts';
import { readOptions } from './platform/options.ts';
import { describePlatform, startPlatform } from './platform/start.ts';

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  const local = setUpLocal();
  const directory = resolve(options.directory ?? local.platformDirectory);
  const running = await findRunning(directory);

  switch (options.action) {
    case 'start':
      console.log(describePlatform(await startPlatform(local, directory, options.ports)));
      return 0;
    case 'stop':
      console.log(`The embedded platform ${running ? 'is stopped' : 'was not running'}.`);
      await stopRunning(directory);
      return 0;
    case 'status':
      console.log(running ? describePlatform(running) : 'The embedded platform is not running.');
      return running ? 0 : 3;
    case 'reset':
      await stopRunning(directory);
      removeState(directory);
      console.log("The embedded platform's state is removed.");
      if (running)
        console.log(describePlatform(await startPlatform(local, directory, running.ports)));
      return 0;
  }
});
