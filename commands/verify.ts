import { writeFile } from 'node:fs/promises';
import { STACK } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';
import { asJUnit, asJson, asTable } from './verify/report.ts';
import { verify } from './verify/stack.ts';

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
    const tools = await toolsFor(stack);
    const { checks, byHand } = await verify(tools, stack);
    if (junit) await writeFile(junit, asJUnit(stack, checks));
    console.log(json ? asJson(stack, checks) : asTable(checks));
    const isProven = checks.every((check) => check.passed);
    if (isProven && !json) console.log(byHand);
    if (tools.ground.platform === 'embedded' && checks.every(({ status }) => status === 0))
      console.error('Nothing answers. The stand-ins are started by: npm run embedded -- start');
    return isProven ? 0 : 1;
  },
);
