import { randomBytes } from 'node:crypto';
import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import type { IssuerTrust } from './issuer-trust.ts';
import type { ApplicationSettings, KeySettings, RefreshTokenSettings } from './settings.ts';
import { declareLiveKeys, signingKeyOf, trustIn, type SigningKey } from './signing-key.ts';

export interface ApplicationArgs {
  /** The tenant that the application and its users belong to. */
  tenantId: pulumi.Input<string>;
  /** The tenant's name; the names of keys begin with it. FusionAuth holds them unique over all tenants. */
  tenantName: string;
  /** The tenant's `iss` claim. */
  issuer: pulumi.Output<string>;
  users: readonly UserArgs[];
  /** Seconds from a token's issue to its expiry. */
  tokenLifetimeSeconds: number;
  /** Left out, users get no refresh tokens. */
  refreshTokens?: RefreshTokenSettings;
  /** The keys, exactly one of them in state `signing`. */
  keys: readonly KeySettings[];
  /** Where FusionAuth answers; the public keys of generated pairs are read there. */
  fusionAuthUrl: string;
  /** Whether the engine refuses to delete or replace the key that signs. Default: false. */
  protect?: boolean;
}

export interface UserArgs {
  email: string;
  /** Left out, a password is made up at creation and kept in the state. */
  password?: pulumi.Output<string>;
}

/** A user and the password to log in with. */
export interface Login {
  loginId: pulumi.Output<string>;
  /** A secret. */
  password: pulumi.Output<string>;
}

/**
 * A FusionAuth application whose tokens are JWTs signed with its own key, and its registered users.
 *
 * Kong never looks at `aud`: what tells applications apart at the gateway is the key.
 *
 * ```ts
 * new Application('shop', { tenantId, tenantName: 'acme', issuer, users: [], tokenLifetimeSeconds: 3600,
 *   keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'imported' }], fusionAuthUrl });
 * ```
 */
export class Application extends pulumi.ComponentResource {
  readonly applicationId: pulumi.Output<string>;
  readonly trust: IssuerTrust;
  /** In the order of `users`. */
  readonly logins: readonly Login[];
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    application: fusionauth.Application;
    keys: readonly SigningKey[];
    /** In the order of `users`, and so are their registrations. */
    users: readonly fusionauth.User[];
    registrations: readonly fusionauth.Registration[];
  };

  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Application', name, args, opts);

    const keys = declareLiveKeys(name, args, this);
    const application = this.#declareApplication(name, args, keys);
    const accounts = args.users.map((user) => this.#declareUser(name, args, application.id, user));

    this.applicationId = application.id;
    this.trust = trustIn(keys, args.issuer, application.id);
    this.logins = accounts.map(({ login }) => login);
    this.nodes = {
      application,
      keys,
      users: accounts.map(({ user }) => user),
      registrations: accounts.map(({ registration }) => registration),
    };
    this.registerOutputs({ applicationId: this.applicationId });
  }

  #declareApplication(
    name: string,
    args: ApplicationArgs,
    keys: SigningKey[],
  ): fusionauth.Application {
    const signing = signingKeyOf(keys);
    return new fusionauth.Application(
      `${name}-application`,
      {
        name,
        tenantId: args.tenantId,
        loginConfiguration: {
          requireAuthentication: true,
          allowTokenRefresh: args.refreshTokens !== undefined,
          generateRefreshTokens: args.refreshTokens !== undefined,
        },
        jwtConfiguration: {
          enabled: true,
          accessTokenId: signing.keyId,
          idTokenKeyId: signing.keyId,
          ttlSeconds: args.tokenLifetimeSeconds,
          ...refreshTokenArgs(args.refreshTokens),
        },
      },
      // A key that is going away may be deleted only when the application has let go of it.
      { parent: this, dependsOn: keys },
    );
  }

  #declareUser(
    name: string,
    args: ApplicationArgs,
    applicationId: pulumi.Output<string>,
    { email, password }: UserArgs,
  ): Account {
    const user = new fusionauth.User(
      `${name}-${email}`,
      { tenantId: args.tenantId, email, password: password ?? madeUpPassword() },
      { parent: this, ignoreChanges: password ? [] : ['password'] },
    );
    const registration = new fusionauth.Registration(
      `${name}-${email}-registration`,
      { userId: user.id, applicationId },
      { parent: this },
    );
    const login = {
      loginId: user.email.apply((value) => value ?? email),
      password: pulumi.secret(user.password.apply((value) => value ?? '')),
    };
    return { user, registration, login };
  }
}

/** What is declared for one user. */
interface Account {
  user: fusionauth.User;
  registration: fusionauth.Registration;
  login: Login;
}

/** The arguments that an application's settings stand for. */
export function applicationArgs(
  settings: ApplicationSettings,
): Omit<ApplicationArgs, 'tenantId' | 'tenantName' | 'issuer' | 'fusionAuthUrl' | 'protect'> {
  const users = settings.users.map(({ password, ...user }) => ({
    ...user,
    ...(password !== undefined && { password: pulumi.secret(password) }),
  }));
  return { ...settings, users };
}

function refreshTokenArgs(settings: RefreshTokenSettings | undefined) {
  if (!settings) return {};
  return {
    refreshTokenTtlMinutes: settings.lifetimeMinutes,
    refreshTokenExpirationPolicy: settings.sliding ? 'SlidingWindow' : 'Fixed',
    refreshTokenUsagePolicy: settings.oneTimeUse ? 'OneTimeUse' : 'Reusable',
  };
}

function madeUpPassword(): pulumi.Output<string> {
  return pulumi.secret(randomBytes(24).toString('base64url'));
}
