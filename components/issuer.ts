import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import { overridden, shownOverride, type Override } from './override.ts';

export interface IssuerArgs {
  /** The `iss` claim of every token of the tenant. */
  issuer: string;
  /** The tenant's name in FusionAuth. */
  tenantName: string;
  /** Whether the engine refuses to delete or replace the tenant. Default: false. */
  protect?: boolean;
  /** What the arguments do not reach: themes, mail servers, lifetimes, rules of passwords. */
  override?: { tenant?: Override } | undefined;
}

/**
 * A FusionAuth tenant that issues tokens, and the one API key that may ask for them.
 *
 * The login key opens POST /api/login in this tenant and nothing else. It guards that endpoint only
 * because the tenant, and each application, requires authentication there.
 *
 * ```ts
 * new Issuer('issuer', { issuer: 'https://login.example.com', tenantName: 'example' });
 * ```
 */
export class Issuer extends pulumi.ComponentResource {
  readonly issuer: pulumi.Output<string>;
  readonly tenantId: pulumi.Output<string>;
  /** The API key for POST /api/login; a secret. */
  readonly loginApiKey: pulumi.Output<string>;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: { tenant: fusionauth.Tenant; loginKey: fusionauth.ApiKey };

  constructor(name: string, args: IssuerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Issuer', name, shownOverride(args), opts);

    const tenant = new fusionauth.Tenant(
      names.tenant(name),
      overridden(
        {
          name: args.tenantName,
          issuer: args.issuer,
          loginConfiguration: { requireAuthentication: true },
        },
        args.override?.tenant,
      ),
      { parent: this, protect: args.protect ?? false },
    );
    const loginKey = new fusionauth.ApiKey(
      names.loginKey(name),
      {
        name: `${args.tenantName}: login`,
        description: 'May log users of this tenant in, and nothing else.',
        tenantId: tenant.id,
        permissionsEndpoints: [{ endpoint: '/api/login', post: true }],
      },
      { parent: this },
    );

    this.issuer = tenant.issuer;
    this.tenantId = tenant.id;
    this.loginApiKey = pulumi.secret(loginKey.key);
    this.nodes = { tenant, loginKey };
    this.registerOutputs({ issuer: this.issuer, tenantId: this.tenantId });
  }
}
