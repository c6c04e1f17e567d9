import type { Output } from '@pulumi/pulumi';
import type { KeyAlgorithm } from '../catalogue/key-algorithms.ts';

/** `signing`: new tokens carry its signature. `verifying`: tokens signed with it are still accepted. */
export type LiveKeyState = 'signing' | 'verifying';

/** What Kong looks a credential up by: the issuer (the guide), or the key id. */
export type KeyClaim = 'iss' | 'kid';

/** One public key whose signatures a gateway may accept. */
export interface TrustedKey {
  /** The key's name in the settings; identifies the credential made from it. */
  name: string;
  state: LiveKeyState;
  /** What the key signs by (RFC 7518, section 3.1). Default: RS256. */
  algorithm?: KeyAlgorithm;
  /** The `kid` in the header of tokens signed with it (RFC 7515, section 4.1.4). */
  kid: Output<string>;
  /** SubjectPublicKeyInfo in PEM, as FusionAuth holds it. */
  publicKeyPem: Output<string>;
}

/** All a gateway needs to verify a client's tokens: the one wire from FusionAuth to Kong. */
export interface IssuerTrust {
  /** The `iss` claim (RFC 7519, section 4.1.1), as the tenant sets it. */
  issuer: Output<string>;
  /** Whom the tokens are issued to: the OAuth client id of an application or a machine. */
  clientId: Output<string>;
  keys: readonly TrustedKey[];
}
