import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The real Kong and the official plugins, for tests that compare with them. The folder is no part of
 * the project: where it is not, those tests are skipped.
 */
export const reference =
  process.env['REFERENCE_DIR'] ?? resolve(import.meta.dirname, '../../../shared/reference');

export const hasReference = existsSync(join(reference, 'plugins'));

/**
 * Starts an empty real Kong with a data directory of its own.
 *
 * @param settings KONG_… variables that differ from the reference's.
 */
export async function startRealKong(
  cache: string,
  port: number,
  settings: NodeJS.ProcessEnv = {},
): Promise<{ admin: string; proxy: string; stop(): Promise<void> }> {
  const env = { ...process.env, XDG_CACHE_HOME: cache, ...settings };
  const script = join(reference, 'kong');
  const [proxy, admin] = [port, port + 1];
  await run(script, ['start', '--admin', String(admin), '--proxy', String(proxy)], { env });
  await run(script, ['reset'], { env });
  return {
    admin: `http://127.0.0.1:${admin}`,
    proxy: `http://127.0.0.1:${proxy}`,
    stop: async () => {
      await run(script, ['stop'], { env });
    },
  };
}

/** Puts the official plugins into `home`, a PULUMI_HOME. */
export async function installOfficialPlugins(home: string): Promise<void> {
  await run(join(reference, 'plugins'), ['install', home]);
}
