import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { TAKES_OVER } from '../components/guards/name-conflicts.ts';
import { search, take, type AdoptPlace } from './adopt/adopt.ts';
import type { FindOptions } from './adopt/found.ts';
import { asJson, planText, resultText, type Report } from './adopt/report.ts';
import { isWanted } from './shared/confirm.ts';
import { main } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';

const HELP = `npm run adopt [-- OPTIONS]

Takes over what somebody made by hand after the guide: finds it in Kong and FusionAuth, adds the settings to
Pulumi.STACK.yaml and imports the objects into the stack's state. The servers are only read. It can be run again for
what is new: nothing in the settings is changed or dropped.

  --stack NAME         the stack, made if there is none; ${STACK} if it is left out
  --yes                asks nothing; without it and without a terminal, only shows what was found
  --json               the result as JSON on standard output
  --api NAME           a Kong service to take over; may be repeated; else all that the stack's clients use
  --application NAME   where several applications sign with the key that Kong trusts
  --tenant NAME        where Kong trusts applications of several tenants
  --user EMAIL         a user to take over, on a stack that has APIs nothing else; may be repeated
  --login-key ID       the API key for POST /api/login; without it, pulumi up makes one

Exit code: 0 done or shown, 1 an error.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      api: { type: 'string', multiple: true, default: [] },
      application: { type: 'string' },
      tenant: { type: 'string' },
      user: { type: 'string', multiple: true, default: [] },
      'login-key': { type: 'string' },
    },
  },
  async ({ application, tenant, api: apis, user: users, 'login-key': loginKey, ...values }) => {
    const tools = await toolsFor(values.stack);
    return keepingStackFile(tools, () =>
      run(tools, values, { application, tenant, apis, users, loginKey }),
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
  await place.stack.create();
  const found = await search(place, options);
  // Standard output belongs to the JSON alone.
  const print = json ? console.error : console.log;
  const say = ({ text, whole }: Report, name: string) => {
    print(text);
    if (whole === undefined) return;
    const file = join(tools.local, `adopt-${fileNameOf(stack)}-${name}.txt`);
    writeFileSync(file, `${whole}\n`);
    print(`\nAll of it is in ${file}.`);
  };
  say(planText(stack, found), 'plan');
  if (!yes && !process.stdin.isTTY) {
    print('\nNothing was written. To do it: add --yes.');
    return 0;
  }
  if (!yes && !(await isWanted())) return 0;
  const adoption = await take(place, found);
  print('');
  say(resultText(stack, found, adoption), 'result');
  if (json) console.log(asJson(stack, found, adoption));
  return 0;
}

function placeOf(tools: ToolEnvironment, stack: string): AdoptPlace {
  return {
    stack: openStack({ ...tools, env: { ...tools.env, [TAKES_OVER]: 'true' } }, stack),
    directory: tools.clone,
    importFile: join(tools.local, `import-${fileNameOf(stack)}.json`),
    env: tools.env,
  };
}

/** A stack's name may have its organization and project in front. */
function fileNameOf(stack: string): string {
  return stack.replaceAll('/', '-');
}
