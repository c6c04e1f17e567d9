import { randomInt } from 'node:crypto';

/** What a tenant asks of passwords; see https://fusionauth.io/docs/apis/tenants, passwordValidationRules. */
export interface PasswordRules {
  minLength: number;
  maxLength: number;
  /** Upper case and lower case. */
  requireMixedCase: boolean;
  /** A character that is neither a letter nor a digit. */
  requireNonAlpha: boolean;
  requireNumber: boolean;
}

/** Those of a new tenant. */
export const DEFAULT_PASSWORD_RULES: PasswordRules = {
  minLength: 8,
  maxLength: 256,
  requireMixedCase: false,
  requireNonAlpha: false,
  requireNumber: false,
};

const CLASSES = ['abcdefghijkmnopqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-.+=@'];
const LENGTH = 32;

/** A password that nobody can guess and every tenant with these lengths takes: it has a character of each class. */
export function madeUpPassword({ minLength, maxLength } = DEFAULT_PASSWORD_RULES): string {
  const length = Math.min(Math.max(LENGTH, minLength), maxLength);
  const all = CLASSES.join('');
  const characters = Array.from({ length }, (_, index) => {
    const from = CLASSES[index] ?? all;
    return from[randomInt(from.length)]!;
  });
  for (let last = length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other]!, characters[last]!];
  }
  return characters.join('');
}

/** Which of the rules a password breaks. */
export function brokenRules(password: string, rules: PasswordRules): string[] {
  const { minLength, maxLength, requireMixedCase, requireNonAlpha, requireNumber } = rules;
  const broken: [boolean, string][] = [
    [password.length < minLength, `${minLength} characters or more`],
    [password.length > maxLength, `${maxLength} characters at most`],
    [requireMixedCase && !/\p{Ll}.*\p{Lu}|\p{Lu}.*\p{Ll}/su.test(password), 'upper and lower case'],
    [requireNonAlpha && !/[^\p{L}\p{N}]/u.test(password), 'a character besides letters and digits'],
    [requireNumber && !/\p{N}/u.test(password), 'a digit'],
  ];
  return broken.filter(([isBroken]) => isBroken).map(([, rule]) => rule);
}
