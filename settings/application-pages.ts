import { z } from 'zod';
import type { RegistrationField } from '../components/application-args.ts';

/** FusionAuth's id of something that others made. */
const id = z.guid('must be an id of FusionAuth');

const asked = z.enum(['required', 'optional']).optional();

/** What users see of an application, and how they come to it. What is left out stays as it is found. */
export const applicationPages = {
  /** Whether users have to prove their address for this application. Left out, that stays as it is found. */
  verification: z
    .strictObject({
      /** FusionAuth's id of the e-mail template that asks for the proof. */
      template: id,
      /** Whether the mail holds a link, or a code to type in. */
      strategy: z.enum(['ClickableLink', 'FormField']).default('ClickableLink'),
      /** Whether users get in before the address is proved. */
      unverified: z.enum(['Allow', 'Gated']).default('Gated'),
    })
    .optional(),
  /** FusionAuth's id of the theme of the application's pages. Left out, that stays as it is found. */
  theme: id.optional(),
  /** Which forms are shown. Left out, that stays as it is found. */
  forms: z
    .strictObject({
      /** FusionAuth's id of the form in which administrators register a user. */
      adminRegistration: id.optional(),
      /** FusionAuth's id of the form in which users change what is known of them. */
      selfService: id.optional(),
    })
    .optional(),
  /**
   * How people make accounts themselves. Left out, that stays as it is found.
   * @danger anybody can make an account, and gets the default roles
   */
  selfRegistration: z
    .strictObject({
      /** What people log in by. */
      loginId: z.enum(['email', 'username', 'phoneNumber']).default('email'),
      /** Whether the password is typed twice. */
      confirmPassword: z.boolean().default(false),
      /** What people are asked for besides. */
      fields: z
        .strictObject({
          /** The day of birth. */
          birthDate: asked,
          /** The first name. */
          firstName: asked,
          /** The whole name. */
          fullName: asked,
          /** The last name. */
          lastName: asked,
          /** The middle name. */
          middleName: asked,
          /** The number of the mobile phone. */
          mobilePhone: asked,
          /** The languages that FusionAuth's pages and mails should have. */
          preferredLanguages: asked,
        } satisfies Record<RegistrationField, typeof asked>)
        .prefault({}),
      /** FusionAuth's id of a form that takes the place of `fields`. */
      form: id.optional(),
    })
    .refine(({ form, fields }) => form === undefined || Object.keys(fields).length === 0, {
      error: 'must have fields or form, not both',
    })
    .optional(),
};
