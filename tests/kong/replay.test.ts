import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { files } from './cases/index.ts';
import type { Exchange } from './suite/case.ts';
import { readRecording } from './suite/recorded.ts';
import { run } from './suite/run.ts';
import { Emulator, startUpstream } from './suite/targets.ts';

let upstream: Awaited<ReturnType<typeof startUpstream>>;
let emulator: Emulator;

beforeAll(async () => {
  upstream = await startUpstream();
  emulator = await Emulator.start(upstream.url);
});

afterAll(async () => {
  await emulator[Symbol.asyncDispose]();
  upstream.close();
});

/** Signatures are not the same twice, and some tokens end soon after they were made. */
function withoutTokens({ request, answer }: Exchange): Exchange {
  return { request: request.replace(/eyJ[\w-]+\.[\w-]*\.[\w-]*/g, '<token>'), answer };
}

describe.each(files)('$name answers as the real gateway did', ({ name, cases }) => {
  const recording = readRecording(name);

  test('every case is recorded once', () => {
    const names = cases.map((one) => one.name);
    expect(names).toHaveLength(new Set(names).size);
    expect(Object.keys(recording.cases).sort()).toEqual([...names].sort());
  });

  test.each(cases.filter(({ differs }) => differs === undefined))('$name', async (one) => {
    emulator.reset();
    const answers = await run(emulator.target, one);
    expect(answers.map(withoutTokens)).toEqual(recording.cases[one.name]?.map(withoutTokens));
  });
});
