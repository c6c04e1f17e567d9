import { RunError } from '@pulumi/pulumi';
import type { z } from 'zod';

/** One thing wrong with the configuration, and how to mend it. */
export interface Problem {
  /** The setting, as a path: `applications[0].name`. */
  key: string;
  value?: unknown;
  fault: string;
  /** The command or edit that mends it. */
  fix: string;
}

/** Stops a program before anything is registered; the CLI prints the message without a stack trace. */
export class SettingsError extends RunError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const lines = problems.map(
      ({ key, value, fault, fix }) => `  ${key}${shown(key, value)}: ${fault}\n    fix: ${fix}`,
    );
    super(`The configuration has ${count}; nothing was changed.\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** Runs both readers, so that the problems of both come in one report. */
export function readTogether<A, B>(first: () => A, second: () => B): [A, B] {
  const problems: Problem[] = [];
  const results = [first, second].map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return results as [A, B];
}

/** A problem for each value that is there more than once. */
export function duplicates(
  key: string,
  values: readonly string[],
  fix = 'give each its own',
): Problem[] {
  const repeated = new Set(values.filter((value, index) => values.indexOf(value) !== index));
  return [...repeated].map((value) => ({ key, value, fault: 'is used more than once', fix }));
}

/** Turns what zod found into problems, one for each setting and fault. */
export function describe(issues: readonly z.core.$ZodIssue[], raw: unknown): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        return { key: dotted(path), fault: 'is not a setting', fix: commandToRemove(path) };
      });
    }
    const value = valueAt(raw, issue.path);
    const fault = value === undefined ? 'is missing' : lowerFirst(issue.message);
    return [{ key: dotted(issue.path), value, fault, fix: commandToSet(issue.path) }];
  });
}

function commandToSet(path: readonly PropertyKey[]): string {
  const structured = path.length > 1 ? ' --path' : '';
  const secret = path.at(-1) === 'password' ? ' --secret' : '';
  return `pulumi config set${secret}${structured} ${quoted(dotted(path))} VALUE`;
}

/** The command that removes a setting. */
export function commandToRemove(path: readonly PropertyKey[]): string {
  return `pulumi config rm${path.length > 1 ? ' --path' : ''} ${quoted(dotted(path))}`;
}

function quoted(key: string): string {
  return key.includes('[') ? `'${key}'` : key;
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`,
    )
    .join('');
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part],
    raw,
  );
}

/** Secrets are never printed, nor objects, which may hold some. */
function shown(key: string, value: unknown): string {
  const secret = /password|apiKey|token$/i.test(key);
  const plain = [value]
    .flat()
    .every((part) => ['string', 'number', 'boolean'].includes(typeof part));
  if (secret || !plain) return '';
  return ` = ${JSON.stringify(value).replaceAll(/\/\/[^/@"]*@/g, '//[secret]@')}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
