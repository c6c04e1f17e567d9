import { pasteable } from '../../servers/problems.ts';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** What a command takes. */
export interface CommandLine<Options extends ParseArgsOptionsConfig> {
  /** What `--help` prints: what the command does, its options, examples, exit codes. */
  help: string;
  options?: Options;
  /** Whether it takes words besides options. */
  words?: boolean;
}

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options }>
>['values'];

/**
 * Runs a command: its result is the exit code. An argument that it does not know is refused before anything is done,
 * and an error is printed as its message alone, without a stack trace unless DEBUG is set.
 */
export async function main<Options extends ParseArgsOptionsConfig>(
  { help, options, words = false }: CommandLine<Options>,
  run: (values: Values<Options>, words: string[]) => Promise<number>,
): Promise<void> {
  try {
    const args = process.argv.slice(2);
    if (args.some((arg) => arg === '--help' || arg === '-h')) {
      console.log(help);
      return;
    }
    const parsed = parse(args, options ?? ({} as Options), words, help);
    process.exitCode = await run(parsed.values, parsed.positionals);
  } catch (error) {
    const text = pasteable(error instanceof Error ? error.message : String(error));
    console.error(process.env['DEBUG'] && error instanceof Error ? error.stack : text);
    process.exitCode = 1;
  }
}

function parse<Options extends ParseArgsOptionsConfig>(
  args: string[],
  options: Options,
  words: boolean,
  help: string,
) {
  try {
    return parseArgs({ args, options, allowPositionals: words });
  } catch (error) {
    // Node explains at length how its own parser could be set up otherwise.
    const [fault] = (error as Error).message.split('. ');
    throw new Error(`${fault}.\n\n${help}`, { cause: error });
  }
}

/**
 * Runs a command that reads its arguments itself, or hands them on to another program.
 *
 * @param help left out where `--help` is the other program's.
 */
export async function pass(run: (args: string[]) => Promise<number>, help?: string): Promise<void> {
  const args = process.argv.slice(2);
  const asksForHelp = args.some((arg) => arg === '--help' || arg === '-h');
  process.argv = [...process.argv.slice(0, 2), ...(help && asksForHelp ? ['--help'] : [])];
  await main({ help: help ?? '' }, () => run(args));
}

/** Says which actions there are where a command was given another, or none. */
export function noAction(words: readonly string[], actions: readonly string[]): string {
  const said = words.length > 0 ? `"${words.join(' ')}" is no action` : 'No action given';
  return `${said}; use one of ${actions.join(', ')}.`;
}
