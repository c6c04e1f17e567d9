import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explained } from './cases/explained.ts';
import { files } from './cases/index.ts';

const page = readFileSync(new URL('../../docs/parity-kong.md', import.meta.url), 'utf8');

test('every difference that is accepted is a case, and is listed in the documentation', () => {
  for (const [file, reasons] of Object.entries(explained)) {
    const cases = files.find(({ name }) => name === file)?.cases ?? [];
    for (const [name, reason] of Object.entries(reasons)) {
      expect(cases.map((one) => one.name)).toContain(name);
      expect(page).toContain(reason);
    }
  }
});

test('the documentation gives the number of cases', () => {
  const gateway = ['verdicts', 'tokens-carried', 'routing', 'forwarding', 'plugins-at-work'];
  const count = (wanted: boolean) =>
    files
      .filter(({ name }) => gateway.includes(name) === wanted)
      .reduce((sum, { cases }) => sum + cases.length, 0);
  expect(page).toMatch(new RegExp(`Admin API +\\| +${count(false)} \\|`));
  expect(page).toMatch(new RegExp(`plugins +\\| +${count(true)} \\|`));
});
