import * as fusionauth from '@pulumi/fusionauth';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';
import type { LiveKeyState, TrustedKey } from './issuer-trust.ts';

export interface SigningKeyArgs {
  /** The key's name in FusionAuth. */
  displayName: string;
  /** Name by which a gateway's credential refers to the key. */
  keyName: string;
  state: LiveKeyState;
  /** Size of the RSA modulus in bits, 2048 or more. A change makes a new pair. */
  bits: number;
}

/**
 * An RS256 key pair that FusionAuth signs with.
 *
 * The pair is made on this side and imported, so that a preview shows every step; the private key
 * is in the stack's state, as a secret.
 *
 * ```ts
 * new SigningKey('main', { displayName: 'example: main', keyName: 'main', state: 'signing', bits: 2048 });
 * ```
 */
export class SigningKey extends pulumi.ComponentResource {
  /** FusionAuth's id of the key, for accessTokenKeyId and the like. */
  readonly keyId: pulumi.Output<string>;
  readonly trusted: TrustedKey;

  constructor(name: string, args: SigningKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:SigningKey', name, args, opts);

    const pair = new tls.PrivateKey(
      `${name}-pair`,
      { algorithm: 'RSA', rsaBits: args.bits },
      { parent: this },
    );
    const imported = new fusionauth.ImportedKey(
      `${name}-imported`,
      {
        name: args.displayName,
        algorithm: 'RS256',
        type: 'RSA',
        publicKey: pair.publicKeyPem,
        privateKey: pair.privateKeyPemPkcs8,
      },
      { parent: this },
    );

    this.keyId = imported.id;
    this.trusted = {
      name: args.keyName,
      state: args.state,
      kid: imported.kid,
      publicKeyPem: imported.publicKey,
    };
    this.registerOutputs({ keyId: this.keyId, kid: this.trusted.kid });
  }
}
