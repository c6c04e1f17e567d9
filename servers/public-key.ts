import { createPublicKey } from 'node:crypto';

/** A public key's bytes, the same however its PEM is written; undefined if it is none. */
export function subjectPublicKey(pem: unknown): string | undefined {
  if (typeof pem !== 'string' || pem.includes('PRIVATE KEY')) return undefined;
  try {
    return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('base64');
  } catch {
    return undefined;
  }
}

/** Whether two PEMs hold the same public key, whatever their form: SPKI or PKCS#1, and how lines end. */
export function samePublicKey(one: unknown, other: unknown): boolean {
  const key = subjectPublicKey(one);
  return key === undefined ? one === other : key === subjectPublicKey(other);
}
