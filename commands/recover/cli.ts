import { execFile } from 'node:child_process';
import type { StackPlace } from '../shared/stack/stack.ts';
import { withWayOn } from '../shared/state-faults.ts';

/** Runs the CLI without a terminal and resolves to what it printed. @throws Error with what it said if it fails. */
export type RunCli = (args: readonly string[], env?: Record<string, string>) => Promise<string>;

/** A state or a preview is read in one piece, however large. */
const LONGEST_OUTPUT = 1024 * 1024 * 1024;

/**
 * The CLI itself, for what the Automation API leaves out: a preview with what each property depends on, a refresh of
 * single resources, a lock that is to go.
 */
export function cliOf({ clone, env, pulumi }: StackPlace): RunCli {
  return (args, more = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const options = { cwd: clone, env: { ...env, ...more }, maxBuffer: LONGEST_OUTPUT };
    const all = [...args, '--non-interactive', '--color=never'];
    execFile(pulumi, all, options, (error, stdout, stderr) => {
      // A preview that fails says why in what it prints.
      if (!error || (args.includes('--json') && stdout.trim())) return resolve(stdout);
      const said = withWayOn((stderr.trim() || stdout).trim());
      reject(new Error(`pulumi ${args.slice(0, 2).join(' ')} failed.\n${said}`));
    });
    return promise;
  };
}
