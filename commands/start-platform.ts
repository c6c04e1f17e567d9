import { startInBackground } from '../embedded/background.ts';
import type { RunningPlatform } from '../embedded/control.ts';
import type { StartMessage } from '../embedded/daemon.ts';
import { PortInUse, type Ports } from '../embedded/platform.ts';
import { PARTS } from './embedded-options.ts';

/**
 * Starts the embedded platform in the background, or finds it running.
 *
 * @throws Error that names a busy port and the flag that changes it.
 */
export async function startPlatform(message: StartMessage): Promise<RunningPlatform> {
  try {
    return await startInBackground(message);
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    const { title, flag } = PARTS[error.part];
    throw new Error(
      `Port ${error.port} is in use, and ${title} would listen there. ` +
        `Free it, or take another: npm run embedded -- start --${flag} N`,
      { cause: error },
    );
  }
}

/** Where each part listens, a line each. */
export function describePlatform({ pid, ports }: RunningPlatform): string {
  const lines = (Object.keys(PARTS) as (keyof Ports)[]).map(
    (part) => `  ${PARTS[part].title.padEnd(22)}http://127.0.0.1:${ports[part]}`,
  );
  return [`The embedded platform runs (process ${pid}).`, ...lines].join('\n');
}
