import { join } from 'node:path';
import { clone, localDirectory } from '../../toolchain/paths.ts';
import { runQuietly, withProgress } from '../../toolchain/steps.mjs';

/** A tool of node_modules that ends with 0 if what it looks at holds. */
interface Check {
  title: string;
  command: string[];
}

const CACHE = localDirectory();

/** What has to hold of the text of the project, before any of it is run: two lanes for two cores. */
const LANES: Check[][] = [
  [{ title: 'Lint', command: ['eslint', '--max-warnings=0', '.'] }],
  [
    {
      title: 'Format',
      command: [
        ...['prettier', '--check', '--log-level=warn', '--cache', '--cache-strategy=content'],
        ...['--cache-location', join(CACHE, 'prettier'), '.'],
      ],
    },
    {
      title: 'Types',
      command: [
        ...['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile'],
        join(CACHE, 'tsc.tsbuildinfo'),
      ],
    },
    { title: 'Unused code', command: ['knip', '--no-progress'] },
    {
      title: 'Types of the front end',
      command: ['tsc', '--noEmit', '--project', 'examples/web-app'],
    },
    // Folders and circles; type imports count, for a reader follows them as well.
    {
      title: 'Imports',
      command: [
        'depcruise',
        '--config',
        '.dependency-cruiser.json',
        '--output-type',
        'err-long',
        '.',
      ],
    },
  ],
];

/** The tests that start neither the engine nor a command. */
const UNIT_TESTS: Check = {
  title: 'Unit tests',
  command: ['vitest', 'run', '--project', 'unit', '--silent', '--reporter=dot'],
};

/**
 * Checks the text of the project.
 *
 * @throws Error with what every check that does not hold has printed.
 */
export function lint(): Promise<void> {
  return hold(LANES);
}

/** The same and the unit tests: the first answer to a change, in less than a minute. */
export function check(): Promise<void> {
  const [styles, texts] = LANES as [Check[], Check[]];
  return hold([styles, [...texts, UNIT_TESTS]]);
}

async function hold(lanes: readonly Check[][]): Promise<void> {
  const faults: string[] = [];
  await withProgress('Checking', () =>
    Promise.all(
      lanes.map(async (lane) => {
        for (const { title, command } of lane) {
          const started = Date.now();
          try {
            await runQuietly(process.execPath, bin(command), { cwd: clone, env: process.env });
            console.log(`${title}: ok (${Math.round((Date.now() - started) / 1000)} s)`);
          } catch (error) {
            console.log(`${title}: failed`);
            faults.push((error as Error).message);
          }
        }
      }),
    ),
  );
  if (faults.length > 0) throw new Error(faults.join('\n\n'));
}

/** The script of a package's command, so that it runs under this very Node. */
export function bin([command, ...args]: string[]): string[] {
  return [join(clone, 'node_modules', '.bin', command!), ...args];
}
