/** A place in a pattern and what is wrong there. */
export interface RegexProblem {
  at: number;
  length: number;
  message: string;
}

interface Token {
  kind: 'open' | 'close' | 'class' | 'unclosed class' | 'escape' | 'quantifier' | 'other';
  at: number;
  text: string;
}

function* tokens(pattern: string): Generator<Token> {
  const token =
    /(\((?:\?(?:P?[<=!>][=!]?)?)?)|(\))|(\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*(\]?))|(\\.?)|([*+?]|\{\d+,?\d*\})|./gs;
  for (const match of pattern.matchAll(token)) {
    const [text, open, close, set, end, escape, quantifier] = match;
    let kind: Token['kind'] = 'other';
    if (open !== undefined) kind = 'open';
    else if (close !== undefined) kind = 'close';
    else if (set !== undefined) kind = end === ']' ? 'class' : 'unclosed class';
    else if (escape !== undefined) kind = 'escape';
    else if (quantifier !== undefined) kind = 'quantifier';
    yield { kind, at: match.index, text };
  }
}

type Flaw =
  'unclosed group' | 'unopened group' | 'unclosed class' | 'nothing to repeat' | 'invalid range';

/** The first flaw in the structure of a pattern, which every regular expression library refuses. */
function flaw(pattern: string): { flaw: Flaw; at: number } | undefined {
  const open: number[] = [];
  let repeatable = false;
  let repeated = false;
  for (const { kind, at, text } of tokens(pattern)) {
    if (kind === 'unclosed class') return { flaw: 'unclosed class', at };
    // A set of characters is no end of a range: `[\w-_]`.
    if (kind === 'class' && /\\[dDhHsSvVwW]-[^\]]/.test(text)) return { flaw: 'invalid range', at };
    if (kind === 'close' && open.pop() === undefined) return { flaw: 'unopened group', at };
    if (kind === 'open') open.push(at);
    if (kind !== 'quantifier') {
      repeatable = kind !== 'open' && text !== '|' && text !== '^';
      repeated = false;
    } else if (repeatable) {
      repeatable = false;
      repeated = true;
    } else if (repeated && (text === '?' || text === '+')) {
      repeated = false;
    } else {
      return { flaw: 'nothing to repeat', at };
    }
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { flaw: 'unclosed group', at: last };
}

/** Why PCRE refuses a pattern, in its words, or undefined. */
export function pcreProblem(pattern: string): string | undefined {
  const found = flaw(pattern);
  if (found) {
    const rest = `"${pattern}" at "${pattern.slice(found.at)}"`;
    const messages: Record<Flaw, string> = {
      'unclosed group': `missing closing parenthesis in "${pattern}"`,
      'unclosed class': `missing terminating ] for character class in "${pattern}"`,
      'invalid range': `invalid range in character class in ${rest}`,
      'unopened group': `unmatched closing parenthesis in ${rest}`,
      'nothing to repeat': `quantifier does not follow a repeatable item in ${rest}`,
    };
    return `pcre2_compile() failed: ${messages[found.flaw]}`;
  }
  // What only the router refuses, PCRE accepts.
  if (routerProblem(pattern)) return undefined;
  try {
    compileRegex(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Why the router's own library, which is Rust's, refuses a pattern, or undefined. */
export function routerProblem(pattern: string): RegexProblem | undefined {
  for (const { kind, at, text } of tokens(pattern)) {
    if (kind === 'open' && /^\(\?[=!]/.test(text)) {
      const message = 'look-around, including look-ahead and look-behind, is not supported';
      return { at, length: 3, message };
    }
    if (kind === 'open' && /^\(\?P?<[=!]/.test(text)) {
      return { at: at + text.length - 1, length: 1, message: 'invalid capture group character' };
    }
    if (kind === 'open' && /^\(\?(>|P=)/.test(text)) {
      return { at: at + text.length - 1, length: 1, message: 'unrecognized flag' };
    }
    if (kind === 'escape' && /[1-9]/.test(text)) {
      return { at, length: 2, message: 'backreferences are not supported' };
    }
    if (kind === 'escape' && /[kQEGKRZhHNXgCc]/.test(text)) {
      return { at, length: 2, message: 'unrecognized escape sequence' };
    }
  }
  const found = flaw(pattern);
  if (!found) return undefined;
  const messages: Record<Flaw, string> = {
    'unclosed group': 'unclosed group',
    'unclosed class': 'unclosed character class',
    'invalid range': 'invalid range boundary, must be a literal',
    'unopened group': 'unopened group',
    'nothing to repeat': 'repetition operator missing expression',
  };
  return { at: found.at, length: 1, message: messages[found.flaw] };
}

const posix: Record<string, string> = {
  '[:alpha:]': 'A-Za-z',
  '[:digit:]': '0-9',
  '[:alnum:]': 'A-Za-z0-9',
  '[:upper:]': 'A-Z',
  '[:lower:]': 'a-z',
  '[:space:]': '\\s',
  '[:xdigit:]': '0-9A-Fa-f',
  '[:word:]': '\\w',
  '[:punct:]': '!-/:-@\\[-`{-~',
};

/** What PCRE writes otherwise than JavaScript: named groups, POSIX classes, possessive quantifiers. */
function translate(pattern: string): string {
  let source = '';
  let before: Token['kind'] = 'other';
  for (const { kind, text } of tokens(pattern)) {
    const possessive = kind === 'quantifier' && text === '+' && before === 'quantifier';
    if (kind === 'class') source += text.replace(/\[:\w+:\]/g, (name) => posix[name] ?? name);
    else if (!possessive) source += text.replace('(?P<', '(?<');
    before = kind;
  }
  return source;
}

/** `(?i)` in mid-pattern holds to the end of the pattern: JavaScript wants a group around that. */
function groupFlags(source: string): string {
  const found = /\(\?([ims]+)\)/.exec(source);
  if (!found) return source;
  const rest = source.slice(found.index + found[0].length);
  return `${source.slice(0, found.index)}(?${found[1] ?? ''}:${groupFlags(rest)})`;
}

/** A PCRE pattern as a JavaScript one; throws a SyntaxError if it is neither. */
export function compileRegex(pattern: string, sticky = false): RegExp {
  return new RegExp(groupFlags(translate(pattern)), sticky ? 'y' : '');
}
