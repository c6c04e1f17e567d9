import { execFile } from 'node:child_process';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import type { RunCli } from './detect.ts';

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
      resolve({ code: error ? Number(error.code ?? 255) : 0, stdout, stderr }),
    );
    return promise;
  };
}
