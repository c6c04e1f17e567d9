import { join } from 'node:path';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { TAKES_OVER } from '../components/guards/name-conflicts.ts';
import { search, take, type AdoptPlace } from './adopt/adopt.ts';
import type { FindOptions } from './adopt/found.ts';
import { asJson, planText, resultText } from './adopt/report.ts';
import { cliOf } from './shared/cli.ts';
import { isWanted } from './shared/confirm.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';

const HELP = `npm run adopt [-- OPTIONS]

Takes over what somebody made by hand after the guide: finds it in Kong and FusionAuth, writes the settings
into Pulumi.STACK.yaml and imports the objects into the stack's state. The servers are only read.

  --stack NAME         the stack, made if there is none; ${STACK} if it is left out
  --yes                asks nothing; without it and without a terminal, only shows what was found
  --json               the result as JSON on standard output
  --application NAME   where several applications sign with the key that Kong trusts
  --tenant NAME        where Kong trusts applications of several tenants
  --user EMAIL         a user to take over; may be repeated
  --login-key ID       the API key for POST /api/login, if it cannot be told

Exit code: 0 done or shown, 1 an error.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      application: { type: 'string' },
      tenant: { type: 'string' },
      user: { type: 'string', multiple: true, default: [] },
      'login-key': { type: 'string' },
    },
  },
  async ({ application, tenant, user: users, 'login-key': loginKey, ...values }) => {
    const tools = await toolsFor(values.stack);
    return keepingStackFile(tools, () =>
      run(tools, values, { application, tenant, users, loginKey }),
    );
  },
);

interface Options {
  stack: string;
  yes: boolean;
  json: boolean;
}

async function run(
  tools: ToolEnvironment,
  { stack, yes, json }: Options,
  options: FindOptions,
): Promise<number> {
  const place = placeOf(tools, stack);
  await ensureStack(tools, stack);
  const found = await search(place, options);
  // Standard output belongs to the JSON alone.
  const say = json ? console.error : console.log;
  say(planText(stack, found));
  if (!yes && !process.stdin.isTTY) {
    say('\nNothing was written. To do it: add --yes.');
    return 0;
  }
  if (!yes && !(await isWanted())) return 0;
  const adoption = await take(place, found);
  say(`\n${resultText(stack, adoption)}`);
  if (json) console.log(asJson(stack, found, adoption));
  return 0;
}

function placeOf(tools: ToolEnvironment, stack: string): AdoptPlace {
  return {
    stack,
    directory: tools.clone,
    importFile: join(tools.local, `import-${stack}.json`),
    env: tools.env,
    cli: (...args) => cli(tools, ...args, '--stack', stack, '--non-interactive'),
  };
}

/** Makes the stack if there is none, without selecting it. */
async function ensureStack(tools: ToolEnvironment, stack: string): Promise<void> {
  const stacks = JSON.parse(await cli(tools, 'stack', 'ls', '--json')) as { name: string }[];
  if (!stacks.some(({ name }) => name === stack))
    await cli(tools, 'stack', 'init', stack, '--no-select', '--non-interactive');
}

/** @throws Error with what the CLI said if it fails. */
async function cli(tools: ToolEnvironment, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cliOf(tools)(args, { [TAKES_OVER]: 'true' });
  if (code === 0) return stdout;
  const said = [stderr.trim(), args.includes('--json') ? '' : stdout.trim()].join('\n').trim();
  throw new Error(`pulumi ${args.slice(0, 2).join(' ')} failed.\n${said}`);
}
