import { main } from './shared/main.ts';
import { check } from './shared/static-checks.ts';

const HELP = `npm run check

The first answer to a change, in less than a minute: format, lint, imports, types and the unit tests, which start neither
the engine nor a server of another process. What fails is shown whole, all of it at once. \`npm test\` is the full answer.

Exit code: 0 if all of it holds, 1 if not.`;

await main({ help: HELP }, async () => {
  await check();
  console.log('Next: npm test');
  return 0;
});
