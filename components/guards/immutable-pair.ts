import type * as pulumi from '@pulumi/pulumi';

/**
 * Refuses an update that would make a key's pair anew under the key's name. FusionAuth holds names of keys
 * once, so the new pair could not come before the old one goes, and tokens of the old pair would get 401.
 *
 * @param change of a SigningKey.
 * @throws Error that names the key, what changes, and the way by a new key.
 */
export function requireSamePair({ oldInputs = {}, newInputs = {} }: pulumi.ResourceHookArgs): void {
  // A key that was imported, or made by an early release, has no such inputs in the state.
  const changed = ['bits', 'source'].filter(
    (name) => oldInputs[name] !== undefined && oldInputs[name] !== newInputs[name],
  );
  if (changed.length === 0) return;
  const changes = changed.map(
    (of) => `${of} from ${String(oldInputs[of])} to ${String(newInputs[of])}`,
  );
  const flags = changed.map((of) => ` --${of} ${String(newInputs[of])}`).join('');
  throw new Error(
    `Key ${String(newInputs['displayName'])} would change its ${changes.join(' and its ')}. That makes ` +
      'another key of the same name, which FusionAuth refuses, and Kong would answer 401 to tokens of the ' +
      'old one.\nPut it back, and rotate to a new key with a name of its own:\n' +
      `  npm run rotate -- next${flags}`,
  );
}
