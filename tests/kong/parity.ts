import fc from 'fast-check';
import { emptyKong } from '../support/empty-kong.ts';
import { takeRealKong } from '../support/real-parts.ts';
import { files } from './cases/index.ts';
import type { Case, CaseFile, Exchange, Target } from './suite/case.ts';
import { judge, prepare, requests } from './suite/fuzz.ts';
import { writeRecording, writeVerdicts, type Verdicts } from './suite/recorded.ts';
import { deviations, differences, run } from './suite/run.ts';
import { Emulator, startUpstream } from './suite/targets.ts';

const usage = `usage: npm run parity -- kong [record] [WORD]
Sends the cases of tests/kong/cases, and 3000 fuzzed tokens, to a real Kong Gateway 3.9.1 and to the
embedded one and compares their answers; with record, keeps the real answers in tests/kong/recorded.
WORD picks the cases whose file or name contains it ("fuzz" picks the tokens).
The real one is found at REAL_KONG_ADMIN_URL and REAL_KONG_PROXY_URL. It must hold nothing of value: every case
starts by emptying it.
PARITY_SEED and PARITY_TOKENS choose the fuzzed tokens.`;

interface Score {
  total: number;
  agree: number;
  explained: number;
}

/** The real gateway, until it is disposed of. */
async function gateway(): Promise<Pick<Target, 'admin' | 'proxy'> & AsyncDisposable> {
  const kong = await takeRealKong();
  return {
    admin: new URL(kong.admin),
    proxy: new URL(kong.proxy),
    [Symbol.asyncDispose]: () => kong.release(),
  };
}

/**
 * The real gateway's answers. It can take a moment to apply a change, so a case on which the two
 * disagree is tried again.
 */
async function settled(real: Target, one: Case, actual: Exchange[]): Promise<Exchange[]> {
  for (let attempt = 1; ; attempt += 1) {
    await emptyKong(real.admin);
    const expected = await run(real, one);
    if (attempt === 3 || differences(expected, actual).length === 0) return expected;
  }
}

/** Runs the cases of one file on both and tells where they differ; returns the real answers. */
async function compare(
  real: Target,
  emulator: Emulator,
  { name, cases }: CaseFile,
  score: Score,
): Promise<Record<string, Exchange[]>> {
  const recorded: Record<string, Exchange[]> = {};
  for (const one of cases) {
    emulator.reset();
    const actual = await run(emulator.target, one);
    const expected = await settled(real, one, actual);
    recorded[one.name] = expected;
    const found = differences(expected, actual);
    score.total += 1;
    if (found.length === 0) score.agree += 1;
    else if (one.differs !== undefined) score.explained += 1;
    if (one.differs !== undefined) continue;
    for (const { request, expected: wanted, actual: given } of found) {
      console.log(`\n${name} / ${one.name}\n  ${request}`);
      for (const line of deviations(wanted, given)) console.log(`    ${line}`);
    }
  }
  return recorded;
}

/** The same for tokens that a seed makes up. */
async function compareTokens(
  real: Target,
  emulator: Emulator,
  count: number,
  score: Score,
): Promise<Verdicts['verdicts']> {
  await emptyKong(real.admin);
  emulator.reset();
  await prepare(real);
  await prepare(emulator.target);
  const seed = Number(process.env['PARITY_SEED'] ?? 1);
  const verdicts: Verdicts['verdicts'] = [];
  for (const sent of fc.sample(requests, { numRuns: count, seed })) {
    const actual = await judge(emulator.target, sent);
    let verdict = await judge(real, sent);
    // The first requests can meet a gateway that has not yet applied everything.
    for (let more = 0; more < 3 && differ(verdict, actual); more += 1) {
      verdict = await judge(real, sent);
    }
    verdicts.push({ sent, verdict });
    score.total += 1;
    if (!differ(verdict, actual)) {
      score.agree += 1;
      continue;
    }
    console.log(`\ntoken ${JSON.stringify(sent)}`);
    for (const line of deviations(verdict, actual)) console.log(`    ${line}`);
  }
  return verdicts;
}

function differ(one: unknown, other: unknown): boolean {
  return !deviations(one, other).next().done;
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const record = args[0] === 'record';
  const word = args[record ? 1 : 0] ?? '';
  const upstream = await startUpstream();
  await using kong = await gateway();
  const real: Target = { ...kong, upstream: upstream.url };
  await using emulator = await Emulator.start(upstream.url);
  const cases: Score = { total: 0, agree: 0, explained: 0 };
  const tokens: Score = { total: 0, agree: 0, explained: 0 };
  for (const file of files) {
    const chosen = file.cases.filter((one) => file.name.includes(word) || one.name.includes(word));
    const recorded = await compare(real, emulator, { ...file, cases: chosen }, cases);
    if (record && chosen.length === file.cases.length) writeRecording(file.name, recorded);
  }
  if (word === '' || word === 'fuzz') {
    const count = record ? 500 : Number(process.env['PARITY_TOKENS'] ?? 3000);
    const verdicts = await compareTokens(real, emulator, count, tokens);
    if (record) writeVerdicts(verdicts);
  }
  await emptyKong(real.admin);
  upstream.close();
  return report('cases', cases) + report('tokens', tokens) === 0 ? 0 : 1;
}

function report(what: string, { total, agree, explained }: Score): number {
  const left = total - agree - explained;
  console.log(`${total} ${what}: ${agree} agree, ${explained} differ as explained, ${left} differ`);
  return left;
}

process.exit(await main(process.argv.slice(2)));
