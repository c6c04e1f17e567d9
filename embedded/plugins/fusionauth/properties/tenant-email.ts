import { block, blocks, boolean, number, string, stringMap } from '../../framework/properties.ts';

/** Mail server, templates and verification. */
export const emailConfiguration = block(
  {
    additionalHeaders: stringMap(),
    adminTwoFactorMethodRemoveEmailTemplateId: string(),
    debug: boolean({ default: false }),
    defaultFromEmail: string({ computed: true }),
    defaultFromName: string(),
    emailUpdateEmailTemplateId: string(),
    emailVerifiedEmailTemplateId: string(),
    forgotPasswordEmailTemplateId: string(),
    host: string({ default: 'localhost' }),
    implicitEmailVerificationAllowed: boolean(),
    loginIdInUseOnCreateEmailTemplateId: string(),
    loginIdInUseOnUpdateEmailTemplateId: string(),
    loginNewDeviceEmailTemplateId: string(),
    loginSuspiciousEmailTemplateId: string(),
    password: string({ secret: true }),
    passwordResetSuccessEmailTemplateId: string(),
    passwordUpdateEmailTemplateId: string(),
    passwordlessEmailTemplateId: string(),
    port: number({ default: 25 }),
    properties: string({ secret: true }),
    security: string(),
    setPasswordEmailTemplateId: string(),
    twoFactorMethodAddEmailTemplateId: string(),
    twoFactorMethodRemoveEmailTemplateId: string(),
    unverifieds: blocks(
      {
        allowEmailChangeWhenGated: boolean({ default: false }),
        behavior: string({ default: 'Allow' }),
      },
      { attribute: true, computed: true, json: 'unverified', one: true, tf: 'unverified' },
    ),
    username: string(),
    verificationEmailTemplateId: string(),
    verificationStrategy: string(),
    verifyEmail: boolean({ default: false }),
    verifyEmailWhenChanged: boolean({ default: false }),
  },
  { kept: true },
);
