import {
  applicationRole,
  registration,
  user as userKind,
} from '../../catalogue/fusionauth/users.ts';
import { names } from '../../catalogue/names.ts';
import { resourceKey } from '../shared/resource-key.ts';
import { isDeepStrictEqual } from 'node:util';
import { rolesOf } from '../../components/roles.ts';
import { role } from '../../settings/settings.ts';
import type { KnownApplication } from './known.ts';
import type { Live } from './live.ts';
import { USERS_SEARCHED, type LiveApplication, type LiveUser } from './live-fusionauth.ts';
import type { NamedPair } from './trust.ts';

/** An application's users, with the ids by which they are imported. */
export interface FoundUsers {
  /** As settings: left out where the stack is to leave roles alone. */
  roles?: RoleInput[];
  users: { email: string; roles?: string[] }[];
  /** Import ids, by `TYPE NAME` of the resource. */
  ids: Map<string, string>;
}

interface RoleInput {
  name: string;
  description?: string;
  default?: true;
  superRole?: true;
}

/** More registered users than this are no guide's. */
const FEW_USERS = 10;

/**
 * Finds who is registered for an application, and the roles there.
 *
 * @param wanted addresses of the users to adopt; empty for all, if there are few.
 * @param known what the stack has of the application: there, only users that are named are added, and whether it has
 *   roles is said already.
 */
export function findUsers(
  { fusionAuth }: Live,
  { name, application }: NamedPair,
  wanted: readonly string[],
  known: KnownApplication | undefined,
  notes: string[],
): FoundUsers {
  if (known && wanted.length === 0) return { users: [], ids: new Map() };
  const registered = fusionAuth.users.filter(
    (user) =>
      user.email !== '' &&
      (wanted.length === 0 || isAmong(wanted, user)) &&
      registrationOf(user, application),
  );
  const many =
    wanted.length === 0 && (registered.length > FEW_USERS || fusionAuth.userCount > USERS_SEARCHED);
  if (many) {
    notes.push(
      `The users of ${application.name} stay as they are: there are many. ` +
        'Name those that belong to the stack, such as test users: --user EMAIL.',
    );
  }
  const users = many ? [] : registered;
  const roles = known && !known.hasRoles ? undefined : rolesIn(application, users, notes);
  const ids = new Map(users.flatMap((user) => idsOf(name, application, user)));
  for (const one of roles ? application.roles : [])
    ids.set(
      resourceKey(applicationRole, names.role(name, one.name)),
      `${application.id}:${one.id}`,
    );
  return {
    ...(roles && { roles }),
    users: users.map((user) => ({
      email: user.email,
      ...(roles && ownRoles(user, application)),
    })),
    ids,
  };
}

/** @throws Error if one of the users that are wanted is not there. */
export function requireUsers({ fusionAuth }: Live, wanted: readonly string[]): void {
  const missing = wanted.filter((email) => !fusionAuth.users.some((one) => isAmong([email], one)));
  if (missing.length > 0) throw new Error(`FusionAuth finds no user ${missing.join(', ')}.`);
}

/** FusionAuth takes an address for the same whatever the case of its letters. */
function isAmong(emails: readonly string[], { email }: LiveUser): boolean {
  return emails.some((one) => one.toLowerCase() === email.toLowerCase());
}

function registrationOf({ registrations }: LiveUser, { id }: LiveApplication) {
  return registrations.find(({ applicationId }) => applicationId === id);
}

function idsOf(name: string, application: LiveApplication, user: LiveUser) {
  return [
    [resourceKey(userKind, names.user(user.email)), user.id],
    [
      resourceKey(registration, names.registration(name, user.email)),
      `${user.id}:${application.id}`,
    ],
  ] as const;
}

/** The application's roles, unless settings cannot say them or who has them. */
function rolesIn(
  application: LiveApplication,
  users: readonly LiveUser[],
  notes: string[],
): RoleInput[] | undefined {
  if (application.roles.length === 0) return undefined;
  const leave = (why: string) => {
    notes.push(`The roles of ${application.name} stay as they are: ${why}.`);
    return undefined;
  };
  const roles = application.roles.map(({ name, description, isDefault, isSuperRole }) => ({
    name,
    ...(description && { description }),
    ...(isDefault && ({ default: true } as const)),
    ...(isSuperRole && ({ superRole: true } as const)),
  }));
  const unfit = roles.find((one) => !role.safeParse(one).success);
  if (unfit) return leave(`settings do not accept the name ${JSON.stringify(unfit.name)}`);
  const hasDefaults = application.roles.some(({ isDefault }) => isDefault);
  const without = users.find((user) => registrationOf(user, application)!.roles.length === 0);
  if (!hasDefaults || !without) return roles;
  return leave(`a stack would give ${without.email}, who has none, the default roles`);
}

/** What the user's settings say; nothing of the default roles, which a user has anyway. */
function ownRoles(user: LiveUser, application: LiveApplication): { roles?: string[] } {
  const { roles } = registrationOf(user, application)!;
  const settings = application.roles.map(({ name, isDefault }) => ({
    ...{ name, default: isDefault, superRole: false },
  }));
  const usual = isDeepStrictEqual(roles.toSorted(), rolesOf({}, settings).toSorted());
  return usual ? {} : { roles };
}
