/** Marks a secret, an asset or an output in the engine's JSON. */
export const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** Its value where it marks a secret. */
export const SECRET_SIGNATURE = '1b47061264138c4ac30d75fd1eb44270';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The property that holds a Kong plugin's configuration, as JSON text. */
export const CONFIG = 'configJson';

/** A Kong plugin's configuration; empty if it is none or unknown. */
export function pluginConfig(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(text(inputs[CONFIG] ?? '{}'));
    return isObject(config) ? config : {};
  } catch {
    return {};
  }
}

/** The value at a path, through the one-element lists that the generated SDK has for some blocks. */
export function valueAt(inputs: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return isObject(block) ? block[part] : undefined;
  }, inputs);
}

/** A value in a sentence. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A value of a state that was read with its secrets, with every secret in it unwrapped. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (SIGNATURE in value) {
    const { plaintext } = value as { plaintext?: string };
    return plaintext === undefined ? undefined : plain(JSON.parse(plaintext));
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
