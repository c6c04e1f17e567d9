import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const PAGE = resolve(import.meta.dirname, '../../../docs/parity-fusionauth.md');

/** The rows of the page's table: number, and what became of it. */
const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| +(\d+) +\|[^|]+\| ([^|]+)\|$/gm)].map(
  ([, number = '', now = '']) => ({ number, now: now.trim() }),
);

/** The numbers at the beginning of the names of tests. */
const tested = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .flatMap((text) => [...text.matchAll(/(?:test\(|\]\)\(|^ +)'(\d+(?:, \d+)*): /gm)])
  .flatMap(([, numbers = '']) => numbers.split(', '));

test('every difference is there once, fixed or explained', () => {
  expect(rows).toHaveLength(54);
  expect(new Set(rows.map(({ number }) => number)).size).toBe(54);
  expect(rows.filter(({ now }) => !/^(fixed|explained: .+)/.test(now))).toEqual([]);
});

test('what is fixed has a test that names it, and nothing else has', () => {
  const fixed = rows.filter(({ now }) => now.startsWith('fixed')).map(({ number }) => number);
  expect([...new Set(tested)].sort()).toEqual(fixed.sort());
});
