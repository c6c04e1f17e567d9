import { startInBackground } from '../../embedded/background.ts';
import type { RunningPlatform } from '../../embedded/control.ts';
import { PortInUse, type Ports } from '../../embedded/platform.ts';
import type { LocalSetUp, ToolEnvironment } from '../../toolchain/setup.ts';
import { PARTS } from './options.ts';
import { stackPorts } from './ports.ts';

/**
 * Starts the embedded platform in the background, or finds it running.
 *
 * @throws Error that names a busy port and the flag that changes it.
 */
export async function startPlatform(
  local: LocalSetUp,
  directory: string,
  ports: Ports,
): Promise<RunningPlatform> {
  try {
    return await startInBackground({ directory, ports, apiKey: local.fusionAuthApiKey });
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    const { title, flag, setting } = PARTS[error.part];
    throw new Error(
      `Port ${error.port} is in use, and ${title} would listen there.\n` +
        `Free it, or take another: npm run embedded -- start --${flag} N\n` +
        `and tell the stack: ${setting}`,
      { cause: error },
    );
  }
}

/** Starts the embedded platform where a stack looks for it, or finds it running. */
export async function startFor(stack: string, tools: ToolEnvironment): Promise<RunningPlatform> {
  return startPlatform(tools, tools.platformDirectory, await stackPorts(tools.clone, stack));
}

/** Where each part listens, a line each. */
export function describePlatform({ pid, ports }: RunningPlatform): string {
  const lines = (Object.keys(PARTS) as (keyof Ports)[]).map(
    (part) => `  ${PARTS[part].title.padEnd(22)}http://127.0.0.1:${ports[part]}`,
  );
  return [`The embedded platform runs (process ${pid}).`, ...lines].join('\n');
}
