import { createInterface } from 'node:readline/promises';

/** Asks on the terminal whether to go on. Anything but "yes" is a no, the end of the input too. */
export async function isWanted(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question('\nDo this? Only "yes" is a yes: ');
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
