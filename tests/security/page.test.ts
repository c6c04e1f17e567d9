import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ATTACKS } from './attacks.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = page
  .slice(page.indexOf('## Attacks'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (attack|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('docs/security.md has a row for each kind of attack, and each row a test that exists', () => {
  const kinds = rows.map(([, attack]) => attack);
  expect(kinds).toEqual(expect.arrayContaining(Object.keys(ATTACKS)));
  for (const [, attack, , test] of rows) {
    const file = /^`(tests\/\S+\.test\.ts)`$/.exec(test ?? '')?.[1] ?? 'none';
    expect(existsSync(join(root, file)), attack).toBe(true);
  }
});
