import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPreview } from '../../commands/preview/changes.ts';
import { asMarkdown } from '../../commands/preview/markdown.ts';
import { clone } from '../../toolchain/paths.ts';
import { SAMPLES } from './samples.ts';

const examples = join(clone, 'docs', 'examples');

function summaryOf(name: string): string {
  const json = readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8');
  return asMarkdown(readPreview(json, 'test'));
}

// `npx vitest run tests/preview -u` writes the examples anew; `node tests/preview/record.ts` the previews.
test.each(SAMPLES)('the example $name is what its recorded preview gives', async ({ name }) => {
  await expect(summaryOf(name)).toMatchFileSnapshot(join(examples, `${name}.md`));
});

test('every example has a recorded preview', () => {
  const names = readdirSync(examples).filter((file) => file.endsWith('.md'));
  expect(names.sort()).toEqual(SAMPLES.map(({ name }) => `${name}.md`).sort());
});

test('what needs a second look is said above everything else', () => {
  const [first, ...rest] = summaryOf('partner-may-call-orders').split('**Look at this first**');
  expect(first).not.toContain('partner');
  expect(rest.join()).toMatch(/^\s+- `partner` may call `orders` from now on\./m);
  expect(rest.join().indexOf('from now on')).toBeLessThan(rest.join().indexOf('/v2/orders'));
});

test('a harmless change warns of nothing', () => {
  expect(summaryOf('shorter-tokens')).not.toContain('Look at this first');
});

test('a change that opens a door is named for what it does', () => {
  const summary = summaryOf('debugging-left-in').split('<details>')[0];
  expect(summary).toContain('may also do `GET /api/user`, `DELETE /api/user`');
  expect(summary).toContain('Login to `shop` needs no API key');
  expect(summary).toContain('exp is not verified');
  expect(summary).toContain('Tokens are also read from `?jwt=` on `orders`');
});
