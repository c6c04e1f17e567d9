import {
  constants,
  createHmac,
  createPublicKey,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';
import { Crash } from '../proxy/exchange.ts';
import { parseJson } from '../schema/json.ts';
import { tostring, isEntity, type Entity, type Value } from '../schema/value.ts';

/** A JSON Web Token, taken apart but not yet trusted. */
export interface Token {
  header: Entity;
  claims: Entity;
  signature: Buffer;
  /** What the signature is over. */
  signed: string;
}

interface Algorithm {
  family: 'HS' | 'RS' | 'PS' | 'ES' | 'Ed';
  hash: string | undefined;
  /** The only length that a signature can have. */
  length?: number;
}

const algorithms: Record<string, Algorithm> = {
  HS256: { family: 'HS', hash: 'sha256' },
  HS384: { family: 'HS', hash: 'sha384' },
  HS512: { family: 'HS', hash: 'sha512' },
  RS256: { family: 'RS', hash: 'sha256' },
  RS384: { family: 'RS', hash: 'sha384' },
  RS512: { family: 'RS', hash: 'sha512' },
  PS256: { family: 'PS', hash: 'sha256', length: 256 },
  PS384: { family: 'PS', hash: 'sha384', length: 256 },
  PS512: { family: 'PS', hash: 'sha512', length: 256 },
  ES256: { family: 'ES', hash: 'sha256', length: 64 },
  ES384: { family: 'ES', hash: 'sha384', length: 96 },
  ES512: { family: 'ES', hash: 'sha512', length: 132 },
  EdDSA: { family: 'Ed', hash: undefined },
};

/** Base64url up to its padding, if there is any; undefined for anything else. */
export function decodeBase64Url(text: string): Buffer | undefined {
  const bare = text.replace(/=.*$/s, '');
  return /^[\w-]*$/.test(bare) && bare.length % 4 !== 1
    ? Buffer.from(bare, 'base64url')
    : undefined;
}

function decodeJson(text: string | undefined): Value {
  const bytes = text === undefined ? undefined : decodeBase64Url(text);
  if (!bytes) throw new SyntaxError('not base64url');
  return parseJson(bytes.toString());
}

/** Text and lists have no fields, but asking them for one does no harm; anything else fails. */
function tableOf(value: Value, name: string): Entity {
  if (isEntity(value)) return value;
  if (typeof value === 'string' || Array.isArray(value)) return {};
  throw new Crash(`The token's ${name} is neither object, list nor text.`);
}

/** Takes a token apart, or says what keeps it from being one. */
export function decodeToken(token: string): Token | string {
  const first = token.indexOf('.');
  const second = first < 0 ? -1 : token.indexOf('.', first + 1);
  const parts =
    second < 0
      ? token.split('.')
      : [token.slice(0, first), token.slice(first + 1, second), token.slice(second + 1)];
  let header: Value;
  let claims: Value;
  try {
    header = decodeJson(parts[0]);
    claims = decodeJson(parts[1]);
  } catch {
    return 'invalid JSON';
  }
  if (parts[2] === undefined) return 'invalid JSON';
  const signature = decodeBase64Url(parts[2]);
  const { alg } = tableOf(header, 'header');
  if (typeof alg !== 'string' || !Object.hasOwn(algorithms, alg)) return 'invalid alg';
  if (claims === false) return 'invalid claims';
  if (!signature) return 'invalid signature';
  return {
    header: tableOf(header, 'header'),
    claims: tableOf(claims, 'claims'),
    signature,
    signed: `${parts[0]}.${parts[1]}`,
  };
}

const keys = new Map<string, KeyObject>();

/** Parsing a key costs far more than a verification with it. */
function keyOf(pem: string): KeyObject {
  let key = keys.get(pem);
  if (!key) {
    if (keys.size > 10_000) keys.clear();
    key = createPublicKey(pem);
    keys.set(pem, key);
  }
  return key;
}

/** Whether the signature is that of `secret`: a shared secret, or a public key in PEM. */
export function verifySignature(token: Token, secret: string | Buffer): boolean {
  const algorithm = algorithms[tostring(token.header['alg'])];
  if (!algorithm) return false;
  const { family, hash, length } = algorithm;
  const { signed, signature } = token;
  if (family === 'HS') {
    const expected = createHmac(hash ?? 'sha256', secret)
      .update(signed)
      .digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  const key = keyOf(secret.toString());
  if (length !== undefined && signature.length !== length) {
    throw new Crash(`Signature must be ${length} bytes.`);
  }
  const data = Buffer.from(signed);
  switch (family) {
    case 'RS':
    case 'Ed':
      return verify(hash, data, key, signature);
    case 'PS':
      return verify(
        hash,
        data,
        {
          key,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_AUTO,
        },
        signature,
      );
    case 'ES':
      return verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature);
  }
}
