import { createHash, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const head =
    size < 128 ? [tag, size] : size < 256 ? [tag, 0x81, size] : [tag, 0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from(head), body]);
};
const sequence = (...parts: Buffer[]) => tlv(0x30, ...parts);
const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const bits = (body: Buffer) => tlv(0x03, Buffer.from([0]), body);

const COMMON_NAME = oid('550403');
const SIGNATURE: Record<string, Buffer> = {
  rsa: sequence(oid('2a864886f70d01010b'), tlv(0x05)), // sha256WithRSAEncryption
  ec: sequence(oid('2a8648ce3d040302')), // ecdsa-with-SHA256
  ed25519: sequence(oid('2b6570')),
};

const utcTime = (date: Date) =>
  tlv(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2),
    ),
  );

/**
 * A certificate for the key, signed by itself and valid for ten years, as FusionAuth makes one for
 * each pair it generates. Node reads X.509 but cannot write it.
 */
export function selfSigned(publicKey: KeyObject, privateKey: KeyObject, issuer: string): string {
  const type = publicKey.asymmetricKeyType ?? '';
  const algorithm = SIGNATURE[type];
  if (!algorithm) throw new Error(`no certificates are made for keys of type [${type}]`);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8);
  // A DER integer is signed: a leading one keeps the serial number positive and minimal.
  const serialNumber = Buffer.concat([Buffer.from([1]), serial]);
  const name = sequence(
    tlv(0x31, sequence(COMMON_NAME, tlv(0x0c, Buffer.from(issuer.slice(0, 64))))),
  );
  const now = new Date();
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + 10);
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, serialNumber),
    algorithm,
    name,
    sequence(utcTime(now), utcTime(until)),
    name,
    spki,
  );
  // Ed25519 has a hash of its own.
  const signature = sign(type === 'ed25519' ? null : 'sha256', body, privateKey);
  const certificate = sequence(body, algorithm, bits(signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----`;
}
