import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../../embedded/fusionauth/json.ts';
import type { Step } from './live.ts';
import { flat, normal } from './normal.ts';

/** A step as it is kept: of each part only what differs from its last value, by path; null is gone. */
export type Recorded = { step: string } & Record<string, unknown>;

const file = join(import.meta.dirname, 'recorded/lives.json');

/** The steps of each life, as the official provider took them. */
export const readRecording = (): Record<string, Recorded[]> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, Recorded[]>;

/** One step to a line, so that a change in the recording can be read. */
export function writeRecording(recording: Record<string, Recorded[]>): void {
  const lives = Object.entries(recording).map(([name, steps]) => {
    const lines = steps.map((step) => `    ${JSON.stringify(step)}`);
    return `  ${JSON.stringify(name)}: [\n${lines.join(',\n')}\n  ]`;
  });
  writeFileSync(file, `{\n${lives.join(',\n')}\n}\n`);
}

/** Steps in the form in which they are kept and compared. */
export function recorded(steps: Step[]): Recorded[] {
  const last: Record<string, Record<string, unknown>> = {};
  return steps.map((step) => {
    const result: Recorded = { step: step.step };
    for (const [part, value] of Object.entries(partsOf(step))) {
      const after = flat(normal(value));
      const before = last[part] ?? {};
      const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
      const changed = paths.filter(
        (path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]),
      );
      last[part] = after;
      result[part] = Object.fromEntries(changed.map((path) => [path, after[path] ?? null]));
    }
    return result;
  });
}

/** The parts of a step that compare with the same parts of other steps. */
function partsOf({ step, answer, sent }: Step): Record<string, unknown> {
  // An import reads once more than it must with some official resources: what matters is the answer.
  const requests = sent.length > 0 && step !== 'import' ? { sent } : {};
  if (step.endsWith('update') || step.endsWith(': preview')) return { state: answer, ...requests };
  if (step.includes('diff')) return { diff: answer, ...requests };
  return { ...(isObject(answer) ? answer : { outcome: answer ?? 'done' }), ...requests };
}
