import { z } from 'zod';
import { userOverride } from './override.ts';
import { roleName } from './types.ts';

const text = z.string().min(1).max(191).optional();

/** Without quotes a day becomes an instant in Pulumi's reading of YAML. */
const day = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/ 00:00:00 \+0000 UTC$/, '') : value),
  z.iso.date('must be a day such as 1990-12-31'),
) as z.ZodPipe<z.ZodTransform<string, string>, z.ZodISODate>;

/** A user of an application. What is known of a person is left as it is found where it is left out. */
export const user = z
  .strictObject({
    /** What the user logs in by. Left out, the user has a username. */
    email: z.email('must be an e-mail address').optional(),
    /** What the user logs in by, instead of the e-mail address or beside it. */
    username: text,
    /** The number of the phone, as `+15551234`, by which the user can be told apart, too. */
    phoneNumber: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/, 'must be a number such as +15551234')
      .optional(),
    /**
     * Set it with `--secret`; left out, the stack makes one up and keeps it in its state.
     * @danger in plain text it is in the repository
     */
    password: z.string().min(8, 'must have 8 characters or more').max(256).optional(),
    /** The user's roles in the application. Left out, its default roles. */
    roles: z.array(roleName).min(1, 'must name a role, or be left out').optional(),
    /** The first name. */
    firstName: text,
    /** The middle name. */
    middleName: text,
    /** The last name. */
    lastName: text,
    /** The whole name. */
    fullName: text,
    /** The day of birth, as `1990-12-31`. */
    birthDate: day.optional(),
    /** The number of the mobile phone, for second factors. */
    mobilePhone: text,
    /** Where a picture of the user is. */
    imageUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    /** The time zone, as `Europe/Berlin`. */
    timezone: text,
    /** The languages that FusionAuth's pages and mails should have, the best first. */
    preferredLanguages: z
      .array(z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, 'must be a language such as en or de_AT'))
      .min(1)
      .optional(),
    /** Whatever an application wants to know of the user; tokens have it where `claims` puts it there. */
    data: z.record(z.string(), z.unknown()).optional(),
    /**
     * What no setting says, as the provider has it: merged last into the inputs of the `user` and of its
     * `registration` for the application.
     */
    override: userOverride,
  })
  .refine(({ email, username }) => email !== undefined || username !== undefined, {
    error: 'must have email or username',
  });
