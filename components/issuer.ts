import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { loginKeyId } from '../catalogue/fusionauth/api-key.ts';
import { names } from '../catalogue/names.ts';
import { tenantInputs, type TenantArgs } from './tenant-args.ts';
import { overridden, shownOverride, type Override } from './override.ts';

export interface IssuerArgs {
  /** The `iss` claim of every token of the tenant. */
  issuer: string;
  /** The tenant's name in FusionAuth. */
  tenantName: string;
  /** Whether the engine refuses to delete or replace the tenant. Default: false. */
  protect?: boolean;
  /** FusionAuth's id of a tenant that others look after; nothing of it is declared then. */
  existingTenantId?: string | undefined;
  /** What the tenant says beyond its name and issuer. */
  settings?: TenantArgs | undefined;
  /** What the arguments do not reach: second factors, limits, events. */
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
  /** The resources themselves, for what the arguments do not reach; without a tenant that is others'. */
  readonly nodes: { tenant?: fusionauth.Tenant; loginKey: fusionauth.ApiKey };

  constructor(name: string, args: IssuerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Issuer', name, shownOverride(args), opts);

    const tenant = args.existingTenantId ? undefined : this.#declareTenant(name, args);
    const tenantId = tenant?.id ?? pulumi.output(args.existingTenantId!);
    const loginKey = new fusionauth.ApiKey(
      names.loginKey(name),
      {
        keyId: tenantId.apply((id) =>
          loginKeyId(id, pulumi.getStack(), pulumi.getProject(), names.loginKey(name)),
        ),
        name: `${args.tenantName}: login`,
        description: 'May log users of this tenant in, and nothing else.',
        tenantId,
        permissionsEndpoints: [{ endpoint: '/api/login', post: true }],
      },
      // A key that was made without it keeps the id that FusionAuth gave it.
      { parent: this, ignoreChanges: ['keyId'] },
    );

    this.issuer = tenant?.issuer ?? pulumi.output(args.issuer);
    this.tenantId = tenantId;
    this.loginApiKey = pulumi.secret(loginKey.key);
    this.nodes = { ...(tenant && { tenant }), loginKey };
    this.registerOutputs({ issuer: this.issuer, tenantId: this.tenantId });
  }
  #declareTenant(name: string, args: IssuerArgs): fusionauth.Tenant {
    return new fusionauth.Tenant(
      names.tenant(name),
      withFormerPasswords(
        overridden(
          {
            name: args.tenantName,
            issuer: args.issuer,
            loginConfiguration: { requireAuthentication: true },
            ...tenantInputs(args.settings ?? {}),
          },
          args.override?.tenant,
        ),
      ),
      { parent: this, protect: args.protect ?? false },
    );
  }
}

/** The provider finds a difference for ever where rules of passwords say nothing of former ones. */
function withFormerPasswords(inputs: fusionauth.TenantArgs): fusionauth.TenantArgs {
  const { passwordValidationRules: rules } = inputs;
  if (!rules) return inputs;
  const none = { rememberPreviousPasswords: { enabled: false, count: 1 } };
  return {
    ...inputs,
    passwordValidationRules: pulumi.output(rules).apply((given) => ({ ...none, ...given })),
  };
}
