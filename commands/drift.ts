import { writeFile } from 'node:fs/promises';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { detect, type Subject } from './drift/detect.ts';
import { fix, needsUpdate, planText } from './drift/fix.ts';
import { pendingChanges } from './drift/pending.ts';
import { asJson } from './drift/report/json.ts';
import { asMarkdown } from './drift/report/markdown.ts';
import { asTable } from './drift/report/table.ts';
import { isWanted } from './shared/confirm.ts';
import { main } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';

/** What Pulumi itself exits with where it finds changes that were not expected. */
const DRIFT = 7;

const HELP = `npm run drift [-- OPTIONS]

Finds every change that was made past Pulumi and concerns what a stack declares in Kong and FusionAuth.

  --stack NAME      the stack; ${STACK} if it is left out
  --json            the findings as JSON on standard output, instead of a table
  --markdown FILE   writes a report with a picture of the chain of trust, for an issue or a pull request
  --accept OBJECT   leaves out what others added, by its name in the report; may be given several times
  --fix             shows what would be restored, and does it after a yes
  --remove OBJECT   with --fix: removes what others added, by its name in the report; may be given several times
  --yes             with --fix: asks nothing, and leaves what would become weaker or wider

Examples:
  npm run drift
  npm run drift -- --stack prod --fix --remove 'plugin key-auth on service orders'

Exit code: 0 no drift, ${DRIFT} drift, 1 an error.`;

await main(
  {
    help: HELP,
    options: {
      stack: { type: 'string', default: STACK },
      json: { type: 'boolean', default: false },
      markdown: { type: 'string' },
      accept: { type: 'string', multiple: true, default: [] },
      fix: { type: 'boolean', default: false },
      remove: { type: 'string', multiple: true, default: [] },
      yes: { type: 'boolean', default: false },
    },
  },
  async (values) => {
    if (values.yes && !values.fix) throw new Error('--yes answers what --fix asks: add --fix.');
    if (values.remove.length > 0 && !values.fix)
      throw new Error('--remove says what --fix removes: add --fix.');
    if (values.fix && !values.yes && !process.stdin.isTTY) {
      throw new Error(
        '--fix asks before it changes anything, and there is no terminal: add --yes.',
      );
    }
    const tools = await toolsFor(values.stack);
    return keepingStackFile(tools, () => run(tools, values));
  },
);

interface Options {
  stack: string;
  json: boolean;
  markdown?: string | undefined;
  accept: string[];
  fix: boolean;
  remove: string[];
  yes: boolean;
}

async function run(tools: ToolEnvironment, options: Options): Promise<number> {
  const { stack, json, accept: accepted, remove: removing } = options;
  const subject: Subject = { stack: openStack(tools, stack), accepted, removing, env: tools.env };
  let drift = await detect(subject);
  if (options.fix && drift.findings.length > 0) {
    // Standard output belongs to the report alone.
    const say = json ? console.error : console.log;
    const pending = needsUpdate(drift) ? await pendingChanges(subject) : [];
    const said = { remove: options.remove, weaken: !options.yes };
    // What nobody is asked about is said once.
    if (!options.yes) say(`${asTable(drift)}\n`);
    say(`${planText(drift, pending, said)}\n`);
    if (options.yes && pending.length > 0) {
      throw new Error(
        '--yes is for what is declared already, and the update would deploy more. ' +
          `Run this first: npm run pulumi -- up --stack ${stack}`,
      );
    }
    if (options.yes || (await isWanted())) {
      const update = async () => {
        console.error(`Updating stack ${stack}: pulumi up --refresh`);
        await subject.stack.update({ refresh: true });
        return 0;
      };
      drift = await fix(subject, drift, update, said);
    }
  }
  console.log(json ? asJson(drift) : asTable(drift));
  if (options.markdown !== undefined) await writeFile(options.markdown, asMarkdown(drift));
  return drift.findings.length === 0 ? 0 : DRIFT;
}
