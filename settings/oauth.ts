import { z } from 'zod';
import { PROVIDED_SCOPES, type OauthArgs } from '../components/oauth.ts';
import type { Problem } from '../servers/problems.ts';

/** https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/scopes */
const RESERVED_SCOPES: readonly string[] = [...PROVIDED_SCOPES, 'openid', 'offline_access'];
const RESERVED_PREFIX = /^(idp-link|source-entity|target-entity):/;

/** A URL that a browser is sent to: nothing in it that two parsers might read differently. */
const redirectUrl = z.string().refine(isRedirectUrl, {
  error: 'must be an absolute URL without blanks, fragment, user or dot segments',
});

/** As browsers say it in the Origin header. */
const origin = z.string().refine((value) => URL.parse(value)?.origin === value, {
  error: 'must be an origin: scheme, host and port, without a path or a slash at the end',
});

/** What clients may ask an application's users for. */
const scope = z.strictObject({
  /** What clients ask for, and tokens carry in their claim `scope`; another name is another scope. */
  name: z
    .string()
    .regex(
      /^(?!.*::)[A-Za-z0-9][\w.:/-]{0,190}$/,
      'must be 1 to 191 letters, digits, "_", ".", ":", "/" or "-", without "::"',
    )
    .refine((name) => !RESERVED_SCOPES.includes(name) && !RESERVED_PREFIX.test(name), {
      error: 'must be another: FusionAuth has a scope, or scopes, of that name itself',
    }),
  /** For administrators; users are not shown it. */
  description: z.string().min(1).optional(),
  /** What users are asked to allow. Default: the name. */
  message: z.string().min(1).optional(),
  /** What that means, below the message. */
  detail: z.string().min(1).optional(),
  /** Whether users who are asked can only allow it or cancel. */
  required: z.boolean().default(false),
});

/** How people sign in in a browser; docs/sign-in.md tells more. */
export const oauth = z
  .strictObject({
    /** Whether the client can keep a secret: a server can, a page or an app cannot. */
    client: z.enum(['public', 'confidential']).default('public'),
    /** Where browsers may be sent with a code, compared letter by letter. */
    redirectUrls: z.array(redirectUrl).min(1, 'must name a URL'),
    /** Whose scripts may call FusionAuth's OAuth endpoints. Left out, the origins of the redirect URLs. */
    allowedOrigins: z.array(origin).optional(),
    /** Where browsers go after a logout that names no other of these URLs. */
    logoutUrl: redirectUrl.optional(),
    /** `AllApplications` also calls the logout URLs of the other applications in the session. */
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
    /**
     * When a code must be asked for with a challenge (RFC 7636).
     * @danger without it, who sees a code can use it
     */
    pkce: z
      .enum(['Required', 'NotRequired', 'NotRequiredWhenUsingClientAuthentication'])
      .default('Required'),
    /** Left out, `Required` of a confidential client, and of a public one PKCE instead. */
    clientAuthentication: z
      .enum(['Required', 'NotRequired', 'NotRequiredWhenUsingPKCE'])
      .optional(),
    /**
     * `AllowWildcards` lets a `*` in a URL stand for a part of it.
     * @danger one page below it that sends on what it gets gives the code away
     */
    urlValidation: z.enum(['ExactMatch', 'AllowWildcards']).default('ExactMatch'),
    /** Whether scopes decide what tokens and userinfo tell of a user. */
    scopeHandling: z.enum(['Strict', 'Compatibility']).default('Strict'),
    /** What clients may ask for besides. FusionAuth has them in a paid plan only. */
    scopes: z.array(scope).default([]),
    /** The scopes of OpenID Connect that clients may ask for; the others are unknown. */
    providedScopes: z.array(z.enum(PROVIDED_SCOPES)).default([...PROVIDED_SCOPES]),
    /** What becomes of scopes that nobody defined. */
    unknownScopes: z.enum(['Reject', 'Remove', 'Allow']).default('Reject'),
    /**
     * Whether the application is somebody else's, and its users are asked what they let it have: at each sign-in, or
     * once. Left out, it is the owner's own, and they are not asked. FusionAuth has it in a paid plan only.
     */
    consent: z.enum(['AlwaysPrompt', 'RememberDecision']).optional(),
    /** Whether only who is registered for the application may sign in to it. */
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
  const named = settings.scopes.map(({ name }) => name);
  for (const name of new Set(named.filter((one, at) => named.indexOf(one) !== at))) {
    const fix = 'name each scope once';
    report('scopes', name, 'is named more than once', fix);
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
