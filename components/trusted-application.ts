import { createPublicKey, randomBytes } from 'node:crypto';
import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import { curveOf, type KeyAlgorithm } from '../catalogue/key-algorithms.ts';
import { formerNames, names } from '../catalogue/names.ts';
import { declarePlugin, type PluginArgs, type PluginSchemas } from './kong-plugin.ts';
import type { IssuerTrust, KeyClaim, TrustedKey } from './issuer-trust.ts';

export interface TrustedApplicationArgs {
  /** Username of the consumer; upstreams see it as X-Consumer-Username. */
  consumer: string;
  /** Whose tokens stand for this consumer; upstreams see the client id as X-Consumer-Custom-ID. */
  trust: IssuerTrust;
  /** What Kong looks a credential up by: the issuer, or the key id. */
  keyClaim: KeyClaim;
  /** Plugins for requests of this client alone, whatever API it calls. */
  plugins?: readonly PluginArgs[] | undefined;
  /** Kong's own schemas of the plugins. Default: those of Kong 3.9. */
  schemas?: PluginSchemas;
}

/**
 * A FusionAuth application, or a machine, as Kong sees it: a consumer, a jwt credential for each live key and the
 * group by which APIs admit it.
 *
 * One consumer holds all keys of an application, so that rate limits and logs outlive a rotation.
 *
 * ```ts
 * new TrustedApplication('shop', { consumer: 'shop', trust, keyClaim: 'kid' });
 * ```
 */
export class TrustedApplication extends pulumi.ComponentResource {
  /** The acl group of the consumer. */
  readonly group: string;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: {
    consumer: kong.Consumer;
    /** In the order of the trust's keys. */
    credentials: readonly kong.ConsumerJwtAuth[];
    membership: kong.ConsumerAcl;
  };

  constructor(name: string, args: TrustedApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    const { schemas, plugins, ...rest } = args;
    const shown = { ...rest, plugins: plugins && pulumi.secret(plugins) };
    super('fusionauth-kong:index:TrustedApplication', name, shown, opts);

    const consumer = new kong.Consumer(
      names.consumer(name),
      // Without a customId the provider sends an empty one at the next update, which Kong refuses.
      { username: args.consumer, customId: args.trust.clientId },
      { parent: this },
    );
    const credentials = args.trust.keys.map((key) =>
      this.#declareCredential(name, args, consumer, key),
    );
    const membership = new kong.ConsumerAcl(
      names.group(name),
      { consumerId: consumer.id, group: args.consumer },
      { parent: this },
    );

    for (const plugin of plugins ?? []) {
      const scope = { consumerId: consumer.id };
      declarePlugin(
        names.clientPlugin(name, plugin.name),
        plugin,
        scope,
        { parent: this },
        schemas,
      );
    }

    this.group = args.consumer;
    this.nodes = { consumer, credentials, membership };
    this.registerOutputs({ consumerId: consumer.id, group: membership.group });
  }

  #declareCredential(
    name: string,
    { trust, keyClaim }: TrustedApplicationArgs,
    consumer: kong.Consumer,
    key: TrustedKey,
  ): kong.ConsumerJwtAuth {
    const { algorithm = 'RS256' } = key;
    return new kong.ConsumerJwtAuth(
      // Another name for each claim: when the claim changes, the new credential comes before the old goes.
      names.credential(name, keyClaim, key.name),
      {
        consumerId: consumer.id,
        algorithm,
        key: keyClaim === 'iss' ? trust.issuer : key.kid,
        rsaPublicKey: key.publicKeyPem.apply((pem) => requirePublicKey(pem, algorithm)),
        secret: pulumi.secret(randomBytes(32).toString('base64url')),
      },
      {
        parent: this,
        aliases: [{ name: formerNames.credential(name, keyClaim, key.name) }],
        // No pair has a use for the secret, but it would be a live HMAC key if the algorithm ever
        // changed: unguessable, made once and never shown.
        ignoreChanges: ['secret'],
        additionalSecretOutputs: ['secret'],
        // Kong holds the key unique over all consumers.
        deleteBeforeReplace: true,
      },
    );
  }
}

/**
 * Returns the PEM if it is a public key for the algorithm: RSA with 2048 bits or more, or the algorithm's curve.
 *
 * Kong stores whatever it is given, a private key too.
 *
 * @throws Error naming what it is instead; never with the PEM itself, which may be private.
 */
export function requirePublicKey(pem: string, algorithm: KeyAlgorithm = 'RS256'): string {
  const curve = curveOf(algorithm)?.openssl;
  const wanted = curve
    ? `a public key of curve ${curve}`
    : 'an RSA public key of 2048 bits or more';
  const fault = (what: string) =>
    new Error(`FusionAuth's key is ${what}; Kong needs ${wanted} in PEM.`);
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----'))
    throw fault('no public key in PEM');
  let key;
  try {
    key = createPublicKey(pem);
  } catch {
    throw fault('not readable');
  }
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== (curve ? 'ec' : 'rsa'))
    throw fault(`of type ${key.asymmetricKeyType}`);
  if (curve && namedCurve !== curve) throw fault(`of curve ${namedCurve}`);
  if (!curve && modulusLength < 2048) throw fault(`of ${modulusLength} bits`);
  return pem;
}
