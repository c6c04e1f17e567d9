// What run.mjs, on whatever Node there is, and the set-up proper both need: a child process with
// progress, and a lock between processes.
import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers';

const QUIET_MILLISECONDS = 2_000;

/**
 * Says on standard error that a step is running once it has taken two seconds, and for how long.
 * Standard output stays free for what the command itself prints.
 */
export async function withProgress(label, work) {
  const started = Date.now();
  const terminal = process.stderr.isTTY && !process.env.CI;
  let ticking;
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const show = () =>
    process.stderr.write(terminal ? `\r${label} … ${seconds()} s ` : `${label} … ${seconds()} s\n`);
  const waiting = setTimeout(() => {
    show();
    ticking = setInterval(show, terminal ? 1_000 : 30_000);
  }, QUIET_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearTimeout(waiting);
    clearInterval(ticking);
    if (ticking)
      process.stderr.write(
        terminal ? `\r${label}: ${seconds()} s   \n` : `${label}: ${seconds()} s\n`,
      );
  }
}

/** Runs a program quietly. Resolves to what it printed; rejects with the end of that if it fails. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let printed = '';
    let standardOutput = '';
    child.stdout.on('data', (chunk) => {
      standardOutput += chunk;
      printed += chunk;
    });
    child.stderr.on('data', (chunk) => (printed += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(standardOutput);
      const end = printed.trimEnd().split('\n').slice(-40).join('\n');
      reject(
        new Error(
          `\`${[command, ...args].join(' ')}\` ended with ${signal ?? `exit code ${code}`}:\n${end}`,
        ),
      );
    });
  });
}

let drafts = 0;

/** Runs `work` while this process alone holds the lock file. A lock whose holder died is taken over. */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}-${++drafts}`;
  writeFileSync(mine, String(process.pid));
  try {
    if (!acquire(path, mine)) {
      await withProgress(
        `Waiting for process ${holder(path) ?? '?'}, which does the same (${path})`,
        async () => {
          while (!acquire(path, mine)) await new Promise((resolve) => setTimeout(resolve, 200));
        },
      );
    }
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function acquire(path, mine) {
  try {
    // A link appears with its content or not at all.
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const pid = holder(path);
  if (pid !== undefined && !isAlive(pid)) {
    const dead = `${mine}.dead`;
    try {
      renameSync(path, dead);
      // Between the look and the rename another process may have taken over: give its lock back.
      if (holder(dead) !== pid) renameSync(dead, path);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    rmSync(dead, { force: true });
  }
  return false;
}

function holder(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
