import { main } from './shared/main.ts';
import { lint } from './shared/static-checks.ts';

const HELP = `npm run lint

Checks format, style, imports and types of everything; \`npm test\` begins with it.

Exit code: 0 if all of it holds, 1 if not.`;

await main({ help: HELP }, async () => {
  await lint();
  return 0;
});
