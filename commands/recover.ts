import { join } from 'node:path';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { withLock } from '../toolchain/steps.mjs';
import { placeOf } from './recover/place.ts';
import { recover, requireNoOther, search } from './recover/recover.ts';
import { asJson, asText } from './recover/report.ts';
import { isWhole, readTrace } from './recover/trace.ts';
import { isWanted } from './shared/confirm.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';

const HELP = `npm run recover [-- OPTIONS]

Mends a stack whose update was cut off. It finds what that update made in Kong and FusionAuth, takes over into the state
what is this stack's for certain, and leaves the rest. The next update goes on from there.

  --stack NAME     the stack; ${STACK} if it is left out
  --yes            asks nothing; without it and without a terminal, only shows what was found
  --json           the result as JSON on standard output
  --since INSTANT  when the update began, where nothing is left that says so: its lock was taken away by hand, and it
                   wrote no checkpoints

Examples:
  npm run recover
  npm run recover -- --stack prod --since 2026-03-01T10:00:00Z

Exit code: 0 done, shown, or nothing to do, 1 an error, such as another update that runs.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      since: { type: 'string' },
    },
  },
  async ({ since, ...values }) => {
    const began = since === undefined ? undefined : Date.parse(since);
    if (Number.isNaN(began))
      throw new Error(`--since ${since} is no instant; write it like 2026-03-01T10:00:00Z.`);
    const tools = await toolsFor(values.stack);
    const lock = join(tools.local, `recover-${values.stack.replaceAll('/', '-')}.lock`);
    return withLock(lock, () => keepingStackFile(tools, () => run(tools, values, began)));
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
  since: number | undefined,
): Promise<number> {
  const place = placeOf(tools, stack);
  const read = await readTrace(place);
  requireNoOther(read, stack);
  const trace = since === undefined ? read : { ...read, since };
  // Standard output belongs to the JSON alone.
  const say = json ? console.error : console.log;
  if (isWhole(trace)) {
    say(`Stack ${stack} is whole: no update of it was cut off.`);
    if (json) console.log(asJson(stack));
    return 0;
  }
  const plan = await search(place, trace);
  say(asText(stack, plan));
  if (!yes && !process.stdin.isTTY) {
    say('\nNothing was changed. To do it: add --yes.');
    return 0;
  }
  if (!yes && !(await isWanted())) return 0;
  const done = await recover(place, plan);
  say(`\nStack ${stack} is mended. Go on: npm run pulumi -- up --stack ${stack}`);
  if (json) console.log(asJson(stack, done));
  return 0;
}
