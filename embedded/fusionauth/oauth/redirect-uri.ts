import type { Application } from '../documents.ts';

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The addresses that browsers may be sent to for the application. */
export const authorizedUrls = ({ oauthConfiguration }: Application): string[] =>
  strings(oauthConfiguration['authorizedRedirectURLs']);

const literal = (value: string) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A pattern with stars: one in the host stands for one label, one in the port for digits, one in the
 * path or the query for what ends at the next `/`, `?`, `&` or `#`.
 */
function matches(pattern: string, url: string): boolean {
  const [, scheme = '', authority = '', rest = ''] =
    /^([a-z][a-z\d+.-]*:\/\/)([^/?#]*)(.*)$/i.exec(pattern) ?? [];
  if (!scheme) return false;
  const host = authority.split('*').map(literal).join('[\\w-]+');
  const path = rest.split('*').map(literal).join('[^/?&#]*');
  return new RegExp(`^${literal(scheme)}${host}${path}$`).test(url);
}

/** Whether what two parsers might read differently is in the address, or a fragment, or credentials. */
function isAmbiguous(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    !parsed ||
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    /[\u0000-\u0020\\#]/.test(url) ||
    /\/(\.|%2e){1,2}([/?]|$)/i.test(url) ||
    parsed.username !== '' ||
    parsed.password !== ''
  );
}

/** Whether one of these patterns is that address, by the application's policy. */
export function isOneOf(application: Application, patterns: string[], url: string): boolean {
  if (isAmbiguous(url)) return false;
  const wildcards =
    application.oauthConfiguration['authorizedURLValidationPolicy'] === 'AllowWildcards';
  return patterns.some((pattern) =>
    wildcards && pattern.includes('*') ? matches(pattern, url) : pattern === url,
  );
}

/** Whether the application allows that browsers are sent there. */
export const isAuthorized = (application: Application, url: string): boolean =>
  isOneOf(application, authorizedUrls(application), url);
