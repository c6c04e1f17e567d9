import type { z } from 'zod';
import type { Problem } from '../servers/problems.ts';

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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
