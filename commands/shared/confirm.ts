import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Asks on the terminal whether to go on. Anything but "yes" is a no, the end of the input too. */
export async function isWanted(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const asked = terminal.question('\nDo this? Only "yes" is a yes: ');
    const answer = await Promise.race([asked, once(terminal, 'close').then(() => 'no')]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
