import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type * as yaml from 'yaml';
import type { Problem } from '../servers/problems.ts';

/** The lists that may lie in files, each object in one of its own, in a folder of the list's name. */
const LISTS = ['applications', 'machines', 'apis'] as const;
type List = (typeof LISTS)[number];

/** An object of a list, and the file that it lies in. */
export interface Included {
  list: List;
  /** From the project's folder. */
  file: string;
  value: unknown;
  /** The line of what is at a path, or of what is nearest to it. */
  lineOf: (path: readonly (string | number)[]) => number;
}

/**
 * Reads the files that the setting `include` names, in the order of its patterns and of the files' names.
 *
 * @param patterns globs from the project's folder, such as `apis/*.yaml`.
 * @param problems gets those of patterns and files.
 */
export function readIncluded(
  patterns: readonly string[],
  directory: string,
  problems: Problem[],
): Included[] {
  const found = patterns.flatMap((pattern, index) => {
    const files = globSync(pattern, { cwd: directory }).sort();
    if (files.length === 0) {
      const fix = `write such a file, or pulumi config rm --path 'include[${index}]'`;
      problems.push({ key: `include[${index}]`, value: pattern, fault: 'must match a file', fix });
    }
    return files;
  });
  return [...new Set(found)].flatMap((file) => readFile(file, directory, problems));
}

function readFile(file: string, directory: string, problems: Problem[]): Included[] {
  const list = LISTS.find((name) => name === basename(dirname(file)));
  if (!list) {
    const fault = `must lie in a folder that says what it is: ${LISTS.join(', ')}`;
    problems.push({ key: file, fault, fix: `move it, or change include` });
    return [];
  }
  const { LineCounter, parseDocument, isNode } = parser();
  const lineCounter = new LineCounter();
  const document = parseDocument(readFileSync(join(directory, file), 'utf8'), { lineCounter });
  const refuse = (at: string, { message }: Error) => {
    const fault = `is no YAML document: ${message.split('\n')[0]}`;
    problems.push({ key: at, fault, fix: `mend ${file}` });
    return [];
  };
  const [error] = document.errors;
  if (error) return refuse(`${file}:${lineCounter.linePos(error.pos[0]).line}`, error);
  const lineOf = (path: readonly (string | number)[]): number => {
    const node = path.length > 0 ? document.getIn(path, true) : document.contents;
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    return path.length > 0 ? lineOf(path.slice(0, -1)) : 1;
  };
  try {
    return [{ list, file, value: document.toJS(), lineOf }];
  } catch (cause) {
    // Aliases of what is nowhere, or that would grow without end.
    return refuse(file, cause as Error);
  }
}

/**
 * The settings with what is included at the end of their lists. A list that nothing but the project's default fills
 * is that of the files alone.
 */
export function withIncluded(
  raw: Readonly<Record<string, unknown>>,
  included: readonly Included[],
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...raw };
  for (const list of LISTS) {
    const values = included.filter((one) => one.list === list).map(({ value }) => value);
    if (values.length === 0) continue;
    const own = isDeepStrictEqual(raw[list], defaults[list]) ? [] : raw[list];
    // What is no list is refused as such, not left out.
    if (own === undefined || Array.isArray(own))
      merged[list] = [...((own ?? []) as unknown[]), ...values];
  }
  return merged;
}

/** The problem with the file and line where it is, if it is in one. */
export function located(
  problem: Problem,
  merged: Readonly<Record<string, unknown>>,
  included: readonly Included[],
): Problem {
  const [, list, position, rest = ''] = /^(\w+)\[(\d+)\](.*)$/.exec(problem.key) ?? [];
  const files = included.filter((one) => one.list === list);
  const all = merged[list ?? ''];
  const index = Number(position) - ((Array.isArray(all) ? all.length : 0) - files.length);
  const found = files[index];
  if (!found) return problem;
  const path = [...rest.matchAll(/\.?([^.[\]]+)/g)].map(([, part]) =>
    /^\d+$/.test(part!) ? Number(part) : part!,
  );
  const at = `${found.file}:${found.lineOf(path)}`;
  const fix = problem.fix.startsWith('pulumi config') ? `edit ${found.file}` : problem.fix;
  return { ...problem, key: `${at} ${rest.replace(/^\./, '')}`.trim(), fix };
}

/** What Pulumi.yaml has for each setting where a stack says nothing. */
export function projectDefaults(directory: string): Record<string, unknown> {
  const text = readFileSync(join(directory, 'Pulumi.yaml'), 'utf8');
  const { config = {} } = parser().parse(text) as {
    config?: Record<string, { default?: unknown }>;
  };
  return Object.fromEntries(Object.entries(config).map(([key, one]) => [key, one.default]));
}

/** Loaded where something is included: most programs need it not at all. */
function parser(): typeof yaml {
  return createRequire(import.meta.url)('yaml') as typeof yaml;
}
