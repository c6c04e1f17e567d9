import * as pulumi from '@pulumi/pulumi';
import type { ApplicationArgs } from '../components/application.ts';
import { names } from '../catalogue/names.ts';
import { given } from '../components/given.ts';
import { loginNameOf } from '../components/login-names.ts';
import type { UserArgs, Users } from '../components/users.ts';
import { claimsOf } from './claims.ts';
import { oauthArgs } from './oauth.ts';
import type { ApplicationSettings, Settings, UserSettings } from './settings.ts';

/** Every user of the applications once, with all that one or the other of them says. */
export function usersOf({ applications }: Pick<Settings, 'applications'>): UserArgs[] {
  const listed = applications.flatMap(({ name, users }) =>
    users.map((user) => ({ application: name, user })),
  );
  const alike = Map.groupBy(listed, ({ user }) => names.user(loginNameOf(user)));
  return [...alike.values()].map((same) => {
    const said = Object.assign(
      {},
      ...same.map(({ user }) => given(user)).reverse(),
    ) as UserSettings;
    const { password, roles, override, ...known } = said;
    return {
      ...known,
      ...(password !== undefined && { password: pulumi.secret(password) }),
      formerlyIn: same.map(({ application, user }) => ({ application, email: loginNameOf(user) })),
    };
  });
}

/** The arguments that an application's settings stand for. */
export function applicationArgs(
  settings: ApplicationSettings,
  users: Users,
): Omit<ApplicationSettings, 'users' | 'oauth' | 'claims' | 'override'> &
  Pick<ApplicationArgs, 'users' | 'oauth' | 'claims' | 'override'> {
  const registered = settings.users.map((user) => ({
    ...users.account(loginNameOf(user)),
    roles: user.roles,
  }));
  const oauth = settings.oauth && oauthArgs(settings.oauth, settings.refreshTokens !== undefined);
  const claims = claimsOf(settings);
  const override = settings.override?.application && {
    override: { application: settings.override.application },
  };
  const { override: others, ...rest } = settings;
  return { ...rest, users: registered, oauth, claims, ...override };
}
