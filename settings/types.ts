import { z } from 'zod';

/** A name that FusionAuth, Kong and a resource's URN can all hold. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'must be 1 to 63 letters, digits, ".", "_" or "-"');

/** FusionAuth takes any text; blanks around it would be seen nowhere. */
export const roleName = z
  .string()
  .regex(
    /^[^\s\p{C}](?:[^\p{C}]{0,189}[^\s\p{C}])?$/u,
    'must be 1 to 191 characters without blanks around them',
  );

/** The `iss` claim: https, and the very text that Kong compares. */
export const issuer = z.string().refine(isIssuer, {
  error: 'must be an https URL without blanks, query or fragment (http only for localhost)',
});

export const serverUrl = z.string().refine((value) => isUrl(value, ['http:', 'https:']), {
  error: 'must be an http or https URL without blanks, query or fragment',
});

function isIssuer(value: string): boolean {
  if (isUrl(value, ['https:'])) return true;
  const local = ['localhost', '127.0.0.1', '[::1]'];
  return isUrl(value, ['http:']) && local.includes(new URL(value).hostname);
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  if (/\s/.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.search === '' && url.hash === '' && url.username === '';
  return plain && protocols.includes(url.protocol);
}
