import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { PasswordRules, User } from './documents.ts';
import type { Errors } from './errors.ts';

const LENGTH = 32;
// A stand-in on one developer's machine: a work factor that keeps a login in the low milliseconds.
const COST = { N: 4096, r: 8, p: 1 };

/** A password as it is stored. */
export function hashPassword(password: string): { salt: string; hash: string } {
  const salt = randomBytes(16).toString('base64');
  return { salt, hash: scryptSync(password, salt, LENGTH, COST).toString('base64') };
}

/** Whether this is the user's password; takes as long for a user who has none, or for no user. */
export function matchesPassword(password: string, user: User | undefined): boolean {
  const secure = user?.secure ?? { salt: 'none', hash: '' };
  const given = scryptSync(password, secure.salt, LENGTH, COST);
  const stored = Buffer.from(secure.hash, 'base64');
  return stored.length === given.length && timingSafeEqual(stored, given);
}

/** Reports each of the tenant's rules that the password breaks. */
export function checkPassword(
  password: string,
  rules: PasswordRules,
  loginIds: string[],
  errors: Errors,
): void {
  const broken = (code: string, message: string) => errors.field(code, 'user.password', message);
  if (password.length < rules.minLength) {
    broken(
      'tooShort',
      `The [user.password] property must be at least [${rules.minLength}] characters long.`,
    );
  }
  if (password.length > rules.maxLength) {
    broken(
      'tooLong',
      `The [user.password] property cannot be longer than [${rules.maxLength}] characters.`,
    );
  }
  if (rules.requireMixedCase && (!/\p{Lu}/u.test(password) || !/\p{Ll}/u.test(password))) {
    broken(
      'singleCase',
      'The [user.password] property must contain upper and lower case characters.',
    );
  }
  if (rules.requireNonAlpha && !/[^\p{L}\p{N}]/u.test(password)) {
    broken('onlyAlpha', 'The [user.password] property must contain a non-alphanumeric character.');
  }
  if (rules.requireNumber && !/\p{N}/u.test(password)) {
    broken('requireNumber', 'The [user.password] property must contain a number.');
  }
  if (
    rules.disallowUserLoginId &&
    loginIds.some((id) => password.toLowerCase().includes(id.toLowerCase()))
  ) {
    broken('containsLoginId', 'The [user.password] property cannot contain the login Id.');
  }
}
