import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The repository's root. */
export const clone = dirname(import.meta.dirname);

/** The Pulumi CLI that is downloaded or built; toolchain/go.mod names the same version. */
export const PULUMI_VERSION = '3.256.0';

/** The oldest CLI of the user's own that is taken: older ones lose state in `refresh` and `up --refresh`. */
export const OLDEST_PULUMI = '3.244.0';

/** Directory of Node 24's executable. */
export const nodeDirectory = join(clone, 'node_modules', 'node', 'bin');

/** Everything of this clone that is not to be committed: state, keys, logs, providers. */
export function localDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['LOCAL_DIR'] ?? join(clone, '.local'));
}

/** What several clones share: the CLI and the language host. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'fusionauth-kong');
}
