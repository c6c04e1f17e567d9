import type * as fusionauth from '@pulumi/fusionauth';
import type * as pulumi from '@pulumi/pulumi';
import { refreshTokenPolicies, type RefreshTokenArgs } from './refresh-tokens.ts';

/**
 * What a tenant says beyond its name and its issuer. A part that is left out stays as it is found; of one that is
 * given, FusionAuth is told all.
 */
export interface TenantArgs {
  passwords?: PasswordArgs | undefined;
  tokens?: TenantTokenArgs | undefined;
  lockout?: LockoutArgs | undefined;
  mail?: MailArgs | undefined;
  /** FusionAuth's id of the theme of all pages. */
  theme?: string | undefined;
  /** FusionAuth's ids of the webhooks that are told of the tenant's events. */
  webhooks?: readonly string[] | undefined;
}

/** What passwords are like; see https://fusionauth.io/docs/apis/tenants, passwordValidationRules. */
export interface PasswordArgs {
  minLength: number;
  maxLength: number;
  mixedCase: boolean;
  nonAlpha: boolean;
  number: boolean;
  refuseLoginName: boolean;
  checkAtLogin: boolean;
  /** How many former passwords are refused. */
  remember: number;
  breached?: BreachArgs | undefined;
  minimumAgeSeconds?: number | undefined;
  maximumAgeDays?: number | undefined;
}

/** How passwords that are known from leaks are found, which needs a licence of FusionAuth's. */
export interface BreachArgs {
  match: 'High' | 'Medium' | 'Low';
  atLogin: 'Off' | 'RecordOnly' | 'NotifyUser' | 'RequireChange';
  /** FusionAuth's id of the e-mail template for `NotifyUser`. */
  template?: string | undefined;
}

/** Tokens of whatever has no rules of its own. */
export interface TenantTokenArgs {
  lifetimeSeconds: number;
  refreshTokens: RefreshTokenArgs & { revokeOn: readonly Revocation[] };
}

/** What ends all sessions of a user. */
export type Revocation =
  'passwordChange' | 'loginPrevented' | 'multiFactorEnable' | 'oneTimeTokenReuse';

/** What follows on failed logins, by a user action of FusionAuth's that prevents logins. */
export interface LockoutArgs {
  /** FusionAuth's id of the user action. */
  action: string;
  attempts: number;
  withinSeconds: number;
  lasts: number;
  unit: 'MINUTES' | 'HOURS' | 'DAYS' | 'WEEKS' | 'MONTHS' | 'YEARS';
  endsWithPasswordReset: boolean;
  mailUser: boolean;
}

/** The server by which mail is sent to users, and what is sent. */
export interface MailArgs {
  host: string;
  port: number;
  security: 'NONE' | 'SSL' | 'TLS';
  username?: string | undefined;
  password?: pulumi.Input<string> | undefined;
  from: { address: string; name?: string | undefined };
  /** FusionAuth's ids of the templates. */
  templates: Partial<Record<MailTemplate, string | undefined>>;
  verifyAddress: boolean;
  verifyNewAddress: boolean;
}

/** The occasions on which a tenant sends mail, with the provider's name for each template. */
export const MAIL_TEMPLATES = {
  verification: 'verificationEmailTemplateId',
  verified: 'emailVerifiedEmailTemplateId',
  addressChanged: 'emailUpdateEmailTemplateId',
  forgotPassword: 'forgotPasswordEmailTemplateId',
  setPassword: 'setPasswordEmailTemplateId',
  passwordChanged: 'passwordUpdateEmailTemplateId',
  passwordReset: 'passwordResetSuccessEmailTemplateId',
  passwordless: 'passwordlessEmailTemplateId',
  loginNewDevice: 'loginNewDeviceEmailTemplateId',
  loginSuspicious: 'loginSuspiciousEmailTemplateId',
  twoFactorAdded: 'twoFactorMethodAddEmailTemplateId',
  twoFactorRemoved: 'twoFactorMethodRemoveEmailTemplateId',
} as const;

export type MailTemplate = keyof typeof MAIL_TEMPLATES;

/** The inputs that the arguments stand for, by the provider's names. */
export function tenantInputs(args: TenantArgs): fusionauth.TenantArgs {
  const { passwords, tokens, lockout, mail, theme, webhooks } = args;
  return {
    ...(passwords && passwordInputs(passwords)),
    ...(tokens && { jwtConfigurations: [tokenInputs(tokens)] }),
    ...(lockout && { failedAuthenticationConfiguration: lockoutInputs(lockout) }),
    ...(mail && { emailConfiguration: mailInputs(mail) }),
    ...(theme !== undefined && { themeId: theme }),
    ...(webhooks && { webhookIds: [...webhooks] }),
  };
}

function passwordInputs(args: PasswordArgs): fusionauth.TenantArgs {
  const { breached, remember, minimumAgeSeconds, maximumAgeDays } = args;
  return {
    passwordValidationRules: {
      minLength: args.minLength,
      maxLength: args.maxLength,
      requiredMixedCase: args.mixedCase,
      requireNonAlpha: args.nonAlpha,
      requireNumber: args.number,
      disallowUserLoginId: args.refuseLoginName,
      validateOnLogin: args.checkAtLogin,
      rememberPreviousPasswords: { enabled: remember > 0, count: Math.max(remember, 1) },
      ...(breached && {
        breachDetections: [
          {
            enabled: true,
            matchMode: breached.match,
            onLogin: breached.atLogin,
            ...(breached.template && { notifyUserEmailTemplateId: breached.template }),
          },
        ],
      }),
    },
    ...(minimumAgeSeconds && { minimumPasswordAge: { enabled: true, seconds: minimumAgeSeconds } }),
    ...(maximumAgeDays && { maximumPasswordAge: { enabled: true, days: maximumAgeDays } }),
  };
}

function tokenInputs({ lifetimeSeconds, refreshTokens }: TenantTokenArgs) {
  const { expiration, maximumMinutes, usage, graceSeconds } = refreshTokenPolicies(refreshTokens);
  const revokes = (occasion: Revocation) => refreshTokens.revokeOn.includes(occasion);
  return {
    timeToLiveInSeconds: lifetimeSeconds,
    refreshTokenTimeToLiveInMinutes: refreshTokens.lifetimeMinutes,
    refreshTokenExpirationPolicy: expiration,
    refreshTokenSlidingWindowMaximumTimeToLiveInMinutes: maximumMinutes,
    refreshTokenUsagePolicy: usage,
    refreshTokenOneTimeUseConfigurationGracePeriodInSeconds: graceSeconds,
    refreshTokenRevocationPolicyOnPasswordChange: revokes('passwordChange'),
    refreshTokenRevocationPolicyOnLoginPrevented: revokes('loginPrevented'),
    refreshTokenRevocationPolicyOnMultiFactorEnable: revokes('multiFactorEnable'),
    refreshTokenRevocationPolicyOnOneTimeTokenReuse: revokes('oneTimeTokenReuse'),
  } satisfies fusionauth.types.input.TenantJwtConfiguration;
}

function lockoutInputs(args: LockoutArgs) {
  return {
    userActionId: args.action,
    tooManyAttempts: args.attempts,
    resetCountInSeconds: args.withinSeconds,
    actionDuration: args.lasts,
    actionDurationUnit: args.unit,
    actionCancelPolicyOnPasswordReset: args.endsWithPasswordReset,
    emailUser: args.mailUser,
  } satisfies fusionauth.types.input.TenantFailedAuthenticationConfiguration;
}

function mailInputs({ from, templates, ...args }: MailArgs) {
  const ids = Object.entries(MAIL_TEMPLATES).flatMap(([occasion, input]) => {
    const id = templates[occasion as MailTemplate];
    return id === undefined ? [] : [[input, id] as const];
  });
  return {
    host: args.host,
    port: args.port,
    security: args.security,
    ...(args.username !== undefined && { username: args.username }),
    ...(args.password !== undefined && { password: args.password }),
    defaultFromEmail: from.address,
    ...(from.name !== undefined && { defaultFromName: from.name }),
    verifyEmail: args.verifyAddress,
    verifyEmailWhenChanged: args.verifyNewAddress,
    ...Object.fromEntries(ids),
  } satisfies fusionauth.types.input.TenantEmailConfiguration;
}
