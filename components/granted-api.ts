import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { formerNames, names } from '../catalogue/names.ts';

export interface GrantedApiArgs {
  tenantId: pulumi.Input<string>;
  /** The tenant's name; the type's name begins with it. FusionAuth holds it unique over all tenants. */
  tenantName: string;
  grants: readonly GrantArgs[];
}

export interface GrantArgs {
  /** Names the grant; the machine's name. */
  machine: string;
  /** FusionAuth's id of the machine's entity. */
  entityId: pulumi.Input<string>;
  /** What the machine may do, as the `permissions` claim of its tokens for this API says. */
  permissions: readonly string[];
}

/**
 * An API as FusionAuth sees it: an entity with permissions that are granted to machines.
 *
 * A machine that asks for a token with the scope `target-entity:ID:PERMISSION` gets one whose `aud`
 * is this entity and whose `permissions` are among those granted. The gateway admits the machine;
 * what it may do is for the API to read from the token.
 *
 * ```ts
 * new GrantedApi('reports', { tenantId, tenantName: 'acme', grants: [{ machine: 'exporter', entityId, permissions: ['read'] }] });
 * ```
 */
export class GrantedApi extends pulumi.ComponentResource {
  /** FusionAuth's id of the entity: the `aud` claim of tokens for this API. */
  readonly entityId: pulumi.Output<string>;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    type: fusionauth.EntityType;
    permissions: readonly fusionauth.EntityTypePermission[];
    entity: fusionauth.Entity;
    grants: readonly fusionauth.EntityGrant[];
  };

  constructor(name: string, args: GrantedApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:GrantedApi', name, args, opts);

    const type = new fusionauth.EntityType(
      names.entityType(name),
      { name: `${args.tenantName}: api: ${name}` },
      { parent: this },
    );
    const wanted = new Set(args.grants.flatMap((grant) => grant.permissions));
    const permissions = [...wanted].map(
      (permission) =>
        new fusionauth.EntityTypePermission(
          names.permission(name, permission),
          { name: permission, entityTypeId: type.id },
          { parent: this, aliases: [{ name: formerNames.permission(name, permission) }] },
        ),
    );
    const entity = new fusionauth.Entity(
      names.entity(name),
      { name, tenantId: args.tenantId, entityTypeId: type.id },
      { parent: this, additionalSecretOutputs: ['clientSecret'] },
    );
    const grants = args.grants.map(
      (grant) =>
        new fusionauth.EntityGrant(
          names.grant(name, grant.machine),
          {
            tenantId: args.tenantId,
            entityId: entity.id,
            recipientEntityId: grant.entityId,
            permissions: [...grant.permissions],
          },
          {
            parent: this,
            dependsOn: permissions,
            aliases: [{ name: formerNames.grant(name, grant.machine) }],
          },
        ),
    );

    this.entityId = entity.id;
    this.nodes = { type, permissions, entity, grants };
    this.registerOutputs({ entityId: this.entityId });
  }

  /** The scope by which a machine asks for a token with these permissions. */
  scope(permissions: readonly string[]): pulumi.Output<string> {
    return pulumi.interpolate`target-entity:${this.entityId}:${permissions.join(',')}`;
  }
}
