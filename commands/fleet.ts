import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { clone } from '../toolchain/paths.ts';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { startFor } from './embedded/start.ts';
import { ACTIONS, type ActionName, type ActionOptions } from './fleet/actions.ts';
import { changedSince } from './fleet/changed.ts';
import { inOrder } from './fleet/order.ts';
import { asJson, asList, asMarkdown, asMatrix, asText, exitCodeOf } from './fleet/report.ts';
import { fleetIn, named, wavesOf, type Member } from './fleet/stacks.ts';
import { isWanted } from './shared/confirm.ts';
import { main, noAction } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';

const NAMES = ['list', ...Object.keys(ACTIONS)];

const HELP = `npm run fleet -- list|preview|up|drift|verify [OPTIONS]

Does for all stacks of this repository what a command does for one: issuers first, then the gateways that trust them,
several at once, with one report. The stacks are those of Pulumi.NAME.yaml; those on platform embedded count where there
are no others.

  --changed BASE       only stacks whose settings differ from a git revision, included files counted; all if the program does
  --stack NAME         only this one; may be given several times
  --at-once N          how many at once; as many as there are processors, 2 to 8, if it is left out
  --policy-pack FOLDER guardrails for preview and up; may be given several times
  --json               the result as JSON; of list, a matrix for CI: the stacks by wave
  --markdown FILE      one comment or issue with the stacks that have something to read
  --yes                up: asks nothing

Examples:
  npm run fleet -- preview --changed origin/main --markdown preview.md
  npm run fleet -- up --yes

Exit code: 0 done, 7 drift, 1 a stack failed or was not begun because one that it needs did.`;

await main(
  {
    help: HELP,
    words: true,
    options: {
      changed: { type: 'string' },
      stack: { type: 'string', multiple: true, default: [] },
      'at-once': { type: 'string' },
      'policy-pack': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      markdown: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  },
  async (values, words) => {
    const [action, ...more] = words;
    if (action === undefined || more.length > 0 || !NAMES.includes(action))
      throw new Error(noAction(words, NAMES));
    const atOnce = atOnceOf(values['at-once']);
    const fleet = fleetIn(clone);
    const chosen = named(fleet, values.stack);
    const changed =
      values.changed === undefined ? undefined : changedSince(values.changed, chosen, clone);
    const members = changed?.members ?? chosen;
    if (action === 'list') {
      console.log(values.json ? asMatrix(members) : asList(members));
      return 0;
    }
    if (action === 'up' && !(await mayUpdate(members, values.yes))) return 0;
    await startEmbedded(members);
    const policyPacks = values['policy-pack'];
    const outcomes = await inOrder(members, atOnce, (member) =>
      run(action as ActionName, member, policyPacks.length > 0 ? { policyPacks } : {}),
    );
    const report = {
      ...{ action: action as ActionName, size: fleet.length, outcomes },
      ...(changed && { changed }),
    };
    console.log(values.json ? asJson(report) : asText(report));
    if (values.markdown !== undefined) await writeFile(values.markdown, asMarkdown(report));
    return exitCodeOf(report);
  },
);

function atOnceOf(text: string | undefined): number {
  if (text === undefined) return Math.min(8, Math.max(2, availableParallelism()));
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--at-once ${JSON.stringify(text)} must be a whole number of at least 1.`);
}

/** Whether stacks on real servers may be updated. @throws Error where nobody can be asked. */
async function mayUpdate(members: readonly Member[], yes: boolean): Promise<boolean> {
  const asked = members.filter(({ platform }) => platform !== 'embedded');
  if (yes || asked.length === 0) return true;
  if (!process.stdin.isTTY)
    throw new Error('Nothing was updated: without a terminal, say --yes to update these stacks.');
  console.error(`This updates ${asked.map(({ name }) => name).join(', ')}.`);
  return isWanted();
}

/** One process serves all stacks of a clone, where the first of them looks for it. */
async function startEmbedded(members: readonly Member[]): Promise<void> {
  const first = wavesOf(members)
    .flat()
    .find(({ platform }) => platform === 'embedded');
  if (first) await startFor(first.name, await toolsFor(first.name));
}

/** Objects between two lines of progress. */
const STRIDE = 100;

async function run(action: ActionName, { name }: Member, options: ActionOptions) {
  const tools = await toolsFor(name);
  console.error(`${name}: ${action} …`);
  const onProgress = (done: number) => {
    if (done % STRIDE === 0) console.error(`${name}: ${done} objects`);
  };
  const work = async () => {
    if (tools.ground.ownBackend) await openStack(tools, name).create();
    return ACTIONS[action](tools, name, { ...options, onProgress });
  };
  const came = await keepingStackFile(tools, work, name);
  console.error(`${name}: ${came.summary}`);
  return came;
}
