import * as pulumi from '@pulumi/pulumi';
import type { ApplicationArgs } from '../components/application.ts';
import { names } from '../catalogue/names.ts';
import type { UserArgs, Users } from '../components/users.ts';
import { claimsOf } from './claims.ts';
import { oauthArgs } from './oauth.ts';
import type { ApplicationSettings, Settings } from './settings.ts';

/** Every user of the applications once, with the password that one of them says. */
export function usersOf({ applications }: Pick<Settings, 'applications'>): UserArgs[] {
  const listed = applications.flatMap(({ name, users }) =>
    users.map((user) => ({ application: name, ...user })),
  );
  return [...Map.groupBy(listed, ({ email }) => names.user(email)).values()].map((same) => {
    const password = same.find((one) => one.password !== undefined)?.password;
    return {
      email: same[0]!.email,
      ...(password !== undefined && { password: pulumi.secret(password) }),
      formerlyIn: same.map(({ application, email }) => ({ application, email })),
    };
  });
}

/** The arguments that an application's settings stand for. */
export function applicationArgs(
  settings: ApplicationSettings,
  users: Users,
): Omit<ApplicationSettings, 'users' | 'oauth' | 'claims'> &
  Pick<ApplicationArgs, 'users' | 'oauth' | 'claims'> {
  const registered = settings.users.map(({ email, roles }) => ({ ...users.account(email), roles }));
  const oauth = settings.oauth && oauthArgs(settings.oauth, settings.refreshTokens !== undefined);
  const claims = claimsOf(settings);
  return { ...settings, users: registered, oauth, claims };
}
