import { execFile } from 'node:child_process';
import { withWayOn } from './state-faults.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';

/** Runs the CLI on the project of a stack, without a terminal, to its end. */
export type RunCli = (
  args: readonly string[],
  env?: Record<string, string>,
) => Promise<{ code: number; stdout: string; stderr: string }>;

/** Runs the CLI on the stack and resolves to what it printed. */
export type Cli = (...args: string[]) => Promise<string>;

/** A state is read in one piece, however large. */
const LONGEST_OUTPUT = 1024 * 1024 * 1024;

/** The CLI of the set-up, on the project of this repository. */
export function cliOf(tools: ToolEnvironment): RunCli {
  return (args, env = {}) => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<RunCli>>>();
    const options = {
      cwd: tools.clone,
      env: { ...tools.env, ...env },
      maxBuffer: LONGEST_OUTPUT,
    };
    execFile(tools.pulumi, [...args, '--color=never'], options, (error, stdout, stderr) =>
      resolve({
        code: error ? exitCodeOf(error.code) : 0,
        stdout,
        stderr: error ? withWayOn(stderr) : stderr,
      }),
    );
    return promise;
  };
}

/** 255 if the process did not end by itself: it was killed, or could not be started. */
function exitCodeOf(code: unknown): number {
  return typeof code === 'number' ? code : 255;
}
