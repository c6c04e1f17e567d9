import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { given } from './given.ts';
import { loginNameOf, type LoginNames } from './login-names.ts';
import { madeUpPassword, type PasswordRules } from './passwords.ts';

export interface UsersArgs {
  /** The tenant that the users belong to. */
  tenantId: pulumi.Input<string>;
  users: readonly UserArgs[];
  /** What the tenant asks of passwords. Default: what a new one does. */
  passwordRules?: PasswordRules;
}

export interface UserArgs extends LoginNames, ProfileArgs {
  /** Left out, a password is made up at creation and kept in the state. */
  password?: pulumi.Output<string>;
  /** Applications that the user was once declared by, each under its own name for it. */
  formerlyIn?: readonly { application: string; email: string }[];
}

/** What is known of a person. What is left out stays as it is found. */
export interface ProfileArgs {
  /** As E.164 has it: `+15551234`. */
  phoneNumber?: string | undefined;
  firstName?: string | undefined;
  middleName?: string | undefined;
  lastName?: string | undefined;
  fullName?: string | undefined;
  /** As `1990-12-31`. */
  birthDate?: string | undefined;
  mobilePhone?: string | undefined;
  imageUrl?: string | undefined;
  /** As the tz database names it: `Europe/Berlin`. */
  timezone?: string | undefined;
  preferredLanguages?: readonly string[] | undefined;
  /** Whatever an application wants to know of the user. */
  data?: Readonly<Record<string, unknown>> | undefined;
}

/** What an application registers. */
export interface Account extends LoginNames {
  /** FusionAuth's id of the user: the `sub` claim of its tokens. */
  userId: pulumi.Output<string>;
}

/** A user's name and the password to log in with. */
export interface Login {
  loginId: pulumi.Output<string>;
  /** A secret. */
  password: pulumi.Output<string>;
}

/**
 * The users of a tenant, each once, however many applications it is registered in.
 *
 * A user that leaves one application, even the whole application, keeps its id, its password and its other
 * registrations.
 *
 * ```ts
 * const users = new Users('users', { tenantId, users: [{ email: 'ann@example.com' }] });
 * new Application('shop', { ...shop, users: [{ ...users.account('ann@example.com'), roles: ['buyer'] }] });
 * ```
 */
export class Users extends pulumi.ComponentResource {
  /** The resources themselves, for what the arguments do not reach; in the order of the arguments. */
  readonly nodes: { users: readonly fusionauth.User[] };
  readonly #byName: ReadonlyMap<string, { args: UserArgs; user: fusionauth.User }>;

  constructor(name: string, args: UsersArgs, opts?: pulumi.ComponentResourceOptions) {
    const { passwordRules, ...shown } = args;
    super('fusionauth-kong:index:Users', name, shown, opts);

    const users = args.users.map((user) => this.#declareUser(args.tenantId, user, passwordRules));

    this.#byName = new Map(
      args.users.map((user, index) => [
        names.user(loginNameOf(user)),
        { args: user, user: users[index]! },
      ]),
    );
    this.nodes = { users };
    this.registerOutputs({});
  }

  /** @throws Error if no user logs in by that name. */
  account(name: string): Account {
    const { args, user } = this.#user(name);
    // By the name that is given, whatever its case: the registration is called by it.
    return {
      ...(args.email === undefined ? { username: name } : { email: name }),
      userId: user.id,
    };
  }

  /** @throws Error if no user logs in by that name. */
  login(name: string): Login {
    const { args, user } = this.#user(name);
    const held = args.email === undefined ? user.username : user.email;
    return {
      loginId: held.apply((value) => value ?? name),
      password: pulumi.secret(user.password.apply((value) => value ?? '')),
    };
  }

  #declareUser(
    tenantId: pulumi.Input<string>,
    user: UserArgs,
    rules?: PasswordRules,
  ): fusionauth.User {
    const { password, formerlyIn = [], data, preferredLanguages, ...known } = user;
    return new fusionauth.User(
      names.user(loginNameOf(user)),
      {
        tenantId,
        ...given(known),
        ...(preferredLanguages && { preferredLanguages: [...preferredLanguages] }),
        ...(data && { data: JSON.stringify(data) }),
        password: password ?? pulumi.secret(madeUpPassword(rules)),
      },
      {
        parent: this,
        ignoreChanges: password ? [] : ['password'],
        aliases: formerlyIn.map(({ application, email: name }) => ({
          name: `${application}-${name}`,
          parent: pulumi.createUrn(application, 'fusionauth-kong:index:Application'),
        })),
      },
    );
  }

  #user(name: string): { args: UserArgs; user: fusionauth.User } {
    const found = this.#byName.get(names.user(name));
    if (found) return found;
    const known = [...this.#byName.keys()].join(', ') || 'none';
    throw new Error(`There is no user ${name}; declare it with the others: ${known}.`);
  }
}
