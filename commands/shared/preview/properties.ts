import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../../catalogue/change.ts';
import { CONFIG, isObject, pluginConfig } from '../../../catalogue/values.ts';
import { disclosed } from './disclosed.ts';

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
      const show = (value: unknown) => disclosed(type, path.split('.'), value, plugin);
      return { path, before: show(from.get(path)), after: show(to.get(path)) };
    });
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
