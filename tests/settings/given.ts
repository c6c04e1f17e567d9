import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { SettingsError, type Problem } from '../../servers/problems.ts';
import { readSettings } from '../../settings/read.ts';
import type { Settings } from '../../settings/settings.ts';

const { config: declared } = parse(readFileSync('Pulumi.yaml', 'utf8')) as {
  config: Record<string, { default: unknown }>;
};
const defaults = Object.entries(declared).map(([key, one]) => [key, one.default] as const);

/** The settings of a stack that sets these beside the defaults of Pulumi.yaml. */
export function given(settings: Record<string, unknown>, project = 'fusionauth-kong'): Settings {
  const all = [...defaults, ...Object.entries(settings)].map(([key, value]) => [
    `${project}:${key}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return readSettings(Object.fromEntries(all) as Record<string, string>, project);
}

/** What is wrong with them. */
export function problemsWith(settings: Record<string, unknown>): readonly Problem[] {
  try {
    given(settings);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

/** An API with other values than usual in it, in its route or in its cors. */
export function api(more: object = {}, route: object = {}) {
  const routes = [{ name: 'orders', paths: ['/orders'], ...route }];
  return { name: 'orders', upstream: 'http://orders.internal', routes, ...more };
}
