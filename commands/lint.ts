import { setUp } from '../toolchain/setup.ts';
import { main } from './main.ts';
import { lint } from './static-checks.ts';

/** `npm run lint`: what has to hold of the project's text. */
await main(async () => {
  await lint(await setUp());
  return 0;
});
