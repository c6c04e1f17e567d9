/** Marks a secret, an asset or an output in the engine's JSON. */
export const SIGNATURE = '4dabf18193072939515e22adb298388d';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
