import { z } from 'zod';
import { PROVIDED_SCOPES, type OauthArgs } from '../components/oauth.ts';
import type { Problem } from '../servers/problems.ts';

/** A URL that a browser is sent to: nothing in it that two parsers might read differently. */
const redirectUrl = z.string().refine(isRedirectUrl, {
  error: 'must be an absolute URL without blanks, fragment, user or dot segments',
});

/** As browsers say it in the Origin header. */
const origin = z.string().refine((value) => URL.parse(value)?.origin === value, {
  error: 'must be an origin: scheme, host and port, without a path or a slash at the end',
});

/** How people sign in in a browser; what each field means is in components/oauth.ts. */
export const oauth = z
  .strictObject({
    client: z.enum(['public', 'confidential']).default('public'),
    redirectUrls: z.array(redirectUrl).min(1, 'must name a URL'),
    /** Left out, the origins of the redirect URLs. */
    allowedOrigins: z.array(origin).optional(),
    logoutUrl: redirectUrl.optional(),
    logoutBehavior: z.enum(['AllApplications', 'RedirectOnly']).default('AllApplications'),
    /** Left out, the code grant, and the refresh token grant if the application has refreshTokens. */
    grants: z
      .array(
        z.enum([
          'authorization_code',
          'refresh_token',
          'implicit',
          'password',
          'urn:ietf:params:oauth:grant-type:device_code',
        ]),
      )
      .min(1, 'must name a grant, or be left out')
      .optional(),
    pkce: z
      .enum(['Required', 'NotRequired', 'NotRequiredWhenUsingClientAuthentication'])
      .default('Required'),
    /** Left out, `Required` of a confidential client, and of a public one PKCE instead. */
    clientAuthentication: z
      .enum(['Required', 'NotRequired', 'NotRequiredWhenUsingPKCE'])
      .optional(),
    urlValidation: z.enum(['ExactMatch', 'AllowWildcards']).default('ExactMatch'),
    scopes: z.enum(['Strict', 'Compatibility']).default('Strict'),
    providedScopes: z.array(z.enum(PROVIDED_SCOPES)).default([...PROVIDED_SCOPES]),
    unknownScopes: z.enum(['Reject', 'Remove', 'Allow']).default('Reject'),
    requireRegistration: z.boolean().default(true),
  })
  // What depends on other settings is written out here, so that everything after sees it.
  .transform((given) => ({
    ...given,
    allowedOrigins: given.allowedOrigins ?? originsOf(given.redirectUrls),
    clientAuthentication:
      given.clientAuthentication ??
      (given.client === 'public' ? 'NotRequiredWhenUsingPKCE' : 'Required'),
  }));

export type OauthSettings = z.infer<typeof oauth>;

/** The arguments that the settings stand for. */
export function oauthArgs(settings: OauthSettings, refreshes: boolean): OauthArgs {
  const renewal = refreshes ? (['refresh_token'] as const) : [];
  return { ...settings, grants: settings.grants ?? ['authorization_code', ...renewal] };
}

interface Application {
  oauth?: OauthSettings | undefined;
  refreshTokens?: object | undefined;
}

/** What no single one of these settings shows. */
export function oauthProblems({ oauth: settings, refreshTokens }: Application, index: number) {
  if (!settings) return [];
  const at = `applications[${index}].oauth`;
  const problems: Problem[] = [];
  const report = (name: string, value: unknown, fault: string, fix: string) =>
    problems.push({ key: `${at}.${name}`, value, fault, fix });
  for (const url of settings.redirectUrls) {
    if (url.includes('*') && settings.urlValidation === 'ExactMatch') {
      const fix = `name each URL, or set ${at}.urlValidation to AllowWildcards`;
      report('redirectUrls', url, 'matches no URL: a star stands for itself', fix);
    }
  }
  if (settings.client === 'public' && settings.clientAuthentication === 'Required') {
    const fix = `set ${at}.client to confidential, or leave clientAuthentication out`;
    report('clientAuthentication', 'Required', 'asks a public client for a secret', fix);
  }
  if (settings.grants?.includes('refresh_token') && !refreshTokens) {
    const fix = `set applications[${index}].refreshTokens`;
    report('grants', 'refresh_token', 'needs to know how long refresh tokens live', fix);
  }
  return problems;
}

function isRedirectUrl(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0020\\#]/.test(value) || /\/(\.|%2e){1,2}([/?]|$)/i.test(value)) return false;
  // A star is no part of a host name for the parser.
  const url = URL.parse(value.replaceAll('*', 'star'));
  return url?.username === '' && url.password === '' && /^[a-z][a-z\d+.-]*:\/\//i.test(value);
}

/** Apps have schemes of their own, and no origin. */
function originsOf(urls: readonly string[]): string[] {
  const origins = urls
    .filter((url) => /^https?:/i.test(url) && !url.includes('*'))
    .map((url) => new URL(url).origin);
  return [...new Set(origins)];
}
