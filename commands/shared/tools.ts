import { RUN_FOR } from '../../servers/problems.ts';
import { groundText, platformOf } from '../../toolchain/ground.ts';
import { clone } from '../../toolchain/paths.ts';
import { setUp, type ToolEnvironment } from '../../toolchain/setup.ts';

/**
 * The tools for a stack. Says on standard error whose providers and which backend they use, unless both are this
 * clone's own, as on the embedded platform.
 */
export async function toolsFor(stack: string): Promise<ToolEnvironment> {
  // Programs that this one starts, the stack's own among them, name fixes for it.
  process.env[RUN_FOR.stack] = stack;
  process.env[RUN_FOR.platform] = platformOf(clone, stack);
  const tools = await setUp(stack);
  const { platform, providers, ownBackend } = tools.ground;
  const isUsual = platform === 'embedded' && providers === 'embedded' && ownBackend;
  if (!isUsual) console.error(groundText(stack, tools.ground, tools.env));
  return tools;
}

/** The stack that arguments for the CLI name; undefined if they name none. */
export function stackIn(args: readonly string[]): string | undefined {
  const at = args.findIndex((arg) => arg === '--stack' || arg === '-s');
  const joined = args.find((arg) => arg.startsWith('--stack=') || arg.startsWith('-s='));
  // `stack init NAME` and `stack select NAME` name theirs by position.
  const [command, action, name] = args;
  const positional =
    command === 'stack' && /^(init|select|rm)$/.test(action ?? '') ? name : undefined;
  const named = at >= 0 ? args[at + 1] : (joined?.slice(joined.indexOf('=') + 1) ?? positional);
  return named?.startsWith('-') ? undefined : named;
}
