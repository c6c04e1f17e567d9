import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const PROGRAM = `
  import { isWanted } from '${new URL('../../commands/shared/confirm.ts', import.meta.url).href}';
  console.log(await isWanted());
`;

it.each([
  ['yes\n', 'true'],
  [' YES \n', 'true'],
  ['y\n', 'false'],
  ['\n', 'false'],
  ['', 'false'],
])('the answer %j means %s', async (input, wanted) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM]);
  child.stdin.end(input);
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(output.trim()).toBe(wanted);
});
