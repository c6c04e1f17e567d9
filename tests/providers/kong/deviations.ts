import type { Entry } from '../support/life-cycle.ts';

/** Where the embedded provider differs on purpose, and what that means for a stack. */
const DEVIATIONS: { why: string; covers(life: string, entry: Entry): boolean }[] = [
  {
    why: 'Removing what is gone already succeeds; the official provider fails for what belongs to a consumer or an upstream.',
    covers: (_life, { step }) => step.startsWith('delete again'),
  },
  {
    why: 'In a set, a changed element shows as one removed and one added; the official provider pairs some of them.',
    covers: (life, { step }) => life.startsWith('route over tcp') && step === 'edit 1: diff',
  },
  {
    why: 'A preview shows a secret that the program takes away as nothing; the official provider, as a secret that is nothing.',
    covers: (life, { step }) =>
      life === 'Certificate: privateKey = left out' && step === 'edit 1: preview',
  },
];

/** The first entry that differs without being explained, as two lines; undefined if there is none. */
export function difference(life: string, expected: Entry[], found: Entry[]): string | undefined {
  for (let index = 0; index < Math.max(expected.length, found.length); index += 1) {
    const [a, b] = [expected[index], found[index]];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    const one = a ?? b;
    if (one && DEVIATIONS.some((deviation) => deviation.covers(life, one))) continue;
    return `official ${JSON.stringify(a)}\nembedded ${JSON.stringify(b)}`;
  }
  return undefined;
}
