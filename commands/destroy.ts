import { ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { STACK } from '../toolchain/setup.ts';
import { aclGroup } from '../catalogue/kong/acl-group.ts';
import { service } from '../catalogue/kong/service.ts';
import { admissionsOf } from '../servers/admissions.ts';
import { requireServers } from '../servers/check.ts';
import { kongOf, type SomeServers } from '../servers/servers.ts';
import { readStack, requireSamePlaces, serversOf, type StackReading } from './shared/configured.ts';
import { isWanted } from './shared/confirm.ts';
import { ofType } from './shared/declared.ts';
import { main } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';

const HELP = `npm run destroy [-- OPTIONS]

Removes what a stack declared from Kong and FusionAuth. On platform embedded it asks nothing, and the servers go on
running; on any other it asks.

  --stack NAME         the stack; ${STACK} if it is left out
  --yes                asks nothing
  --exclude-protected  leaves what is protected, and what that needs

Examples:
  npm run destroy
  npm run destroy -- --stack staging --yes

Exit code: 0 if all of it is gone, 1 if not, or if the answer was no.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      yes: { type: 'boolean', default: false },
      'exclude-protected': { type: 'boolean', default: false },
    },
  },
  async ({ stack, yes, 'exclude-protected': excludeProtected }) => {
    const tools = await toolsFor(stack);
    const asks = tools.ground.platform !== 'embedded' && !yes;
    if (asks && !process.stdin.isTTY)
      throw new Error(
        `Nothing was destroyed: without a terminal, say --yes to remove stack ${stack}.`,
      );
    await ensureStack(tools);
    const reading = await readStack(openStack(tools, stack));
    if (!excludeProtected) requireUnprotected(reading, stack);
    const servers = serversOf(reading, tools.env);
    if (servers) {
      requireSamePlaces(servers, stack);
      await requireServers(servers.now, { plugins: [] });
      await tellWhoTrusts(reading, servers.now);
    }
    if (asks) {
      console.error(`This removes everything that stack ${stack} declared, users included.`);
      if (!(await isWanted())) return 1;
    }
    const flags = excludeProtected ? ['--exclude-protected'] : [];
    // The engine goes by the credentials in the state, unless it runs the program for today's.
    if (servers?.before) flags.push('--run-program');
    return runPulumi(tools, ['destroy', '--yes', '--stack', stack, ...flags]);
  },
);

/** Says which APIs of other stacks let clients of this one in: those stacks are destroyed first. */
async function tellWhoTrusts(reading: StackReading, servers: SomeServers): Promise<void> {
  const groups = ofType(reading, aclGroup.type).map(({ inputs }) => String(inputs['group']));
  const own = ofType(reading, service.type).map(({ id }) => id);
  const admissions = await admissionsOf(kongOf(servers), groups);
  const others = admissions.filter(({ id }) => !own.includes(id)).map(({ what }) => what);
  if (others.length === 0) return;
  console.error(
    `Kong lets clients of this stack in at ${others.join(', ')} of others, and their tokens get 401 there when it is ` +
      'gone. Destroy the stacks of those gateways first, or take the clients out of their allow.',
  );
}

/**
 * The engine itself looks at one resource after the other, and without a preview it has deleted the
 * users by the time it comes to their tenant.
 *
 * @throws Error with the protected resources and the way on.
 */
function requireUnprotected({ resources }: StackReading, stack: string): void {
  const names = resources.filter(({ protect }) => protect).map(({ name }) => name);
  if (names.length === 0) return;
  throw new Error(
    `Stack ${stack} protects ${names.join(', ')}: nothing was destroyed. If all of it is to go:\n` +
      `  npm run pulumi -- state unprotect --all --yes --stack ${stack}\n` +
      `  npm run destroy${stack === STACK ? '' : ` -- --stack ${stack}`}`,
  );
}
