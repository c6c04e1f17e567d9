import * as fusionauth from '@pulumi/fusionauth';
import { formerNames, names } from '../catalogue/names.ts';
import type * as pulumi from '@pulumi/pulumi';
import { loginNameOf } from './login-names.ts';
import type { Account } from './users.ts';

/** What users of an application may do. */
export interface RoleArgs {
  /** Names the role in tokens; another name is another role. */
  name: string;
  description?: string | undefined;
  /** Whether a new registration that names no role gets it. */
  default: boolean;
  /** Marks a role that has the rights of all others; FusionAuth's own pages go by it. */
  superRole: boolean;
}

/** A user of an application, and what it may do there. */
export interface RegisteredUser extends Account {
  /** Names of the application's roles. Left out, its default roles. */
  roles?: readonly string[] | undefined;
}

/** Declares the roles of an application, in their order. */
export function declareRoles(
  owner: string,
  applicationId: pulumi.Output<string>,
  roles: readonly RoleArgs[],
  parent: pulumi.Resource,
): fusionauth.ApplicationRole[] {
  return roles.map(
    ({ name, description, default: isDefault, superRole: isSuperRole }) =>
      new fusionauth.ApplicationRole(
        names.role(owner, name),
        { applicationId, name, ...(description && { description }), isDefault, isSuperRole },
        // The provider would ask FusionAuth to move the role to the other application.
        {
          parent,
          aliases: [{ name: formerNames.role(owner, name) }],
          replaceOnChanges: ['applicationId'],
        },
      ),
  );
}

/**
 * Registers a user, after the roles that it has.
 *
 * FusionAuth gives the default roles to a registration that names none, at creation alone; so they are named.
 *
 * @param roles the application's; left out, the registration keeps the roles that it has on the server.
 */
export function declareRegistration(
  owner: string,
  applicationId: pulumi.Output<string>,
  user: RegisteredUser,
  roles: { settings: readonly RoleArgs[]; declared: readonly pulumi.Resource[] } | undefined,
  parent: pulumi.Resource,
): fusionauth.Registration {
  const { userId } = user;
  const loginName = loginNameOf(user);
  const name = names.registration(owner, loginName);
  const args = { userId, applicationId };
  const options = { parent, aliases: [{ name: formerNames.registration(owner, loginName) }] };
  if (!roles)
    return new fusionauth.Registration(name, args, { ...options, ignoreChanges: ['roles'] });
  const held = rolesOf(user, roles.settings);
  const dependsOn = roles.declared.filter((_, index) => held.includes(roles.settings[index]!.name));
  return new fusionauth.Registration(name, { ...args, roles: held }, { ...options, dependsOn });
}

/** The names of the roles that a user has in an application that declares these. */
export function rolesOf(
  { roles }: Pick<RegisteredUser, 'roles'>,
  settings: readonly RoleArgs[],
): string[] {
  if (roles) return [...roles];
  return settings.filter((role) => role.default).map(({ name }) => name);
}
