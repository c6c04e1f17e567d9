import { block, blocks, boolean, number, string, stringMap } from '../../framework/properties.ts';

/** Mail server, templates and verification. */
export const emailConfiguration = block(
  {
    additionalHeaders: stringMap(),
    adminTwoFactorMethodRemoveEmailTemplateId: string({ format: 'uuid' }),
    debug: boolean({ default: false }),
    defaultFromEmail: string({ computed: true }),
    defaultFromName: string(),
    emailUpdateEmailTemplateId: string({ format: 'uuid' }),
    emailVerifiedEmailTemplateId: string({ format: 'uuid' }),
    forgotPasswordEmailTemplateId: string({ format: 'uuid' }),
    host: string({ default: 'localhost' }),
    implicitEmailVerificationAllowed: boolean(),
    loginIdInUseOnCreateEmailTemplateId: string({ format: 'uuid' }),
    loginIdInUseOnUpdateEmailTemplateId: string({ format: 'uuid' }),
    loginNewDeviceEmailTemplateId: string({ format: 'uuid' }),
    loginSuspiciousEmailTemplateId: string({ format: 'uuid' }),
    password: string({ secret: true }),
    passwordResetSuccessEmailTemplateId: string({ format: 'uuid' }),
    passwordUpdateEmailTemplateId: string({ format: 'uuid' }),
    passwordlessEmailTemplateId: string({ format: 'uuid' }),
    port: number({ default: 25 }),
    properties: string({ secret: true }),
    security: string({ oneOf: ['NONE', 'SSL', 'TLS'] }),
    setPasswordEmailTemplateId: string({ format: 'uuid' }),
    twoFactorMethodAddEmailTemplateId: string({ format: 'uuid' }),
    twoFactorMethodRemoveEmailTemplateId: string({ format: 'uuid' }),
    unverifieds: blocks(
      {
        allowEmailChangeWhenGated: boolean({ default: false }),
        behavior: string({ default: 'Allow', oneOf: ['Allow', 'Gated'] }),
      },
      { attribute: true, computed: true, json: 'unverified', one: true, tf: 'unverified' },
    ),
    username: string(),
    verificationEmailTemplateId: string({ format: 'uuid' }),
    verificationStrategy: string({ kept: true, oneOf: ['ClickableLink', 'FormField'] }),
    verifyEmail: boolean({ default: false }),
    verifyEmailWhenChanged: boolean({ default: false }),
  },
  { kept: true },
);
