import { withValue, type Path } from './wrong-values.ts';

/** What `pulumi config set` is pasted with instead of what stands for it in a fix. */
const PLACEHOLDER = /^(VALUE|NAME|URL|HTTPS_URL)$/;

/** Whether a fix is a command to paste; the others say what to edit. */
export function isCommand(fix: string): boolean {
  return /^pulumi config (set|rm) [^,]*$/.test(fix) && !fix.includes(' or');
}

/**
 * The settings after a fix was pasted, as the CLI has them then.
 *
 * @param right what the user writes in place of VALUE; left out where the fix says what to set.
 */
export function pasted(settings: Record<string, unknown>, fix: string, right?: unknown) {
  const [, , action, ...words] = shellWords(fix);
  const isPath = words.includes('--path');
  const [key = '', value = ''] = words.filter((word) => !word.startsWith('--'));
  const path = isPath ? pathIn(key) : [key];
  if (action === 'rm') return withValue(settings, path, undefined) as Record<string, unknown>;
  const text = PLACEHOLDER.test(value) ? String(right) : value;
  return withValue(settings, path, isPath ? typed(text) : text) as Record<string, unknown>;
}

/** Below the top, the CLI takes whole numbers and switches for what they look like. */
function typed(text: string): unknown {
  if (/^(true|false)$/.test(text)) return text === 'true';
  return /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : text;
}

/** `a.b[0]["c.d"]` in its parts. */
function pathIn(text: string): Path {
  const parts = text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/g);
  return [...parts].map(([, index, quoted, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted === undefined ? plain! : (JSON.parse(quoted) as string);
  });
}

/** A line as a shell takes it apart, as far as fixes go: blanks and single quotes. */
function shellWords(line: string): string[] {
  const words = line.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|\\(')/g, (_, inner?: string, escaped?: string) => inner ?? escaped!),
  );
}
