/** A signing algorithm (RFC 7518, section 3.1) that FusionAuth, its provider and Kong know. */
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

export const KEY_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** What a pair for an elliptic curve's algorithm is like: the provider's, FusionAuth's and OpenSSL's words for its curve. */
interface Curve {
  tls: 'P256' | 'P384' | 'P521';
  bits: number;
  openssl: string;
}

const CURVES: Partial<Record<string, Curve>> = {
  ES256: { tls: 'P256', bits: 256, openssl: 'prime256v1' },
  ES384: { tls: 'P384', bits: 384, openssl: 'secp384r1' },
  ES512: { tls: 'P521', bits: 521, openssl: 'secp521r1' },
};

/** The curve that an algorithm signs with; undefined for those of RSA. */
export function curveOf(algorithm: string): Curve | undefined {
  return CURVES[algorithm];
}
