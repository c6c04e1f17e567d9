import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import { names } from '../catalogue/names.ts';
import type { IssuerTrust } from './issuer-trust.ts';
import {
  declareLiveKeys,
  signingKeyOf,
  trustIn,
  type KeyArgs,
  type SigningKey,
} from './signing-key.ts';

export interface MachineArgs {
  tenantId: pulumi.Input<string>;
  /** The tenant's name; those of keys and type begin with it. FusionAuth holds them unique over all tenants. */
  tenantName: string;
  /** The tenant's `iss` claim. */
  issuer: pulumi.Output<string>;
  /** Seconds from a token's issue to its expiry. */
  tokenLifetimeSeconds: number;
  /** The keys, exactly one of them in state `signing`. */
  keys: readonly KeyArgs[];
  /** Where FusionAuth answers; the public keys of generated pairs are read there. */
  fusionAuthUrl: string;
  /** Whether the engine refuses to delete or replace the key that signs. Default: false. */
  protect?: boolean;
}

/**
 * A program that gets its tokens itself, by the client credentials grant (RFC 6749, section 4.4).
 *
 * FusionAuth signs such a token with the key of the client entity's type. Each machine has a type of
 * its own, and so a key of its own, by which the gateway tells it from the others.
 *
 * ```ts
 * new Machine('exporter', { tenantId, tenantName: 'acme', issuer, tokenLifetimeSeconds: 300, fusionAuthUrl,
 *   keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'imported' }] });
 * ```
 */
export class Machine extends pulumi.ComponentResource {
  /** FusionAuth's id of the entity: the `sub` claim of its tokens. */
  readonly entityId: pulumi.Output<string>;
  readonly clientId: pulumi.Output<string>;
  /** A secret. */
  readonly clientSecret: pulumi.Output<string>;
  readonly trust: IssuerTrust;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    type: fusionauth.EntityType;
    entity: fusionauth.Entity;
    keys: readonly SigningKey[];
  };

  constructor(name: string, args: MachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Machine', name, args, opts);

    const keys = declareLiveKeys(name, args, this);
    const type = new fusionauth.EntityType(
      names.entityType(name),
      {
        name: `${args.tenantName}: machine: ${name}`,
        jwtConfiguration: {
          enabled: true,
          accessTokenKeyId: signingKeyOf(keys).keyId,
          timeToLiveInSeconds: args.tokenLifetimeSeconds,
        },
      },
      // A key that is going away may be deleted only when the type has let go of it.
      { parent: this, dependsOn: keys },
    );
    const entity = new fusionauth.Entity(
      names.entity(name),
      { name, tenantId: args.tenantId, entityTypeId: type.id },
      { parent: this, additionalSecretOutputs: ['clientSecret'] },
    );

    this.entityId = entity.id;
    this.clientId = entity.clientId;
    this.clientSecret = pulumi.secret(entity.clientSecret);
    this.trust = trustIn(keys, args.issuer, entity.clientId);
    this.nodes = { type, entity, keys };
    this.registerOutputs({ entityId: this.entityId, clientId: entity.clientId });
  }
}
