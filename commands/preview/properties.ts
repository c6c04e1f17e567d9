import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../catalogue/values.ts';
import type { Change } from './changes.ts';
import { shown } from './redact.ts';

/** One property that a change touches, as it may be shown. */
export interface PropertyChange {
  path: string;
  before: string;
  after: string;
}

/** The inputs that differ. The configuration of a Kong plugin is text in Pulumi and is compared by field. */
export function propertyChanges({ type, before, after }: Change): PropertyChange[] {
  const [from, to] = [leaves(before), leaves(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => !isDeepStrictEqual(from.get(path), to.get(path)))
    .map((path) => {
      const plugin = path.startsWith(CONFIG) ? String(after['name'] ?? before['name']) : undefined;
      const show = (value: unknown) => shown(type, path.split('.'), value, plugin);
      return { path, before: show(from.get(path)), after: show(to.get(path)) };
    });
}

const CONFIG = 'configJson';

/** A Kong plugin's configuration; empty if it is none or unknown. */
export function pluginConfig(inputs: Record<string, unknown>): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(text(inputs[CONFIG] ?? '{}'));
    return isObject(config) ? config : {};
  } catch {
    return {};
  }
}

/** The value at a path, through the one-element lists that the generated SDK has for some blocks. */
export function valueAt(inputs: Record<string, unknown>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return isObject(block) ? block[part] : undefined;
  }, inputs);
}

/** A value in a sentence. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}

function leaves(inputs: Record<string, unknown>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (path: string, value: unknown) => {
    if (!isObject(value)) found.set(path, value);
    else for (const [key, item] of Object.entries(value)) visit(`${path}.${key}`, item);
  };
  for (const [key, value] of Object.entries(inputs)) {
    // The engine's own bookkeeping.
    if (key.startsWith('__')) continue;
    const config = key === CONFIG ? pluginConfig(inputs) : {};
    visit(key, Object.keys(config).length > 0 ? config : value);
  }
  return found;
}
