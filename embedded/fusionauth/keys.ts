import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { selfSigned } from './certificate.ts';
import type { Key } from './documents.ts';
import { Errors, Refusal } from './errors.ts';
import { text } from './json.ts';
import type { JsonObject } from './json.ts';

const CURVES: Record<string, string> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
const CURVE_BITS: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };
const LENGTHS: Record<string, readonly number[]> = { ES256: [256], ES384: [384], ES512: [521] };
const RSA_LENGTHS = [2048, 3072, 4096];

/** The signing algorithms of FusionAuth that this side can sign with. */
const ALGORITHMS = [
  ...['RS', 'ES', 'HS'].flatMap((f) => [`${f}256`, `${f}384`, `${f}512`]),
  'Ed25519',
];

/** The members of a JSON Web Key that are public and name it, as RFC 7638 orders them. */
function publicJwk(key: KeyObject): JsonObject {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' });
  if (kty === 'EC') return { crv, kty, x, y };
  return kty === 'OKP' ? { crv, kty, x } : { e, kty, n };
}

/** FusionAuth names a key by the SHA-1 of its JSON Web Key. */
function thumbprint(key: KeyObject): string {
  return createHash('sha1')
    .update(JSON.stringify(publicJwk(key)))
    .digest('base64url');
}

const pem = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'pem' }).toString().trim();

type Material = Omit<Key, 'id' | 'insertInstant' | 'lastUpdateInstant'>;

function hmac(secret: string, algorithm: string | undefined, kid: string): Material {
  return { algorithm, kid, secret, type: 'HMAC' };
}

const shortKid = () => randomBytes(5).toString('hex');

/** Makes a key pair or a secret for `POST /api/key/generate`. */
export function generateKey(request: JsonObject, defaultIssuer: string): Material {
  const errors = new Errors();
  const algorithm = text(request['algorithm']);
  const length = request['length'];
  const lengths = algorithm.startsWith('RS') ? RSA_LENGTHS : LENGTHS[algorithm];
  if (!algorithm) {
    errors.blank('key.algorithm');
  } else if (!ALGORITHMS.includes(algorithm)) {
    errors.field(
      'invalid',
      'key.algorithm',
      `The [key.algorithm] property [${algorithm}] is not valid.`,
    );
  } else if (algorithm.startsWith('RS') && !length) {
    errors.field(
      'missing',
      'key.length',
      'You must specify the [key.length] property for an RSA key.',
    );
  } else if (length && lengths && !lengths.includes(Number(length))) {
    errors.field(
      'invalid',
      'key.length',
      `The [key.length] property must be one of [${lengths.join(', ')}].`,
    );
  }
  errors.throwIfAny();
  if (algorithm.startsWith('HS')) {
    const bytes = Number(algorithm.slice(2)) / 8;
    return hmac(randomBytes(bytes).toString('base64'), algorithm, shortKid());
  }
  const pair = newPair(algorithm, Number(length));
  const issuer = text(request['issuer']) || defaultIssuer;
  return {
    ...asymmetric(pair.publicKey),
    algorithm,
    certificate: selfSigned(pair.publicKey, pair.privateKey, issuer),
    hasPrivateKey: true,
    issuer,
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function newPair(algorithm: string, length: number) {
  if (algorithm === 'Ed25519') return generateKeyPairSync('ed25519');
  const namedCurve = CURVES[algorithm];
  return namedCurve
    ? generateKeyPairSync('ec', { namedCurve })
    : generateKeyPairSync('rsa', { modulusLength: length });
}

const TYPES: Record<string, 'EC' | 'OKP'> = { ec: 'EC', ed25519: 'OKP' };

function asymmetric(key: KeyObject): Omit<Material, 'hasPrivateKey'> {
  const details = key.asymmetricKeyDetails ?? {};
  const type = TYPES[key.asymmetricKeyType ?? ''] ?? 'RSA';
  const length = type === 'EC' ? CURVE_BITS[details.namedCurve ?? ''] : details.modulusLength;
  return {
    kid: thumbprint(key),
    ...(length === undefined ? {} : { length }),
    publicKey: pem(key),
    type,
  };
}

/** The algorithm of a key whose import names none. */
function usualAlgorithm(key: KeyObject): string {
  if (key.asymmetricKeyType === 'ed25519') return 'Ed25519';
  if (key.asymmetricKeyType !== 'ec') return 'RS256';
  return (
    { secp384r1: 'ES384', secp521r1: 'ES512' }[key.asymmetricKeyDetails?.namedCurve ?? ''] ??
    'ES256'
  );
}

/** Reads the parts of `POST /api/key/import`. */
export function importKey(request: JsonObject): Material {
  const errors = new Errors();
  const given = (name: string) => text(request[name]).trim();
  const algorithm = given('algorithm') || undefined;
  if (algorithm && !ALGORITHMS.includes(algorithm)) {
    errors.field(
      'invalid',
      'key.algorithm',
      `The [key.algorithm] property [${algorithm}] is not valid.`,
    );
  }
  const type = given('type');
  if (given('secret') || type === 'HMAC' || type === 'Secret' || algorithm?.startsWith('HS')) {
    if (!given('secret')) errors.blank('key.secret');
    errors.throwIfAny();
    const key = hmac(given('secret'), algorithm, given('kid') || shortKid());
    return type === 'Secret' ? { ...key, type: 'Secret' } : key;
  }
  const read = <T>(name: string, make: (value: string) => T): T | undefined => {
    if (!given(name)) return undefined;
    try {
      return make(given(name));
    } catch {
      errors.field(
        'invalid',
        `key.${name}`,
        `The [key.${name}] property is not a valid PEM encoded value.`,
      );
      return undefined;
    }
  };
  const certificate = read('certificate', (value) => new X509Certificate(value));
  const privateKey = read('privateKey', (value) => createPrivateKey(value));
  const publicKey = read('publicKey', (value) => {
    // createPublicKey also accepts a private key, which must never end up where public keys go.
    if (value.includes('PRIVATE KEY')) throw new Error('a private key');
    return createPublicKey(value);
  });
  const key =
    publicKey ?? certificate?.publicKey ?? (privateKey ? createPublicKey(privateKey) : undefined);
  if (!key) {
    if (!errors.any) errors.blank('key.publicKey');
    throw new Refusal(400, errors);
  }
  if (privateKey && thumbprint(createPublicKey(privateKey)) !== thumbprint(key)) {
    errors.field(
      'mismatch',
      'key.privateKey',
      'The [key.privateKey] and [key.publicKey] properties are not a pair.',
    );
  }
  const parts = asymmetric(key);
  const kind = String(parts.type);
  const family = { RSA: ['RS', 'PS'], EC: ['ES'], OKP: ['Ed'] }[kind] ?? [];
  if (algorithm && !family.some((f) => algorithm.startsWith(f))) {
    errors.field(
      'invalid',
      'key.algorithm',
      `The [key.algorithm] property [${algorithm}] does not fit a key of type [${kind}].`,
    );
  }
  if (type && type !== parts.type) {
    errors.field(
      'invalid',
      'key.type',
      `The [key.type] property [${type}] does not fit a key of type [${kind}].`,
    );
  }
  if (parts.type === 'RSA' && Number(parts['length']) < 2048) {
    errors.field('invalidLength', 'key.publicKey', 'An RSA key must be at least [2048] bits long.');
  }
  errors.throwIfAny();
  return {
    ...parts,
    algorithm: algorithm ?? usualAlgorithm(key),
    certificate: certificate?.toString().trim(),
    hasPrivateKey: privateKey !== undefined,
    kid: given('kid') || parts.kid,
    privateKey: privateKey?.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The key as JSON Web Key Set member, with its certificate where it has one. */
export function jsonWebKey(key: Key): JsonObject {
  const jwk: JsonObject = {
    // FusionAuth's description of a key set has no name for Ed25519.
    ...(key.type === 'OKP' ? {} : { alg: key.algorithm }),
    ...publicJwk(createPublicKey(key.publicKey ?? '')),
    kid: key.kid,
    use: 'sig',
  };
  if (!key.certificate) return jwk;
  const der = new X509Certificate(key.certificate).raw;
  const digest = (hash: string) => createHash(hash).update(der).digest('base64url');
  return {
    ...jwk,
    x5c: [der.toString('base64')],
    x5t: digest('sha1'),
    'x5t#S256': digest('sha256'),
  };
}
