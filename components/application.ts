import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import type { IssuerTrust } from './issuer-trust.ts';
import { oauthConfiguration, type OauthArgs } from './oauth.ts';
import { overridden, shownOverride, type Override } from './override.ts';
import { pagesInputs, sessionInputs, type ApplicationPagesArgs } from './application-args.ts';
import type { RefreshTokenArgs } from './refresh-tokens.ts';
import { declareRegistration, declareRoles, type RegisteredUser, type RoleArgs } from './roles.ts';
import { declareScopes } from './scopes.ts';
import {
  declareLiveKeys,
  signingKeyOf,
  trustIn,
  type KeyArgs,
  type SigningKey,
} from './signing-key.ts';

export interface ApplicationArgs extends ApplicationPagesArgs {
  /** The tenant that the application and its users belong to. */
  tenantId: pulumi.Input<string>;
  /** The tenant's name; the names of keys begin with it. FusionAuth holds them unique over all tenants. */
  tenantName: string;
  /** The tenant's `iss` claim. */
  issuer: pulumi.Output<string>;
  /**
   * What users may do, as the `roles` claim of their tokens says. Left out, the application leaves roles alone,
   * its own and those of its users.
   */
  roles?: readonly RoleArgs[] | undefined;
  users: readonly RegisteredUser[];
  /** Seconds from a token's issue to its expiry. */
  tokenLifetimeSeconds: number;
  /** Left out, users get no refresh tokens. */
  refreshTokens?: RefreshTokenArgs | undefined;
  /** How people sign in in a browser. Left out, the application leaves that alone. */
  oauth?: OauthArgs | undefined;
  /**
   * The body of a function `populate(jwt, user, registration)` that changes what access and id tokens say. `null` takes
   * away what there is; left out, that stays as it is found.
   */
  claims?: string | null | undefined;
  /** What the arguments do not reach: second factors, passkeys, SAML. */
  override?: { application?: Override } | undefined;
  /** The keys, exactly one of them in state `signing`. */
  keys: readonly KeyArgs[];
  /** Where FusionAuth answers; the public keys of generated pairs are read there. */
  fusionAuthUrl: string;
  /** Whether the engine refuses to delete or replace the key that signs. Default: false. */
  protect?: boolean;
}

/**
 * A FusionAuth application whose tokens are JWTs signed with its own key, its roles and its registered users.
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
  /** What a confidential client proves itself with at FusionAuth's token endpoint. A secret. */
  readonly clientSecret: pulumi.Output<string>;
  readonly trust: IssuerTrust;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    application: fusionauth.Application;
    keys: readonly SigningKey[];
    claims?: fusionauth.Lambda;
    /** In the order of `roles`. */
    roles: readonly fusionauth.ApplicationRole[];
    /** In the order of `oauth.scopes`. */
    scopes: readonly fusionauth.ApplicationOauthScope[];
    /** In the order of `users`. */
    registrations: readonly fusionauth.Registration[];
  };

  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Application', name, shownOverride(args), opts);

    const keys = declareLiveKeys(name, args, this);
    const lambda = args.claims ? this.#declareLambda(name, args, args.claims) : undefined;
    const application = this.#declareApplication(name, args, keys, lambda);
    const declared = declareRoles(name, application.id, args.roles ?? [], this);
    const scopes = declareScopes(name, application.id, args.oauth?.scopes ?? [], this);
    const roles = args.roles && { settings: args.roles, declared };
    const registrations = args.users.map((user) =>
      declareRegistration(name, application.id, user, roles, this),
    );

    this.applicationId = application.id;
    this.clientSecret = pulumi.secret(
      application.oauthConfiguration.apply((oauth) => oauth?.clientSecret ?? ''),
    );
    this.trust = trustIn(keys, args.issuer, application.id);
    this.nodes = {
      application,
      keys,
      roles: declared,
      scopes,
      registrations,
      ...(lambda && { claims: lambda }),
    };
    this.registerOutputs({ applicationId: this.applicationId });
  }

  #declareApplication(
    name: string,
    args: ApplicationArgs,
    keys: SigningKey[],
    lambda: fusionauth.Lambda | undefined,
  ): fusionauth.Application {
    const signing = signingKeyOf(keys);
    return new fusionauth.Application(
      names.application(name),
      overridden(
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
            ...sessionInputs(args.refreshTokens),
          },
          ...(args.claims !== undefined && { lambdaConfiguration: populatedBy(lambda) }),
          ...(args.oauth && { oauthConfiguration: oauthConfiguration(args.oauth) }),
          ...pagesInputs(args),
        },
        args.override?.application,
      ),
      // A key that is going away may be deleted only when the application has let go of it.
      // FusionAuth makes an OAuth client secret, and the provider does not mark it.
      { parent: this, dependsOn: keys, additionalSecretOutputs: ['oauthConfiguration'] },
    );
  }
  #declareLambda(name: string, { tenantName }: ApplicationArgs, body: string): fusionauth.Lambda {
    return new fusionauth.Lambda(
      names.claims(name),
      { name: `${tenantName}: ${name}: claims`, type: 'JWTPopulate', body },
      { parent: this },
    );
  }
}

function populatedBy(lambda: fusionauth.Lambda | undefined) {
  return lambda ? { accessTokenPopulateId: lambda.id, idTokenPopulateId: lambda.id } : {};
}
