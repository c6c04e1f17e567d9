import { domainToASCII } from 'node:url';
import { z } from 'zod';

// What Kong matches requests by, refused here where Kong would refuse it half way, or take it and match nothing.

/** A path prefix, or `~` and a regular expression that is tried from the path's beginning. */
export const path = z.string().superRefine((value, context) => {
  const message = value.startsWith('~') ? patternFault(value) : prefixFault(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** A host name in lower case; `*` may stand for its first or its last label. */
export const host = z.string().superRefine((value, context) => {
  const message = hostFault(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

function prefixFault(value: string): string | undefined {
  if (!/^\/\S*$/.test(value)) return 'must start with "/" and have no blanks';
  if (/[?#]/.test(value)) return 'must be a path alone: Kong matches no query and no fragment';
  if (/\{[^}]*\}/.test(value)) {
    const pattern = value.replaceAll('.', '\\.').replaceAll(/\{[^}]*\}/g, '[^/]+');
    return `is compared letter by letter; what stands for any value is a regular expression: ~${pattern}$`;
  }
  if (/[*\\^|[\]{}<>"`]/.test(value))
    return 'is compared letter by letter; a regular expression starts with "~", such as ~/orders/[0-9]+$';
  if (/[^\x21-\x7e]/.test(value)) return `must have no such characters; use ${encodeURI(value)}`;
  if (/%(?![0-9A-Fa-f]{2})/.test(value)) return 'must have two hexadecimal digits after each "%"';
  const normal = normalized(value);
  return normal === value ? undefined : `must be written as Kong sees it: ${normal}`;
}

/** As Kong normalizes requests: RFC 3986, section 6.2.2, and one slash for many. */
function normalized(value: string): string {
  const decoded = value.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
  });
  const kept: string[] = [];
  for (const segment of decoded.split('/').filter((part) => part !== '' && part !== '.')) {
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  const isFolder = /\/\.{0,2}$/.test(decoded) && kept.length > 0;
  return `/${kept.join('/')}${isFolder ? '/' : ''}`;
}

function patternFault(value: string): string | undefined {
  if (/[\s\p{C}]/u.test(value)) return 'must have no blanks';
  if (/\(\?(<?[=!]|>)|\\[1-9]/.test(value))
    return 'must not look ahead or back, or refer back to a group, which Kong cannot';
  if (!/^~\^?\(?\//.test(value)) return 'must go on with "/" after "~", where every path begins';
  try {
    new RegExp(value.slice(1).replaceAll('(?P<', '(?<'));
    return undefined;
  } catch {
    return 'must be a regular expression after "~"';
  }
}

function hostFault(value: string): string | undefined {
  if (/^[a-z]+:\/\//i.test(value) || value.includes('/'))
    return 'must be a host name alone, without a scheme or a path';
  if (/^\[|:.*:/.test(value)) return 'must be a host name: Kong matches no IPv6 address';
  if (value.includes(':'))
    return `must have no port, which most clients do not send: ${value.replace(/:.*$/, '')}`;
  const plain = value.replace(/^\*\.(?=.)|(?<=.)\.\*$/, '');
  if (plain.includes('*'))
    return 'must have "*" for its whole first or last label, such as *.example.com';
  const ascii = domainToASCII(plain);
  if (ascii !== plain && ascii !== '') return `must be written as ${value.replace(plain, ascii)}`;
  const isName = plain
    .split('.')
    .every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  return isName && plain.length <= 253 ? undefined : 'must be a host name';
}
