import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';
import { curveOf, type KeyAlgorithm } from '../catalogue/key-algorithms.ts';
import { formerNames, names } from '../catalogue/names.ts';
import { readPublicKey } from '../servers/deployed-keys.ts';
import type { IssuerTrust, LiveKeyState, TrustedKey } from './issuer-trust.ts';

/** One key of an application or a machine. */
export interface KeyArgs {
  /** Names the key in FusionAuth and in the stack; a new key needs a new name. */
  name: string;
  /** `signing`: signs new tokens. `verifying`: Kong accepts its tokens. `retired`: removed from both. */
  state: LiveKeyState | 'retired';
  /** Size of the RSA modulus in bits, 2048 or more (RFC 7518, section 3.3); of no meaning for an elliptic curve. */
  bits: number;
  /** Default: RS256. */
  algorithm?: KeyAlgorithm | undefined;
  /**
   * Who makes the pair. `imported`: this side does, and keeps the private key in its state as a secret.
   * `generated`: FusionAuth does, and the private key never leaves it.
   */
  source: 'imported' | 'generated';
}

export interface SigningKeyArgs {
  /** The key's name in FusionAuth, unique over all its tenants. */
  displayName: string;
  /** Name by which a gateway's credential refers to the key. */
  keyName: string;
  state: LiveKeyState;
  /** Size of the RSA modulus in bits, 2048 or more. A change makes a new pair. */
  bits: number;
  /** A change makes a new pair. Default: RS256. */
  algorithm?: KeyAlgorithm | undefined;
  /** Who makes the pair: this side, which imports it, or FusionAuth, which keeps the private key. */
  source: KeyArgs['source'];
  /** Where FusionAuth answers; the public key of a generated pair is read there. */
  fusionAuthUrl: string;
  /** Whether the engine refuses to delete or replace the pair. Default: false. */
  protect?: boolean;
}

/** The pair is there if this side made it. */
export interface SigningKeyNodes {
  pair?: tls.PrivateKey;
  key: fusionauth.ImportedKey | fusionauth.Key;
}

/**
 * A key pair that FusionAuth signs with.
 *
 * A pair that is made on this side and imported shows every step in a preview; its private key is in
 * the stack's state, as a secret. A pair that FusionAuth generates never leaves it; its public key is
 * known only once it is there.
 *
 * ```ts
 * new SigningKey('main', { displayName: 'acme: shop: main', keyName: 'main', state: 'signing',
 *   bits: 2048, source: 'imported', fusionAuthUrl: 'https://login.example.com' });
 * ```
 */
export class SigningKey extends pulumi.ComponentResource {
  /** FusionAuth's id of the key, for accessTokenKeyId and the like. */
  readonly keyId: pulumi.Output<string>;
  readonly trusted: TrustedKey;
  /** The resources themselves, for what the arguments do not reach. */
  readonly nodes: SigningKeyNodes;

  constructor(name: string, args: SigningKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:SigningKey', name, args, opts);

    const { id, kid, publicKeyPem, nodes } =
      args.source === 'imported'
        ? this.#declareImported(name, args)
        : this.#declareGenerated(name, args);

    this.keyId = id;
    const algorithm = args.algorithm && { algorithm: args.algorithm };
    this.trusted = { name: args.keyName, state: args.state, ...algorithm, kid, publicKeyPem };
    this.nodes = nodes;
    this.registerOutputs({ keyId: this.keyId, kid });
  }

  #declareImported(name: string, args: SigningKeyArgs): HeldPair {
    const { displayName, bits, algorithm = 'RS256', protect = false } = args;
    const options = { parent: this, protect };
    const curve = curveOf(algorithm);
    const pair = new tls.PrivateKey(
      names.keyPair(name),
      curve ? { algorithm: 'ECDSA', ecdsaCurve: curve.tls } : { algorithm: 'RSA', rsaBits: bits },
      options,
    );
    const key = new fusionauth.ImportedKey(
      names.importedKey(name),
      {
        name: displayName,
        algorithm,
        type: curve ? 'EC' : 'RSA',
        publicKey: pair.publicKeyPem,
        privateKey: pair.privateKeyPemPkcs8,
      },
      options,
    );
    return { id: key.id, kid: key.kid, publicKeyPem: key.publicKey, nodes: { pair, key } };
  }

  #declareGenerated(name: string, args: SigningKeyArgs): HeldPair {
    const { displayName, bits, algorithm = 'RS256', fusionAuthUrl, protect = false } = args;
    const key = new fusionauth.Key(
      names.generatedKey(name),
      // Left out for a curve, the provider would find the length that FusionAuth answers a change.
      { name: displayName, algorithm, length: curveOf(algorithm)?.bits ?? bits },
      { parent: this, protect },
    );
    // The provider does not tell the public key.
    const publicKeyPem = key.kid.apply((kid) => readPublicKey(fusionAuthUrl, kid));
    return { id: key.id, kid: key.kid, publicKeyPem, nodes: { key } };
  }
}

/** A pair as FusionAuth holds it. */
interface HeldPair {
  id: pulumi.Output<string>;
  kid: pulumi.Output<string>;
  publicKeyPem: pulumi.Output<string>;
  nodes: SigningKeyNodes;
}

export interface LiveKeysArgs {
  tenantName: string;
  /** The keys, exactly one of them in state `signing`. */
  keys: readonly KeyArgs[];
  fusionAuthUrl: string;
  /** Whether the engine refuses to delete or replace the key that signs. Default: false. */
  protect?: boolean;
}

/** Declares the keys of one owner that are not retired. */
export function declareLiveKeys(
  owner: string,
  args: LiveKeysArgs,
  parent: pulumi.Resource,
): SigningKey[] {
  const { tenantName, keys, fusionAuthUrl, protect = false } = args;
  return keys.flatMap(({ name, state, bits, algorithm, source }) => {
    if (state === 'retired') return [];
    // A key that only verifies is on its way in, and may go, or on its way out, and is to go.
    const isProtected = protect && state === 'signing';
    const displayName = `${tenantName}: ${owner}: ${name}`;
    const pair = { bits, ...(algorithm && { algorithm }), source, fusionAuthUrl };
    const key = { displayName, keyName: name, state, ...pair };
    const options = { parent, aliases: [{ name: formerNames.signingKey(owner, name) }] };
    return [
      new SigningKey(names.signingKey(owner, name), { ...key, protect: isProtected }, options),
    ];
  });
}

/** The key that new tokens are signed with. */
export function signingKeyOf(keys: readonly SigningKey[]): SigningKey {
  return keys.find((key) => key.trusted.state === 'signing')!;
}

/** What a gateway needs to accept what is signed with these keys for that client. */
export function trustIn(
  keys: readonly SigningKey[],
  issuer: pulumi.Output<string>,
  clientId: pulumi.Output<string>,
): IssuerTrust {
  return { issuer, clientId, keys: keys.map((key) => key.trusted) };
}
