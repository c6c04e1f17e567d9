import { constants, createHmac, sign } from 'node:crypto';

/** Far in the future, and long past: tokens stay what they are whenever they are made. */
export const future = 4102444800;
export const past = 1000000000;

export type Claims = Record<string, unknown>;

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token over any header and claims; `signer` turns what is signed into the signature. */
export function token(header: unknown, claims: unknown, signer: (data: Buffer) => Buffer): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${signer(Buffer.from(signed)).toString('base64url')}`;
}

/** Signs as `alg` says; the key is a secret for HS and a private key in PEM otherwise. */
export function signer(alg: string, key: string): (data: Buffer) => Buffer {
  const hash = `sha${alg.slice(2)}`;
  return (data) => {
    switch (alg.slice(0, 2)) {
      case 'HS':
        return createHmac(hash, key).update(data).digest();
      case 'ES':
        return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
      case 'PS':
        return sign(hash, data, {
          key,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        });
      case 'Ed':
        return sign(null, data, key);
      default:
        return sign(hash, data, key);
    }
  };
}

/** A token signed as its header says. */
export function signed(alg: string, key: string, claims: Claims, header: object = {}): string {
  return token({ alg, typ: 'JWT', ...header }, claims, signer(alg, key));
}
