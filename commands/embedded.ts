import { resolve } from 'node:path';
import { removeState } from '../embedded/background.ts';
import { findRunning, stopRunning } from '../embedded/control.ts';
import { setUpLocal } from '../toolchain/setup.ts';
import { pass } from './shared/main.ts';
import { readOptions } from './embedded/options.ts';
import { describePlatform, startPlatform } from './embedded/start.ts';

const HELP = `npm run embedded -- start|stop|status|reset [OPTIONS]

The embedded servers by themselves: FusionAuth, Kong and an example upstream on 127.0.0.1. \`npm run up\` starts them too.

  --dir DIR  where they keep their state; this clone's own directory if it is left out
  --kong-admin-port N, --kong-proxy-port N, --fusionauth-port N, --upstream-port N   0 for any free one

reset removes all that they hold; the stacks on them then have a state without objects.

Exit code: 0 done, 1 an error, 3 status: they do not run.`;

await pass(async (args) => {
  const options = readOptions(args);
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
      console.log(
        "The embedded platform's state is removed. A stack that was up on it is made anew by:\n" +
          '  npm run up -- --refresh',
      );
      if (running)
        console.log(describePlatform(await startPlatform(local, directory, running.ports)));
      return 0;
  }
}, HELP);
