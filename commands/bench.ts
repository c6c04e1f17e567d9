import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setUp } from '../toolchain/setup.ts';
import { benchGateway } from './bench/gateway.ts';
import { measure, type Row } from './bench/measure.ts';
import { asPlot, asTable } from './bench/report.ts';
import { main, noAction } from './shared/main.ts';

const HELP = `npm run bench [-- stacks|gateway] [OPTIONS]

stacks (the default) times up, preview, refresh, drift and destroy on embedded servers, beside what a plain client needs
for the same requests to Kong, 10 at once. gateway times the embedded gateway while it holds many objects.
Nothing depends on the figures.

  --sizes N,…   how many APIs; 1,10,100,1000 if it is left out
  --teams N     also the largest size in that many stacks; 20 if it is left out, 0 for none
  --runs N      of which the median counts, where an operation changes nothing; 3 if it is left out
  --out FOLDER  writes performance.json and performance.svg

Example: npm run bench -- --sizes 1,100 --teams 0

Exit code: 0, or 1 if an operation fails.`;

await main(
  {
    help: HELP,
    words: true,
    options: {
      sizes: { type: 'string', default: '1,10,100,1000' },
      teams: { type: 'string', default: '20' },
      runs: { type: 'string', default: '3' },
      out: { type: 'string' },
    },
  },
  async ({ sizes, teams, runs, out }, words) => {
    const [action = 'stacks', ...more] = words;
    if (more.length > 0 || !['stacks', 'gateway'].includes(action))
      throw new Error(noAction(words, ['stacks', 'gateway']));
    if (action === 'gateway') {
      await benchGateway();
      return 0;
    }
    const counts = sizes.split(',').map((text) => countOf('--sizes', text, 1));
    const stacks = countOf('--teams', teams, 0);
    const repeats = countOf('--runs', runs, 1);
    const tools = await setUp();
    const rows: Row[] = [];
    const plans = counts.map((apis) => ({ apis, stacks: 1, runs: repeats }));
    if (stacks > 1) plans.push({ apis: Math.max(...counts), stacks, runs: 1 });
    for (const plan of plans) {
      rows.push(await measure(tools, plan));
      console.error(`${plan.apis} APIs in ${plan.stacks} stack${plan.stacks > 1 ? 's' : ''}: done`);
    }
    console.log(asTable(rows));
    if (out) await write(out, rows);
    return 0;
  },
);

async function write(folder: string, rows: readonly Row[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'performance.json'), `${JSON.stringify(rows, null, 2)}\n`);
  await writeFile(join(folder, 'performance.svg'), asPlot(rows));
}

function countOf(option: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= least) return count;
  throw new Error(`${option} ${JSON.stringify(text)} must be a whole number of at least ${least}.`);
}
