import { z } from 'zod';
import { nearest } from '../catalogue/nearest.ts';
import type { Problem } from '../servers/problems.ts';

/**
 * Turns what zod found into problems, one for each setting and fault.
 *
 * @param schema what the settings were read by; it knows which setting a misspelt one was meant to be.
 */
export function describe(
  issues: readonly z.core.$ZodIssue[],
  raw: unknown,
  schema: z.ZodType,
): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownSetting([...issue.path], key, schema));
    }
    const value = valueAt(raw, issue.path);
    const fault = value === undefined ? 'is missing' : lowerFirst(issue.message);
    return [{ key: dotted(issue.path), value, fault, fix: fixFor(issue) }];
  });
}

function unknownSetting(path: PropertyKey[], key: string, schema: z.ZodType): Problem {
  const meant = nearest(key, settingsAt(schema, path));
  const fault =
    meant === undefined ? 'is not a setting' : `is not a setting; did you mean ${meant}?`;
  return { key: dotted([...path, key]), fault, fix: commandToRemove([...path, key]) };
}

/** The names of what may be set in the object at a path. */
function settingsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.core.$ZodType | undefined = schema;
  for (const part of [...path, undefined]) {
    while (at && 'innerType' in at._zod.def) at = at._zod.def.innerType as z.core.$ZodType;
    if (part === undefined) break;
    if (at instanceof z.ZodObject) at = at.shape[String(part)] as z.core.$ZodType | undefined;
    else at = at instanceof z.ZodArray ? at.element : undefined;
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** No command makes a list or a map of a single value. */
function fixFor({ code, path, ...issue }: z.core.$ZodIssue): string {
  const isNested =
    code === 'invalid_type' &&
    'expected' in issue &&
    /^(object|array|record)$/.test(issue.expected);
  return isNested ? `edit ${dotted(path)} in the stack's YAML file` : commandToSet(path);
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

/** A setting's path as people write it: `applications[0].name`. */
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
