import type * as fusionauth from '@pulumi/fusionauth';
import { given } from './given.ts';
import { refreshTokenPolicies, type RefreshTokenArgs } from './refresh-tokens.ts';

/** What users see of an application, and how they come to it. What is left out stays as it is found. */
export interface ApplicationPagesArgs {
  /** Whether users have to prove their address for this application. */
  verification?: VerificationArgs | undefined;
  /** FusionAuth's id of the theme of the application's pages. */
  theme?: string | undefined;
  forms?: FormArgs | undefined;
  /** How people make accounts themselves. */
  selfRegistration?: SelfRegistrationArgs | undefined;
}

export interface VerificationArgs {
  /** FusionAuth's id of the e-mail template that asks for the proof. */
  template: string;
  /** Whether the mail holds a link, or a code to type in. */
  strategy: 'ClickableLink' | 'FormField';
  /** Whether users get in before. */
  unverified: 'Allow' | 'Gated';
}

/** FusionAuth's ids of forms. */
export interface FormArgs {
  adminRegistration?: string | undefined;
  selfService?: string | undefined;
}

/** What FusionAuth can ask of people who register. */
export const REGISTRATION_FIELDS = [
  ...(['birthDate', 'firstName', 'fullName', 'lastName', 'middleName', 'mobilePhone'] as const),
  'preferredLanguages',
] as const;

export type RegistrationField = (typeof REGISTRATION_FIELDS)[number];

export interface SelfRegistrationArgs {
  /** What people log in by. */
  loginId: 'email' | 'username' | 'phoneNumber';
  /** Whether the password is typed twice. */
  confirmPassword: boolean;
  /** What people are asked for; the rest is not asked. */
  fields: Partial<Record<RegistrationField, 'required' | 'optional' | undefined>>;
  /** FusionAuth's id of a form of one's own, in the place of `fields`. */
  form?: string | undefined;
}

/** The inputs that the arguments stand for, by the provider's names. */
export function pagesInputs(args: ApplicationPagesArgs): fusionauth.ApplicationArgs {
  const { verification, theme, forms, selfRegistration } = args;
  return {
    ...(verification && {
      verifyRegistration: true,
      verificationEmailTemplateId: verification.template,
      verificationStrategy: verification.strategy,
      unverifiedBehavior: verification.unverified,
    }),
    ...(theme !== undefined && { themeId: theme }),
    ...(forms && {
      formConfigurations: [
        given({
          adminRegistrationFormId: forms.adminRegistration,
          selfServiceFormId: forms.selfService,
        }),
      ],
    }),
    ...(selfRegistration && { registrationConfiguration: registrationInputs(selfRegistration) }),
  };
}

function registrationInputs({ loginId, confirmPassword, fields, form }: SelfRegistrationArgs) {
  const asked = REGISTRATION_FIELDS.map((field) => [
    field,
    { enabled: fields[field] !== undefined, required: fields[field] === 'required' },
  ]);
  return {
    enabled: true,
    type: form === undefined ? 'basic' : 'advanced',
    loginIdType: loginId,
    confirmPassword,
    // The provider finds a difference for ever where it is not told of each.
    ...(Object.fromEntries(asked) as Record<RegistrationField, object>),
    ...(form !== undefined && { formId: form }),
  } satisfies fusionauth.types.input.ApplicationRegistrationConfiguration;
}

/** The sessions of an application, by the provider's names. */
export function sessionInputs(args: RefreshTokenArgs | undefined) {
  if (!args) return {};
  const { expiration, usage, maximumMinutes, graceSeconds } = refreshTokenPolicies(args);
  return {
    refreshTokenTtlMinutes: args.lifetimeMinutes,
    refreshTokenExpirationPolicy: expiration,
    ...(args.maximumMinutes && { refreshTokenSlidingWindowMaximumTtlInMinutes: maximumMinutes }),
    refreshTokenUsagePolicy: usage,
    ...(args.graceSeconds && { refreshTokenOneTimeUseGracePeriodInSeconds: graceSeconds }),
  };
}
