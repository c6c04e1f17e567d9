import { parseArgs } from 'node:util';
import { STACK, ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { setUp, type ToolEnvironment } from '../toolchain/setup.ts';
import { cliOf } from './cli.ts';
import { main } from './main.ts';
import { nameOf } from './urn.ts';

/** Removes what a stack declared from Kong and FusionAuth. The platform goes on running. */
await main(async () => {
  const args = process.argv.slice(2);
  const tools = await setUp();
  await ensureStack(tools);
  await requireUnprotected(tools, args);
  return runPulumi(tools, ['destroy', '--yes', '--stack', STACK, ...args]);
});

/**
 * The engine itself looks at one resource after the other, and without a preview it has deleted the
 * users by the time it comes to their tenant.
 *
 * @throws Error with the protected resources and the way on, unless the arguments say what of them.
 */
async function requireUnprotected(tools: ToolEnvironment, args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      stack: { type: 'string', short: 's', default: STACK },
      'exclude-protected': { type: 'boolean' },
      'ignore-protect': { type: 'boolean' },
    },
  });
  if (values['exclude-protected'] || values['ignore-protect']) return;
  const stack = String(values.stack);
  const { code, stdout } = await cliOf(tools)(['stack', 'export', '--stack', stack]);
  // `pulumi destroy` says better what is wrong with the stack.
  if (code !== 0) return;
  const names = protectedIn(JSON.parse(stdout) as StackState);
  if (names.length === 0) return;
  throw new Error(
    `Stack ${stack} protects ${names.join(', ')}: nothing was destroyed. If all of it is to go:\n` +
      `  npm run pulumi -- state unprotect --all --yes --stack ${stack}\n` +
      `  npm run destroy${stack === STACK ? '' : ` -- --stack ${stack}`}`,
  );
}

interface StackState {
  deployment: { resources?: { urn: string; protect?: boolean }[] };
}

/** The names of the resources that the engine would not delete. */
function protectedIn({ deployment: { resources = [] } }: StackState): string[] {
  return resources.filter(({ protect }) => protect).map(({ urn }) => nameOf(urn));
}
