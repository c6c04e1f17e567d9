import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { claimsProblems } from './claims.ts';
import { crossCheck } from './cross-check.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import { commandToSet, describe, dotted, editOf, wording } from './describe.ts';
import { located, projectDefaults, readIncluded, withIncluded } from './include.ts';
import { schema, type Settings } from './settings.ts';
import { ofSide } from './side.ts';

/** The project's folder. */
const PROJECT = join(import.meta.dirname, '..');

/** The namespace of the settings in Pulumi.STACK.yaml: the project's name, as Pulumi.yaml has it. */
export const NAMESPACE = projectName();

/** Settings that hold lists or more settings; Pulumi hands them over as JSON text. */
const STRUCTURED = new Set([
  'applications',
  'machines',
  'apis',
  'docker',
  'include',
  'leaves',
  'tags',
  'override',
  'tenantSettings',
  'trusts',
]);

/**
 * Reads and checks the stack's settings.
 *
 * @param config every configuration value of the stack, by full key (`fusionauth-kong:issuer`).
 * @param project the project's name, which is the namespace of its settings.
 * @param directory the project's folder; `include` names files in it.
 * @throws SettingsError with every problem found: key, value and the command that mends it.
 */
export function readSettings(
  config: Readonly<Record<string, string>>,
  project = NAMESPACE,
  directory = PROJECT,
): Settings {
  const own = Object.entries(config)
    .filter(([key]) => key.startsWith(`${project}:`))
    .map(([key, text]) => [key.slice(project.length + 1), text] as const);
  const unusable: Problem[] = [];
  const set = Object.fromEntries(own.map(([key, text]) => [key, parse(key, text, unusable)]));
  const patterns = z.array(z.string()).catch([]).parse(set['include']);
  // A list that cannot be read is not taken for what its files alone say.
  const included = readIncluded(patterns, directory, unusable).filter(
    ({ list }) => !unusable.some(({ key }) => key === list),
  );
  const defaults = () => projectDefaults(directory);
  const whole = included.length > 0 ? withIncluded(set, included, defaults()) : set;
  const raw = ofSide(whole, defaults, unusable);
  const result = schema.safeParse(raw, { error: wording });
  const found = result.success
    ? [...crossCheck(result.data), ...claimsProblems(result.data, directory)]
    : [...describe(result.error.issues, raw, schema), ...furtherProblems(result.error.issues, raw)];
  const problems = [
    ...found,
    ...unstorable(raw).filter(({ key }) => !found.some((one) => one.key === key)),
  ];
  const readable = problems
    .filter(({ key }) => !unusable.some((one) => one.key === key))
    .map((problem) => located(problem, raw, included));
  if (unusable.length + readable.length > 0) throw new SettingsError([...unusable, ...readable]);
  return result.data as Settings;
}

function projectName(): string {
  const text = readFileSync(join(PROJECT, 'Pulumi.yaml'), 'utf8');
  return /^name:\s*["']?([\w.-]+)/m.exec(text)![1]!;
}

function parse(key: string, text: string, problems: Problem[]): unknown {
  const isNested = /^\s*[[{]/.test(text);
  const nested = isNested || STRUCTURED.has(key) ? fromJson(text) : undefined;
  if (!STRUCTURED.has(key)) {
    if (nested === undefined) return text;
    const fault = 'must be a single value, not a map or a list';
    problems.push({ key, value: text, fault, fix: commandToSet([key]) });
  } else if (nested === undefined) {
    const isMap = ['docker', 'override', 'tenantSettings'].includes(key);
    const fault = isMap ? 'must be a map' : 'must be a list';
    // A whole list that is spoilt may hold secrets.
    problems.push({ key, ...(isNested ? {} : { value: text }), fault, fix: editOf([key]) });
  }
  return nested;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What no server stores: it would end an update half way. */
function unstorable(value: unknown, path: readonly PropertyKey[] = []): Problem[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => [
      ...unstorable(key, [...path, key]),
      ...unstorable(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ]);
  }
  if (typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed())) return [];
  const fault = 'must have no NUL and no half of a character in it';
  return [{ key: dotted(path), value, fault, fix: commandToSet(path) }];
}

type Issues = Parameters<typeof describe>[0];

/** What is wrong between the settings besides what is wrong within them, so that it takes no second run to learn. */
function furtherProblems(issues: Issues, raw: unknown): Problem[] {
  const rest = structuredClone(raw);
  for (const issue of issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.at(-1)];
    const at = issue.code === 'unrecognized_keys' ? issue.path : issue.path.slice(0, -1);
    const owner = at.reduce<unknown>(
      (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
      rest,
    );
    // Without an entry, a list would be another list.
    if (typeof owner !== 'object' || owner === null || Array.isArray(owner)) return [];
    for (const name of names) delete (owner as Record<PropertyKey, unknown>)[name!];
  }
  const result = schema.safeParse(rest);
  if (!result.success) return [];
  const mended = issues
    .filter(({ code }) => code !== 'unrecognized_keys')
    .map(({ path }) => dotted(path.slice(0, 2)));
  // What is wrong in the same entry may be so because a part of it was taken out.
  return crossCheck(result.data).filter(
    ({ key }) => !mended.some((entry) => key === entry || key.startsWith(`${entry}.`)),
  );
}
