import { harmless, isUnknown } from './redact.ts';

/** A sentence about a change, in Markdown. */
export interface Statement {
  text: string;
  /** Whether it may lock callers out, let callers in or lose data. */
  dangerous: boolean;
}

export function danger(text: string): Statement {
  return { text, dangerous: true };
}

export function note(text: string): Statement {
  return { text, dangerous: false };
}

/**
 * A value in a sentence, as code: names come from the stack, and as code they can neither mention
 * people nor carry HTML or Markdown of their own.
 */
export function code(value: unknown): string {
  if (isUnknown(value)) return '(known after the update)';
  const plain = harmless(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none'));
  const line = plain.replaceAll(/\s+/g, ' ').trim() || ' ';
  const fence = '`'.repeat(
    Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1,
  );
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Several values in a sentence. */
export function codes(values: readonly unknown[]): string {
  return values.length > 0 ? values.map(code).join(', ') : 'none';
}
