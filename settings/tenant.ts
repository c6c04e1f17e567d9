import { z } from 'zod';
import type { MailTemplate } from '../components/tenant-args.ts';
import { tenantRefreshTokens } from './refresh-tokens.ts';

/** FusionAuth's id of something that others made. */
const id = z.guid('must be an id of FusionAuth');

const passwords = z
  .strictObject({
    /** How many characters a password has at least. */
    minLength: z.int().min(1).max(256).default(8),
    /** How many characters a password has at most. */
    maxLength: z.int().min(1).max(256).default(256),
    /** Whether a password has upper and lower case. */
    mixedCase: z.boolean().default(false),
    /** Whether a password has a character that is neither letter nor digit. */
    nonAlpha: z.boolean().default(false),
    /** Whether a password has a digit. */
    number: z.boolean().default(false),
    /** Whether a password with the user's login name in it is refused. */
    refuseLoginName: z.boolean().default(false),
    /** Whether passwords that no longer fit the rules have to be changed at the next login. */
    checkAtLogin: z.boolean().default(false),
    /** How many former passwords are refused. */
    remember: z.int().min(0).default(0),
    /** How passwords that are known from leaks are found, which needs a licence of FusionAuth's. */
    breached: z
      .strictObject({
        /** How exactly a leaked login has to be that of the user. */
        match: z.enum(['High', 'Medium', 'Low']).default('High'),
        /** What follows when such a password is used to log in. */
        atLogin: z.enum(['Off', 'RecordOnly', 'NotifyUser', 'RequireChange']).default('Off'),
        /** FusionAuth's id of the e-mail template for `NotifyUser`. */
        template: id.optional(),
      })
      .refine(({ atLogin, template }) => (atLogin === 'NotifyUser') === (template !== undefined), {
        error: 'must have template with atLogin NotifyUser, and only then',
      })
      .optional(),
    /** Seconds before a password may be changed again. Left out, that stays as it is found. */
    minimumAgeSeconds: z.int().min(1).optional(),
    /** Days after which a password has to be changed. Left out, that stays as it is found. */
    maximumAgeDays: z.int().min(1).optional(),
  })
  .refine(({ minLength, maxLength }) => minLength <= maxLength, {
    error: 'must have a maxLength that is no less than minLength',
  });

const tokens = z.strictObject({
  /**
   * How long a token is good for, in seconds.
   * @danger one that leaks is good for as long
   */
  lifetimeSeconds: z.int().min(1).max(31_536_000).default(3600),
  /** How long sessions last without a new login, and what ends them. */
  refreshTokens: tenantRefreshTokens.prefault({}),
});

const lockout = z.strictObject({
  /** FusionAuth's id of the user action that is taken; it has to prevent logins. */
  action: id,
  /** How many failed logins it takes. */
  attempts: z.int().min(1).default(5),
  /** Seconds after which failed logins are forgotten. */
  withinSeconds: z.int().min(1).default(60),
  /** For how many of `unit` the user is kept out. */
  lasts: z.int().min(1).default(3),
  /** What `lasts` counts. */
  unit: z.enum(['MINUTES', 'HOURS', 'DAYS', 'WEEKS', 'MONTHS', 'YEARS']).default('MINUTES'),
  /** Whether a reset of the password lets the user in again. */
  endsWithPasswordReset: z.boolean().default(false),
  /** Whether the user is told by e-mail, by the template of the action. */
  mailUser: z.boolean().default(false),
});

const template = id.optional();

const templates = z.strictObject({
  /** Asks whether the address is the user's. */
  verification: template,
  /** Says that it is. */
  verified: template,
  /** Says that the address was changed. */
  addressChanged: template,
  /** Leads to a new password, for who forgot it. */
  forgotPassword: template,
  /** Leads to a first password, for users that others made. */
  setPassword: template,
  /** Says that the password was changed. */
  passwordChanged: template,
  /** Says that the password was reset. */
  passwordReset: template,
  /** Logs in without a password. */
  passwordless: template,
  /** Says that a new device was used to log in. */
  loginNewDevice: template,
  /** Says that a login looks like somebody else's. */
  loginSuspicious: template,
  /** Says that a second factor was set up. */
  twoFactorAdded: template,
  /** Says that a second factor was removed. */
  twoFactorRemoved: template,
} satisfies Record<MailTemplate, typeof template>);

const mail = z
  .strictObject({
    /** The name of the mail server. */
    host: z.string().min(1),
    /** The port of the mail server. */
    port: z.int().min(1).max(65_535).default(25),
    /**
     * How the connection to the mail server is encrypted.
     * @danger with `NONE` links that reset passwords cross the network in plain text
     */
    security: z.enum(['NONE', 'SSL', 'TLS']).default('TLS'),
    /** The name that FusionAuth logs in by at the mail server. */
    username: z.string().min(1).optional(),
    /**
     * Set it with `--secret`.
     * @danger in plain text it is in the repository
     */
    password: z.string().min(1).optional(),
    /** Whom mail is from, where a template says nothing. */
    from: z.strictObject({
      /** The e-mail address. */
      address: z.email('must be an e-mail address'),
      /** The name before the address. */
      name: z.string().min(1).optional(),
    }),
    /** FusionAuth's ids of the e-mail templates, by the occasion. Left out, no mail is sent on that occasion. */
    templates: templates.prefault({}),
    /** Whether users have to prove that their address is theirs; needs the template `verification`. */
    verifyAddress: z.boolean().default(false),
    /** Whether they have to again for an address that they change. */
    verifyNewAddress: z.boolean().default(false),
  })
  .refine(({ verifyAddress, templates: { verification } }) => !verifyAddress || verification, {
    error: 'must have templates.verification with verifyAddress',
  });

/**
 * What the tenant says beyond its name and issuer. Of a part that is given FusionAuth is told all, and what it leaves
 * out goes back to FusionAuth's default.
 */
export const tenantSettings = z.strictObject({
  /** What passwords are like. */
  passwords: passwords.optional(),
  /** The tokens of applications that have no rules of their own. */
  tokens: tokens.optional(),
  /** What follows on failed logins. */
  lockout: lockout.optional(),
  /** The server by which mail is sent to users, and what is sent. */
  mail: mail.optional(),
  /** FusionAuth's id of the theme of all pages on which people log in. */
  theme: id.optional(),
  /** FusionAuth's ids of the webhooks that are told of the tenant's events. */
  webhooks: z.array(id).min(1).optional(),
});

export type TenantSettings = z.infer<typeof tenantSettings>;
