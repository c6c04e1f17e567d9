import { ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { STACK } from '../toolchain/setup.ts';
import { describePlatform, startFor } from './embedded/start.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';
import { asTable } from './verify/report.ts';
import { verify } from './verify/stack.ts';

const HELP = `npm run up [-- OPTIONS]

Brings a stack to what its settings say, and makes the guide's requests. On platform embedded it starts the embedded
servers first and asks nothing; on any other it asks before it changes something.

  --stack NAME  the stack; ${STACK} if it is left out
  --refresh     looks at the servers first, and undoes what was changed there by hand
  --yes         asks nothing

Examples:
  npm run up
  npm run up -- --stack staging --refresh

Exit code: 0 if all checks pass, 1 if one fails or the update does.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      refresh: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  },
  async ({ stack, refresh, yes }) => {
    const tools = await toolsFor(stack);
    const isEmbedded = tools.ground.platform === 'embedded';
    if (isEmbedded) console.log(describePlatform(await startFor(stack, tools)));
    await ensureStack(tools);
    const flags = [...(refresh ? ['--refresh'] : []), ...(yes || isEmbedded ? ['--yes'] : [])];
    const code = await runPulumi(tools, ['up', '--suppress-outputs', '--stack', stack, ...flags]);
    if (code !== 0) {
      if (isEmbedded) console.error(ifReset(stack));
      return code;
    }

    const { checks, byHand } = await verify(tools, stack);
    console.log(asTable(checks));
    const isProven = checks.every((check) => check.passed);
    if (isProven) console.log(byHand);
    else if (isEmbedded) console.error(ifReset(stack));
    return isProven ? 0 : 1;
  },
);

/** What nobody has to know who reset the stand-ins, or changed something there, since the last update. */
function ifReset(stack: string): string {
  const flag = stack === STACK ? '' : ` --stack ${stack}`;
  return `If the stand-ins were reset, or changed by hand: npm run up -- --refresh${flag}`;
}
