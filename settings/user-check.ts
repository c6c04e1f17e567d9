import { duplicates, type Problem } from '../servers/problems.ts';
import { commandToRemove } from './describe.ts';
import type { ApplicationSettings } from './settings.ts';

/** What is wrong between an application's users and its roles. */
export function userProblems(application: ApplicationSettings, index: number): Problem[] {
  const { users, roles = [] } = application;
  const at = `applications[${index}]`;
  const emails = users.map(({ email }) => email.toLowerCase());
  return [
    ...duplicates(
      `${at}.roles[].name`,
      roles.map(({ name }) => name),
      'declare it once',
    ),
    ...duplicates(`${at}.users[].email`, emails, 'list each user once, with all its roles'),
    ...users.flatMap((user, position) =>
      roleProblems(`${at}.users[${position}].roles`, user.roles ?? [], application),
    ),
  ];
}

function roleProblems(
  key: string,
  held: readonly string[],
  { name, roles = [] }: ApplicationSettings,
): Problem[] {
  const declared = roles.map((role) => role.name);
  const unknown = held.filter((role) => !declared.includes(role));
  const instead = declared.length > 0 ? `use one of ${declared.join(', ')}, or ` : '';
  return [
    ...duplicates(key, held, 'name each once'),
    ...unknown.map((value) => ({
      key,
      value,
      fault: `names no role of application ${name}`,
      fix: `${instead}declare it in the application's roles`,
    })),
  ];
}

/** A user of several applications is one user, with one password. */
export function repeatedPasswords(applications: readonly ApplicationSettings[]): Problem[] {
  const first = new Map<string, string>();
  return applications.flatMap(({ users }, index) =>
    users.flatMap(({ email, password }, position): Problem[] => {
      if (password === undefined) return [];
      const path = ['applications', index, 'users', position, 'password'];
      const key = `applications[${index}].users[${position}].password`;
      const known = first.get(email.toLowerCase());
      first.set(email.toLowerCase(), known ?? key);
      if (known === undefined || known.startsWith(`applications[${index}].`)) return [];
      const fault = `is that of ${email}, whose password ${known} sets`;
      return [{ key, fault, fix: commandToRemove(path) }];
    }),
  );
}
