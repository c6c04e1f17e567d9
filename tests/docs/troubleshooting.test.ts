import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { clone } from '../../toolchain/paths.ts';
import { readPage } from './page.ts';

/** What a program says, from the first cells of the page's tables; `…` stands for anything. */
const quoted = readPage('docs/troubleshooting.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .flatMap((line) => [...line.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, text]) => text!))
  .filter((text) => !/^(npm|configJson|\/)/.test(text));

/** What others than this project say, which no file here has to spell. */
const OF_OTHERS = ['ECONNREFUSED', 'Unauthorized', 'no stack named … found'];

it.each(quoted.filter((text) => !OF_OTHERS.includes(text)))('something still says: %s', (text) => {
  // The longest part that no name or value interrupts.
  const [part] = text
    .split(/…|'(?:iss|kid)'/)
    .map((piece) => piece.trim())
    .sort((a, b) => b.length - a.length);
  const folders = ['catalogue', 'commands', 'components', 'embedded', 'servers', 'settings'];
  const args = ['grep', '--untracked', '-l', '-F', part!, '--', ...folders, 'tests/kong/recorded'];
  expect(execFileSync('git', args, { cwd: clone, encoding: 'utf8' })).not.toBe('');
});
