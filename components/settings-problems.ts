import { RunError } from '@pulumi/pulumi';
import type { z } from 'zod';
import type { Settings } from './settings.ts';

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

/** What no single setting shows: duplicates, unknown names, what keyClaim iss cannot do. */
export function crossCheck(settings: Settings): Problem[] {
  const { applications, apis } = settings;
  return [
    ...duplicates(
      'applications[].name',
      applications.map((a) => a.name),
    ),
    ...duplicates(
      'applications[].consumer',
      applications.map((a) => a.consumer ?? a.name),
    ),
    ...duplicates(
      'applications[].users[].email',
      applications.flatMap((a) => a.users.map((u) => u.email.toLowerCase())),
    ),
    ...duplicates(
      'apis[].name',
      apis.map((a) => a.name),
    ),
    ...duplicates(
      'apis[].routes[].name',
      apis.flatMap((a) => a.routes.map((r) => r.name)),
    ),
    ...duplicates(
      'apis[].routes[].paths',
      apis.flatMap((a) => a.routes.flatMap((r) => r.paths)),
    ),
    ...applications.flatMap((_, index) => applicationProblems(settings, index)),
    ...apis.flatMap((api, index) =>
      (api.allow ?? [])
        .filter((name) => !applications.some((a) => a.name === name))
        .map((name) => ({
          key: `apis[${index}].allow`,
          value: name,
          fault: 'names no application',
          fix: `use one of ${applications.map((a) => a.name).join(', ')}`,
        })),
    ),
    ...issuerKeyLimit(settings),
  ];
}

function applicationProblems({ applications }: Settings, index: number): Problem[] {
  const application = applications[index]!;
  const at = `applications[${index}]`;
  const signing = application.keys.filter((key) => key.state === 'signing');
  const problems: Problem[] = [
    ...duplicates(
      `${at}.keys[].name`,
      application.keys.map((k) => k.name),
    ),
  ];
  if (signing.length !== 1) {
    problems.push({
      key: `${at}.keys`,
      value: signing.map((key) => key.name),
      fault: 'must have exactly one key in state signing',
      fix: `set the state of the others to verifying in ${at}.keys`,
    });
  }
  return problems;
}

/** Kong's credential key is unique over all consumers, so an issuer can stand for one key only. */
function issuerKeyLimit({ keyClaim, applications }: Settings): Problem[] {
  const live = applications.flatMap((a) => a.keys.filter((key) => key.state !== 'retired'));
  if (keyClaim !== 'iss' || live.length <= 1) return [];
  return [
    {
      key: 'keyClaim',
      value: keyClaim,
      fault: `finds one key per issuer in Kong, but ${live.length} keys are declared`,
      fix: 'pulumi config set keyClaim kid',
    },
  ];
}

function duplicates(key: string, names: readonly string[]): Problem[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((value) => ({
    key,
    value,
    fault: 'is used more than once',
    fix: 'give each its own',
  }));
}

function commandToSet(path: readonly PropertyKey[]): string {
  const structured = path.length > 1 ? ' --path' : '';
  const secret = path.at(-1) === 'password' ? ' --secret' : '';
  return `pulumi config set${secret}${structured} ${quoted(dotted(path))} VALUE`;
}

function commandToRemove(path: readonly PropertyKey[]): string {
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
  return secret || !plain ? '' : ` = ${JSON.stringify(value)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
