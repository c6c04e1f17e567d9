import type * as pulumi from '@pulumi/pulumi';

/** What is left out of a key's inputs. */
const DEFAULTS: Readonly<Record<string, unknown>> = { algorithm: 'RS256' };

/**
 * Refuses an update that would make a key's pair anew under the key's name. FusionAuth holds names of keys
 * once, so the new pair could not come before the old one goes, and tokens of the old pair would get 401.
 *
 * @param change of a SigningKey.
 * @throws Error that names the key, what changes, and the way by a new key.
 */
export function requireSamePair({ oldInputs = {}, newInputs = {} }: pulumi.ResourceHookArgs): void {
  const [before, after] = [oldInputs, newInputs].map((inputs) => ({ ...DEFAULTS, ...inputs }));
  // A key that was imported, or made by an early release, has no bits and no source in the state.
  const changed = ['algorithm', 'bits', 'source'].filter(
    (name) => before![name] !== undefined && before![name] !== after![name],
  );
  if (changed.length === 0) return;
  const changes = changed.map((of) => `${of} from ${String(before![of])} to ${String(after![of])}`);
  const flags = changed.map((of) => ` --${of} ${String(after![of])}`).join('');
  throw new Error(
    `Key ${String(newInputs['displayName'])} would change its ${changes.join(' and its ')}. That makes ` +
      'another key of the same name, which FusionAuth refuses, and Kong would answer 401 to tokens of the ' +
      'old one.\nPut it back, and rotate to a new key with a name of its own:\n' +
      `  npm run rotate -- next${flags}`,
  );
}
