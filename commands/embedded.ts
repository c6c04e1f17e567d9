import { resolve } from 'node:path';
import { removeState } from '../embedded/background.ts';
import { findRunning, stopRunning } from '../embedded/control.ts';
import { setUpLocal } from '../toolchain/setup.ts';
import { readOptions } from './embedded-options.ts';
import { main } from './main.ts';
import { describePlatform, startPlatform } from './start-platform.ts';

await main(async () => {
  const { action, directory, ports } = readOptions(process.argv.slice(2));
  const local = await setUpLocal();
  const dir = resolve(directory ?? local.platformDirectory);
  const start = { directory: dir, ports, apiKey: local.fusionAuthApiKey };
  const running = await findRunning(dir);

  switch (action) {
    case 'start':
      console.log(describePlatform(await startPlatform(start)));
      return 0;
    case 'stop':
      await stopRunning(dir);
      console.log(
        running ? 'The embedded platform is stopped.' : 'The embedded platform was not running.',
      );
      return 0;
    case 'status':
      if (running) console.log(describePlatform(running));
      else console.log('The embedded platform is not running.');
      return running ? 0 : 3;
    case 'reset':
      await stopRunning(dir);
      removeState(dir);
      if (running)
        console.log(describePlatform(await startPlatform({ ...start, ports: running.ports })));
      else console.log("The embedded platform's state is removed.");
      return 0;
  }
});
