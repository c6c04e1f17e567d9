import { backendUrl } from '../../toolchain/ground.ts';
import { readProjectName } from '../../toolchain/pulumi.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { openStack, type Stack } from '../shared/stack/stack.ts';
import { cliOf, type RunCli } from './cli.ts';

/** The stack that is recovered, and the means. */
export interface RecoverPlace {
  stack: Stack;
  project: string;
  /** Where the state is, as a URL. */
  backend: string;
  env: Readonly<Record<string, string | undefined>>;
  /** A private directory for what the CLI is given. */
  directory: string;
  cli: RunCli;
}

/** Where a stack and its tools are. */
export type RecoverTools = Pick<
  ToolEnvironment,
  'clone' | 'env' | 'local' | 'pulumi' | 'pulumiVersion'
>;

/** A stack of this repository, as one to recover. */
export function placeOf(tools: RecoverTools, stack: string): RecoverPlace {
  const onStack: RunCli = (args, env) => cliOf(tools)([...args, '--stack', stack], env);
  return {
    stack: openStack(tools, stack),
    project: readProjectName(tools.clone),
    backend: backendUrl(tools.env) ?? '',
    env: tools.env,
    directory: tools.local,
    cli: onStack,
  };
}
