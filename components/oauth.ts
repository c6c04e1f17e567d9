import type * as fusionauth from '@pulumi/fusionauth';
import type { ScopeArgs } from './scopes.ts';

/** What a client may ask FusionAuth's token endpoint for, by FusionAuth's names. */
export type Grant =
  | 'authorization_code'
  | 'refresh_token'
  | 'implicit'
  | 'password'
  | 'urn:ietf:params:oauth:grant-type:device_code';

/** The scopes that OpenID Connect defines, and FusionAuth knows the claims of. */
export const PROVIDED_SCOPES = ['address', 'email', 'phone', 'profile'] as const;

/** How people sign in to an application in a browser. */
export interface OauthArgs {
  /** Whether the client can keep a secret: a server can (`confidential`), a page or an app cannot (`public`). */
  client: 'public' | 'confidential';
  /** Where FusionAuth may send the browser with a code, compared letter by letter. */
  redirectUrls: readonly string[];
  /** The origins whose scripts may call FusionAuth's OAuth endpoints. None stands for all. */
  allowedOrigins: readonly string[];
  /** Where the browser goes after a logout that names no other of these URLs. */
  logoutUrl?: string | undefined;
  /** `AllApplications` also calls the logout URLs of the other applications in the session. */
  logoutBehavior: 'AllApplications' | 'RedirectOnly';
  grants: readonly Grant[];
  /** When a code must be asked for with a challenge (RFC 7636). */
  pkce: 'Required' | 'NotRequired' | 'NotRequiredWhenUsingClientAuthentication';
  /** When the client must show its secret. */
  clientAuthentication: 'Required' | 'NotRequired' | 'NotRequiredWhenUsingPKCE';
  /** `AllowWildcards` lets a `*` in a URL stand for one part of a host or a path. */
  urlValidation: 'ExactMatch' | 'AllowWildcards';
  /** Whether scopes decide what tokens and userinfo tell of a user. */
  scopeHandling: 'Strict' | 'Compatibility';
  /** What clients may ask for besides; FusionAuth has them in a paid plan only. */
  scopes: readonly ScopeArgs[];
  /** The scopes of OpenID Connect that the client may ask for; the others are unknown. */
  providedScopes: readonly (typeof PROVIDED_SCOPES)[number][];
  /** What becomes of scopes that nobody defined. */
  unknownScopes: 'Reject' | 'Remove' | 'Allow';
  /**
   * Whether the application is somebody else's, and its users are asked what they let it have: at each sign-in, or once
   * for each scope. Left out, it is the owner's own, and they are not asked. FusionAuth has it in a paid plan only.
   */
  consent?: 'AlwaysPrompt' | 'RememberDecision' | undefined;
  /** Whether only who is registered for the application may sign in to it. */
  requireRegistration: boolean;
}

/** What the provider is told. It sets the client id itself: to give one is a difference for ever. */
export function oauthConfiguration(args: OauthArgs) {
  return {
    authorizedRedirectUrls: [...args.redirectUrls],
    authorizedOriginUrls: [...args.allowedOrigins],
    authorizedUrlValidationPolicy: args.urlValidation,
    clientAuthenticationPolicy: args.clientAuthentication,
    enabledGrants: [...args.grants],
    // What a client gets who asks for offline_access.
    generateRefreshTokens: args.grants.includes('refresh_token'),
    logoutBehavior: args.logoutBehavior,
    ...(args.logoutUrl !== undefined && { logoutUrl: args.logoutUrl }),
    proofKeyForCodeExchangePolicy: args.pkce,
    // The provider turns each scope off that is left out.
    providedScopePolicies: [
      Object.fromEntries(
        PROVIDED_SCOPES.map((scope) => [
          scope,
          { enabled: args.providedScopes.includes(scope), required: false },
        ]),
      ),
    ],
    requireRegistration: args.requireRegistration,
    ...(args.consent && { relationship: 'ThirdParty', consentMode: args.consent }),
    scopeHandlingPolicy: args.scopeHandling,
    unknownScopePolicy: args.unknownScopes,
  } satisfies fusionauth.types.input.ApplicationOauthConfiguration;
}
