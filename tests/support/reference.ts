import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../../toolchain/steps.mjs';
import { freeKongPort } from './kong-port.ts';

const run = promisify(execFile);

/**
 * The real Kong and the official plugins, for tests that compare with them. The folder is no part of
 * the project: where it is not, those tests are skipped.
 */
export const reference =
  process.env['REFERENCE_DIR'] ?? resolve(import.meta.dirname, '../../../shared/reference');

export const hasReference = existsSync(join(reference, 'plugins'));

/**
 * Starts an empty real Kong with a data directory of its own, on ports that are free.
 *
 * @param settings KONG_… variables that differ from the reference's.
 */
export async function startRealKong(
  cache: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<RealKong & { stop(): Promise<void> }> {
  const env = { ...process.env, XDG_CACHE_HOME: cache, ...settings };
  const script = join(reference, 'kong');
  const proxy = await freeKongPort();
  const admin = proxy + 1;
  await run(script, ['start', '--admin', String(admin), '--proxy', String(proxy)], { env });
  return {
    admin: `http://127.0.0.1:${admin}`,
    proxy: `http://127.0.0.1:${proxy}`,
    tlsProxy: `https://127.0.0.1:${proxy + 443}`,
    stop: async () => {
      await run(script, ['stop'], { env });
    },
  };
}

/** A PULUMI_HOME with the official plugins, unpacked once for all tests. */
export async function officialHome(): Promise<string> {
  const home = join(tmpdir(), 'official-pulumi-plugins');
  mkdirSync(home, { recursive: true });
  await withLock(join(home, '.install.lock'), () =>
    run(join(reference, 'plugins'), ['install', home]),
  );
  return home;
}

/** Where a real Kong listens. */
export interface RealKong {
  admin: string;
  proxy: string;
  /** The same with a certificate that Kong has signed itself. */
  tlsProxy: string;
}

/** Where a stack's life runs: the Kong to configure, and the environment that selects the plugins. */
export interface Ground {
  kong?: RealKong;
  env?: NodeJS.ProcessEnv;
}
