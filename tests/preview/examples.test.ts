import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPreview } from '../../commands/shared/preview/changes.ts';
import { asMarkdown } from '../../commands/preview/markdown.ts';
import { summarize, type Summary } from '../../commands/shared/preview/summary.ts';
import { clone } from '../../toolchain/paths.ts';
import { SAMPLES } from './samples.ts';

const examples = join(clone, 'docs', 'examples');

function summaryOf(name: string): Summary {
  const json = readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8');
  return summarize(readPreview(json, 'test'));
}

// `npx vitest run tests/preview -u` writes the examples anew; `node tests/preview/record.ts` the previews.
test.each(SAMPLES)('the example $name is what its recorded preview gives', async ({ name }) => {
  const summary = summaryOf(name);
  await expect(asMarkdown(summary)).toMatchFileSnapshot(join(examples, `${name}.md`));
});

test('every example has a recorded preview', () => {
  const names = SAMPLES.map(({ name }) => `${name}.md`);
  expect(readdirSync(examples).sort()).toEqual(names.sort());
});

test('what needs a second look is said above everything else', () => {
  const [first, ...rest] = asMarkdown(summaryOf('partner-may-call-orders')).split(
    '**What becomes weaker or wider**',
  );
  expect(first).not.toContain('partner');
  expect(rest.join()).toMatch(/^\s+- `partner` may call `orders` from now on\./m);
  expect(rest.join().indexOf('from now on')).toBeLessThan(rest.join().indexOf('/v2/orders'));
});

test('a harmless change warns of nothing', () => {
  expect(summaryOf('shorter-tokens').dangers).toEqual([]);
});

test('a change that opens a door is named for what it does', () => {
  const [{ title, sentences } = { title: '', sentences: [''] }] =
    summaryOf('debugging-left-in').dangers;
  const summary = sentences.join('\n');
  expect(title).toBe('What becomes weaker or wider');
  expect(summary).toContain('may also do `GET /api/user`, `DELETE /api/user`');
  expect(summary).toContain('Login to `shop` needs no API key');
  expect(summary).toContain('exp is not verified');
  expect(summary).toContain('Tokens are also read from `?jwt=` on `orders`');
});
