import { setUp } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';
import { lint } from './shared/static-checks.ts';

const HELP = `npm run lint

Checks format, style, imports and types of everything; \`npm test\` begins with it.`;

await main({ help: HELP }, async () => {
  await lint(await setUp());
  return 0;
});
