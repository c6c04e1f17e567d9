import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { madeUpPassword, type PasswordRules } from './passwords.ts';

export interface UsersArgs {
  /** The tenant that the users belong to. */
  tenantId: pulumi.Input<string>;
  users: readonly UserArgs[];
  /** What the tenant asks of passwords. Default: what a new one does. */
  passwordRules?: PasswordRules;
}

export interface UserArgs {
  /** Unique in the tenant, whatever the case of its letters. */
  email: string;
  /** Left out, a password is made up at creation and kept in the state. */
  password?: pulumi.Output<string>;
  /** Applications that the user was once declared by, each under its own name for it. */
  formerlyIn?: readonly { application: string; email: string }[];
}

/** What an application registers. */
export interface Account {
  email: string;
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
  readonly #byEmail: ReadonlyMap<string, fusionauth.User>;

  constructor(name: string, args: UsersArgs, opts?: pulumi.ComponentResourceOptions) {
    const { passwordRules, ...shown } = args;
    super('fusionauth-kong:index:Users', name, shown, opts);

    const users = args.users.map((user) => this.#declareUser(args.tenantId, user, passwordRules));

    this.#byEmail = new Map(
      args.users.map(({ email }, index) => [names.user(email), users[index]!]),
    );
    this.nodes = { users };
    this.registerOutputs({});
  }

  /** @throws Error if no user has that e-mail address. */
  account(email: string): Account {
    return { email, userId: this.#user(email).id };
  }

  /** @throws Error if no user has that e-mail address. */
  login(email: string): Login {
    const user = this.#user(email);
    return {
      loginId: user.email.apply((value) => value ?? email),
      password: pulumi.secret(user.password.apply((value) => value ?? '')),
    };
  }

  #declareUser(
    tenantId: pulumi.Input<string>,
    user: UserArgs,
    rules?: PasswordRules,
  ): fusionauth.User {
    const { email, password, formerlyIn = [] } = user;
    return new fusionauth.User(
      names.user(email),
      { tenantId, email, password: password ?? pulumi.secret(madeUpPassword(rules)) },
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

  #user(email: string): fusionauth.User {
    const user = this.#byEmail.get(names.user(email));
    if (user) return user;
    const known = [...this.#byEmail.keys()].join(', ') || 'none';
    throw new Error(`There is no user ${email}; declare it with the others: ${known}.`);
  }
}
