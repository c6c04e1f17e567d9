import { codeStamp } from './code-stamp.ts';
import { openControl, type RunningPlatform } from './control.ts';
import { PortInUse, startPlatform, type Ports } from './platform.ts';
import { UnusableStore } from './store.ts';

/** What the starting process sends first. The API key comes this way so that no process list shows it. */
export interface StartMessage {
  directory: string;
  ports: Ports;
  apiKey: string;
}

/** What the daemon answers, once. */
export type StartAnswer =
  | { started: RunningPlatform }
  | { portInUse: { part: keyof Ports; port: number } }
  | { failed: string };

const code = codeStamp();

process.once('message', (message: StartMessage) => void start(message));

async function start({ directory, ports, apiKey }: StartMessage): Promise<void> {
  try {
    const platform = await startPlatform(directory, ports, apiKey);
    const control = await openControl(directory, platform.ports, code, stop);
    process.once('SIGTERM', () => void stop());
    process.once('SIGINT', () => void stop());
    answer({ started: { pid: process.pid, ports: platform.ports, code } });

    async function stop(): Promise<void> {
      control.close();
      await platform.stop();
    }
  } catch (error) {
    if (error instanceof PortInUse) answer({ portInUse: { part: error.part, port: error.port } });
    else if (error instanceof UnusableStore) answer({ failed: error.message });
    else
      answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function answer(message: StartAnswer): void {
  process.send?.(message, () => process.disconnect?.());
}
