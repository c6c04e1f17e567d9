import { record } from '../support/recorded.ts';
import type { Entry, LifeCycle } from '../support/life-cycle.ts';
import { lifeCycles } from './cases.ts';
import { difference } from './deviations.ts';
import { Bench, embedded } from './run.ts';

/** What a comparison found. */
export interface Comparison {
  total: number;
  /** The lives that differ, each with its first difference. */
  differing: Map<string, string>;
}

/** Leads lives with the official kong plugin and with the embedded one, against the same Kong. */
export async function compareWithOfficial(
  official: string,
  admin: string,
  options: { lives?: LifeCycle[]; record?: boolean } = {},
): Promise<Comparison> {
  const lives = options.lives ?? lifeCycles();
  const [theirs, ours] = [await Bench.start([official], admin), await Bench.start(embedded, admin)];
  const differing = new Map<string, string>();
  const answers = new Map<string, Entry[]>();
  try {
    for (const life of lives) {
      const expected = await theirs.run(life);
      answers.set(life.name, expected);
      const found = difference(life.name, expected, await ours.run(life));
      if (found) differing.set(life.name, found);
    }
  } finally {
    await Promise.all([theirs.stop(), ours.stop()]);
  }
  if (options.record) record('kong', answers);
  return { total: lives.length, differing };
}
