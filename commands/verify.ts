import { writeFile } from 'node:fs/promises';
import { STACK } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';
import { asCallText } from './verify/by-hand.ts';
import { asJUnit, asJson, asTable } from './verify/report.ts';
import { checkStack, readStack } from './verify/stack.ts';

const HELP = `npm run verify [-- OPTIONS]

Makes the guide's requests against a stack's servers, and has every client call every API.

  --stack NAME  the stack; ${STACK} if it is left out
  --json        the checks as JSON
  --junit FILE  writes them for CI servers, too

Exit code: 0 if all checks pass, 1 if one fails.`;

await main(
  {
    help: HELP,
    options: {
      json: { type: 'boolean', default: false },
      junit: { type: 'string' },
      stack: { type: 'string', default: STACK },
    },
  },
  async ({ json, junit, stack }) => {
    const reading = await readStack(await toolsFor(stack), stack);
    const checks = await checkStack(reading);
    if (junit) await writeFile(junit, asJUnit(stack, checks));
    console.log(json ? asJson(stack, checks) : asTable(checks));
    if (!json) console.log(asCallText(reading.outputs, stack));
    return checks.every((check) => check.passed) ? 0 : 1;
  },
);
