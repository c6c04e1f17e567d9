import type { Value } from './value.ts';

const notANumber = '\u0000not a number';
const parts = /"(?:[^"\\]|\\.)*"|[+-]?(?:0x[\da-f]+|infinity|inf|nan|\d[\d.]*(?:e[+-]?\d+)?)/gis;

/** A number as C's strtod reads it, written as JSON. */
function strictNumber(text: string): string {
  const lower = text.toLowerCase();
  const negative = lower.startsWith('-') ? '-' : '';
  const bare = lower.replace(/^[+-]/, '');
  if (bare === 'nan') return JSON.stringify(notANumber);
  if (bare.startsWith('inf')) return `${negative}1e999`;
  const value = Number(bare);
  if (Number.isNaN(value)) return text;
  return value === Infinity ? `${negative}1e999` : `${negative}${value}`;
}

/** A string whose control characters are written as escapes. */
function strictString(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return text.replace(/[\x01-\x1f]/g, (character) => JSON.stringify(character).slice(1, -1));
}

/**
 * Reads JSON as the gateway's parser does: more freely than the standard in numbers (01, +1, 0x10,
 * NaN, Infinity) and control characters, more strictly in escapes (no half of a surrogate pair). Throws a SyntaxError.
 */
export function parseJson(text: string): Value {
  let value: Value;
  try {
    value = JSON.parse(text) as Value;
  } catch {
    const strict = text.replace(parts, (part) =>
      part.startsWith('"') ? strictString(part) : strictNumber(part),
    );
    value = JSON.parse(strict, (_, item: Value) => (item === notANumber ? NaN : item)) as Value;
  }
  if (/\\ud/i.test(text) && /\\ud[89a-f]/.test(JSON.stringify(value))) {
    throw new SyntaxError('half of a surrogate pair');
  }
  return value;
}
