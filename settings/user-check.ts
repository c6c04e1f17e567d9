import { isDeepStrictEqual } from 'node:util';
import { names } from '../catalogue/names.ts';
import { loginNameOf } from '../components/login-names.ts';
import { duplicates, type Problem } from '../servers/problems.ts';
import { commandToRemove, dotted } from './describe.ts';
import type { ApplicationSettings } from './settings.ts';

/** What a tenant has once. */
const IDENTITIES = ['email', 'username', 'phoneNumber'] as const;

/** What is wrong between an application's users and its roles. */
export function userProblems(application: ApplicationSettings, index: number): Problem[] {
  const { users, roles = [] } = application;
  const at = `applications[${index}]`;
  const valuesOf = (name: (typeof IDENTITIES)[number]) =>
    users.flatMap((user) => user[name]?.toLowerCase() ?? []);
  return [
    ...duplicates(
      `${at}.roles[].name`,
      roles.map(({ name }) => name),
      'declare it once',
    ),
    ...IDENTITIES.flatMap((name) =>
      duplicates(
        `${at}.users[].${name}`,
        valuesOf(name),
        'list each user once, with all its roles',
      ),
    ),
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

/**
 * A user of several applications is one user: with one password, which one of them sets, and with nothing that two of
 * them say differently.
 */
export function differingUsers(applications: readonly ApplicationSettings[]): Problem[] {
  const first = new Map<string, { at: string; value: unknown }>();
  return applications.flatMap(({ users }, index) =>
    users.flatMap(({ roles, override, ...user }, position) =>
      Object.entries(user).flatMap(([field, value]): Problem[] => {
        if (value === undefined) return [];
        const name = loginNameOf(user);
        const path = ['applications', index, 'users', position, field];
        const at = dotted(path);
        const known = first.get(`${name.toLowerCase()} ${field}`);
        first.set(`${name.toLowerCase()} ${field}`, known ?? { at, value });
        if (known === undefined || known.at.startsWith(`applications[${index}].`)) return [];
        const fix = commandToRemove(path);
        if (field === 'password')
          return [{ key: at, fault: `is that of ${name}, whose password ${known.at} sets`, fix }];
        if (field === 'email' || isDeepStrictEqual(value, known.value)) return [];
        return [{ key: at, value, fault: `is otherwise in ${known.at}, for the same user`, fix }];
      }),
    ),
  );
}

/** Names that two users would have in the tenant. */
export function sharedNames(applications: readonly ApplicationSettings[]): Problem[] {
  const users = applications.flatMap((application) => application.users);
  return (['username', 'phoneNumber'] as const).flatMap((name) => {
    const owners = Map.groupBy(
      users.filter((user) => user[name] !== undefined),
      (user) => user[name]!.toLowerCase(),
    );
    return [...owners].flatMap(([value, same]): Problem[] => {
      const different = new Set(same.map((user) => names.user(loginNameOf(user))));
      if (different.size < 2) return [];
      const key = `${name} of applications[].users[]`;
      const fault = `is that of several users: ${[...different].join(', ')}`;
      return [
        { key, value, fault, fix: 'give each its own, or list a user by the same email each time' },
      ];
    });
  });
}
