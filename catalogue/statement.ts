import { breaks, type Consequence, type Statement } from './kind.ts';
import { harmless, isUnknown } from './redact.ts';
import { listOf } from './values.ts';

/** What cannot be had back. */
export function loses(meaning: string): Statement {
  return { ...breaks(meaning), isLoss: true };
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

/** What a list gains and what it loses; its order says nothing. Nothing, if one of them is not known yet. */
export function difference(before: unknown, after: unknown): { gained: string[]; lost: string[] } {
  if (isUnknown(before) || isUnknown(after)) return { gained: [], lost: [] };
  const [had, has] = [listOf(before), listOf(after)];
  return {
    gained: has.filter((item) => !had.includes(item)),
    lost: had.filter((item) => !has.includes(item)),
  };
}

/** Each sentence that is given items to speak of. */
export function about(items: readonly string[], say: (items: string) => Consequence): Statement[] {
  return items.length > 0 ? [say(codes(items))] : [];
}
