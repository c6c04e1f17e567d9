import { createHash } from 'node:crypto';
import { subjectPublicKey } from '../../servers/public-key.ts';

const LONGEST = 100;

/** What stands in for a secret. */
export const SECRET = '[secret]';

/** A value as a report may show it: one line, not too long, keys by their fingerprint. */
export function shown(value: unknown): string {
  if (typeof value === 'string' && value.includes('-----BEGIN ')) return shownPem(value);
  const text = oneLine(typeof value === 'string' ? value : JSON.stringify(value ?? null));
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Servers hold what others wrote: nothing in it may steer a terminal or end a table's row. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

/** Never the text itself: a private key would be a public one's equal here. */
function shownPem(pem: string): string {
  const key = pem.includes('PRIVATE KEY') ? undefined : subjectPublicKey(pem);
  if (!key) return 'PEM that is no public key';
  return `public key SHA256:${createHash('sha256').update(key).digest('base64url').slice(0, 16)}`;
}

/** `1 difference`, `2 differences`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** As many as a message can hold. */
export function firstOf(lines: readonly string[], most = 20): string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `and ${left} more`] : [...lines];
}
