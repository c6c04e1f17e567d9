import { fork } from 'node:child_process';
import { mkdirSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeStamp } from './code-stamp.ts';
import { findRunning, stopRunning, type RunningPlatform } from './control.ts';
import type { StartAnswer, StartMessage } from './daemon.ts';
import { PortInUse } from './platform.ts';

/**
 * Starts the platform as a process of its own that outlives this one, or finds the one that already
 * runs on that directory. One that runs other code than is here now, such as that of before an update,
 * is started anew where it was; its state stays.
 *
 * @throws PortInUse if something else listens on one of the ports.
 */
export async function startInBackground(message: StartMessage): Promise<RunningPlatform> {
  const running = await findRunning(message.directory);
  if (!running) return launch(message);
  if (running.code === codeStamp()) return running;
  await stopRunning(message.directory);
  return launch({ ...message, ports: running.ports });
}

async function launch(message: StartMessage): Promise<RunningPlatform> {
  mkdirSync(message.directory, { recursive: true, mode: 0o700 });
  const log = openSync(join(message.directory, 'platform.log'), 'a', 0o600);
  const daemon = fork(fileURLToPath(import.meta.resolve('./daemon.ts')), {
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', log, log, 'ipc'],
  });
  const running = await new Promise<RunningPlatform>((resolve, reject) => {
    daemon.once('message', (answer: StartAnswer) => {
      if ('started' in answer) resolve(answer.started);
      else if ('failed' in answer) reject(new Error(answer.failed));
      else reject(new PortInUse(answer.portInUse.part, answer.portInUse.port));
    });
    daemon.once('error', reject);
    daemon.once('exit', (code) =>
      reject(new Error(`The embedded platform ended at once (${code}); see platform.log.`)),
    );
    daemon.send(message);
  });
  daemon.unref();
  return running;
}

/** Removes everything the platform holds. It must not be running. */
export function removeState(directory: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(join(directory, `platform.sqlite${suffix}`), { force: true });
  }
}
