import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge, prepare } from './suite/fuzz.ts';
import { readVerdicts } from './suite/recorded.ts';
import { Emulator, startUpstream } from './suite/targets.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let emulator: Emulator;

beforeAll(async () => {
  upstream = await startUpstream();
  emulator = await Emulator.start(upstream.url);
  await prepare(emulator.target);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  upstream.close();
});

test('tokens of every kind get the verdict that the real gateway gave', async () => {
  const { verdicts } = readVerdicts();
  const actual = [];
  for (const { sent } of verdicts) {
    actual.push({ sent, verdict: await judge(emulator.target, sent) });
  }
  expect(actual).toEqual(verdicts);
  // The corpus is only worth something while it holds every outcome.
  const outcomes = new Set(verdicts.map(({ verdict }) => JSON.stringify(verdict.message)));
  expect(outcomes.size).toBeGreaterThan(15);
  expect(verdicts.filter(({ verdict }) => verdict.status === 200).length).toBeGreaterThan(30);
});
