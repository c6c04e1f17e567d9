import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { nearest } from '../catalogue/nearest.ts';
import type { Problem } from '../servers/problems.ts';

type Issue = z.core.$ZodIssue;

/**
 * Turns what zod found into problems, one for each setting and fault.
 *
 * @param schema what the settings were read by; it knows which setting a misspelt one was meant to be.
 */
export function describe(issues: readonly Issue[], raw: unknown, schema: z.ZodType): Problem[] {
  return issues.filter(isOfItsOwn).flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownSetting([...issue.path], key, schema));
    }
    const value = valueAt(raw, issue.path);
    const fault = value === undefined ? 'is missing' : lowerFirst(issue.message);
    return [{ key: dotted(issue.path), value, fault, fix: fixFor(issue) }];
  });
}

/** Nothing is said twice of a setting, nor of several together while one of them is wrong by itself. */
function isOfItsOwn({ code, path }: Issue, at: number, issues: readonly Issue[]): boolean {
  if (code === 'unrecognized_keys') return true;
  const isSaid = issues.slice(0, at).some((other) => isDeepStrictEqual(other.path, path));
  const isWithin = ({ path: other }: Issue) =>
    other.length > path.length && isDeepStrictEqual(other.slice(0, path.length), path);
  return !isSaid && (code !== 'custom' || !issues.some(isWithin));
}

/** What zod finds wrong, where a setting has no words of its own for it. */
export function wording(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return ['array', 'string'].includes(issue.origin)
        ? 'must not be empty'
        : `must be ${issue.minimum} or more`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have ${issue.maximum} characters or less`
        : `must be ${issue.maximum} or less`;
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? `a ${issue.format}`}`;
    default:
      return undefined;
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  guid: 'an id, as 8-4-4-4-12 hexadecimal digits',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

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
function fixFor(issue: Issue): string {
  const isNested =
    (issue.code === 'invalid_type' && /^(object|array|record)$/.test(issue.expected)) ||
    (issue.code === 'too_small' && issue.origin === 'array');
  return isNested ? editOf(issue.path) : commandToSet(issue.path);
}

/** What is left where no command helps. */
export function editOf(path: readonly PropertyKey[]): string {
  return `edit ${dotted(path)} in the stack's YAML file`;
}

/** The command that sets a setting. */
export function commandToSet(path: readonly PropertyKey[]): string {
  const structured = path.length > 1 ? ' --path' : '';
  const secret = path.at(-1) === 'password' ? ' --secret' : '';
  return `pulumi config set${secret}${structured} ${quoted(dotted(path))} VALUE`;
}

/** The command that removes a setting. */
export function commandToRemove(path: readonly PropertyKey[]): string {
  return `pulumi config rm${path.length > 1 ? ' --path' : ''} ${quoted(dotted(path))}`;
}

/** As one word of a shell. */
function quoted(key: string): string {
  return /^[\w.:-]+$/.test(key) ? key : `'${key.replaceAll("'", "'\\''")}'`;
}

/** A setting's path as people and `pulumi config --path` write it: `applications[0].name`, `docker["a b"]`. */
export function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const key = String(part);
      if (index === 0) return key;
      return /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
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
