import { expect, test } from 'vitest';
import type { Row } from '../../commands/bench/measure.ts';
import { asPlot, asTable } from '../../commands/bench/report.ts';

const row = (apis: number, stacks: number, up: number): Row => ({
  ...{ apis, stacks, megabytes: 287.4 },
  seconds: { up, preview: 2, refresh: 1, drift: 1.5, destroy: 3 },
  floor: { create: 0.5, read: 0.25, delete: 0.5 },
});

test('the table says seconds, and how many times the floor that is', () => {
  const line = asTable([row(100, 1, 12)])
    .split('\n')
    .at(-1);
  expect(line).toBe(
    '| 100 | 1 | 12 (24) | 2.00 | 1.00 (4) | 1.50 (6) | 3.00 (6) | 0.50, 0.25, 0.50 | 287 MB |',
  );
});

test('the plot has a line for each operation over the sizes of one stack', () => {
  const plot = asPlot([row(1, 1, 1), row(1000, 1, 40), row(1000, 20, 30)]);
  const lines = [...plot.matchAll(/points="([^"]*)"/g)].map(([, points]) => points!.split(' '));
  expect(lines).toHaveLength(6);
  for (const points of lines) expect(points).toHaveLength(2);
  expect(plot).not.toContain('NaN');
});
