import { createHash, randomBytes } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** A key pair as OpenSSH writes it. */
export interface SshKey {
  /** One line of an authorized_keys file. */
  publicKey: string;
  privateKey: string;
  fingerprintMd5: string;
  fingerprintSha256: string;
}

/** The curves that SSH has names for, by JWK name. */
const CURVES: Record<string, string> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

/** Writes the pair in the format of OpenSSH; undefined for a curve that SSH does not know. */
export function sshKey(key: KeyObject): SshKey | undefined {
  // Neither SSH nor JWK has a name for P-224.
  if (key.asymmetricKeyDetails?.namedCurve === 'secp224r1') return undefined;
  const parts = keyParts(key.export({ format: 'jwk' }));
  if (!parts) return undefined;
  const blob = Buffer.concat([text(parts.type), ...parts.publicFields]);
  const md5 = createHash('md5').update(blob).digest('hex');
  return {
    publicKey: `${parts.type} ${blob.toString('base64')}\n`,
    privateKey: privateFile(parts, blob),
    fingerprintMd5: md5.match(/../g)?.join(':') ?? '',
    fingerprintSha256: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
  };
}

interface KeyParts {
  type: string;
  publicFields: Buffer[];
  privateFields: Buffer[];
}

function keyParts(jwk: JsonWebKey): KeyParts | undefined {
  const field = (name: 'n' | 'e' | 'd' | 'qi' | 'p' | 'q' | 'x' | 'y'): Buffer =>
    Buffer.from(jwk[name] ?? '', 'base64url');
  if (jwk.kty === 'RSA') {
    const [n, e, d, qi, p, q] = (['n', 'e', 'd', 'qi', 'p', 'q'] as const).map((f) =>
      number(field(f)),
    );
    if (!n || !e || !d || !qi || !p || !q) return undefined;
    return { type: 'ssh-rsa', publicFields: [e, n], privateFields: [n, e, d, qi, p, q] };
  }
  if (jwk.kty === 'OKP') {
    const [secret, open] = [field('d'), field('x')];
    const pair = string(Buffer.concat([secret, open]));
    return {
      type: 'ssh-ed25519',
      publicFields: [string(open)],
      privateFields: [string(open), pair],
    };
  }
  const curve = CURVES[jwk.crv ?? ''];
  if (!curve) return undefined;
  const point = string(Buffer.concat([Buffer.from([4]), field('x'), field('y')]));
  const publicFields = [text(curve), point];
  return {
    type: `ecdsa-sha2-${curve}`,
    publicFields,
    privateFields: [...publicFields, number(field('d'))],
  };
}

/** The unencrypted form of openssh-key-v1. */
function privateFile(parts: KeyParts, blob: Buffer): string {
  const check = randomBytes(4);
  const secret = [check, check, text(parts.type), ...parts.privateFields, text('')];
  const length = Buffer.concat(secret).length;
  const padding = Buffer.from(Array.from({ length: (8 - (length % 8)) % 8 }, (_, i) => i + 1));
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none'),
    text('none'),
    text(''),
    uint32(1),
    string(blob),
    string(Buffer.concat([...secret, padding])),
  ]);
  const lines = file.toString('base64').match(/.{1,64}/g) ?? [];
  return [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    ...lines,
    '-----END OPENSSH PRIVATE KEY-----',
    '',
  ].join('\n');
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

const string = (bytes: Buffer): Buffer => Buffer.concat([uint32(bytes.length), bytes]);

const text = (value: string): Buffer => string(Buffer.from(value));

/** A positive number: no zeros in front but the one that keeps it positive. */
function number(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.alloc(0) : bytes.subarray(first);
  const negative = (digits[0] ?? 0) >= 0x80;
  return string(negative ? Buffer.concat([Buffer.alloc(1), digits]) : digits);
}
