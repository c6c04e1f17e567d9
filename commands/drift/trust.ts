import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { ofType, type Declared, type Resource } from './declared.ts';
import type { Finding } from './finding.ts';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { entityId, titles } from './kong/compare.ts';
import { idOf, type LiveKong } from './kong/live.ts';
import { shown, subjectPublicKey } from './shown.ts';

/** What FusionAuth tells anybody about its keys. */
export interface LiveKeys {
  /** Public keys of the JSON Web Key Set, by kid. */
  published: ReadonlyMap<string, string>;
  /** The public key that verifies an application's tokens, in PEM, by the application's id. */
  signing: ReadonlyMap<string, string>;
}

/** Asks FusionAuth which keys it publishes, and with which each declared application signs. */
export async function readKeys(fusionAuth: FusionAuthApi, declared: Declared): Promise<LiveKeys> {
  const applications = ofType(declared, 'fusionauth:index/application:Application');
  const [set, ...signing] = await Promise.all([
    fusionAuth.get('/.well-known/jwks.json', 'keys'),
    ...applications.map(({ id }) =>
      fusionAuth.get(`/api/jwt/public-key?applicationId=${id}`, 'publicKey'),
    ),
  ]);
  const keys = (set?.['keys'] ?? []) as (JsonWebKey & { kid: string })[];
  const pairs = applications.flatMap(({ id }, index) => {
    const pem = signing[index]?.['publicKey'];
    return typeof pem === 'string' ? [[id, pem] as const] : [];
  });
  return {
    published: new Map(keys.map((key) => [key.kid, fromJwk(key)])),
    signing: new Map(pairs),
  };
}

/**
 * Compares the two ends of the trust chain with each other: what FusionAuth signs with and publishes,
 * and what Kong verifies with. Either may be as declared while they no longer fit together.
 */
export function compareTrust(declared: Declared, kong: LiveKong, keys: LiveKeys): Finding[] {
  const names = titles(declared);
  const held = new Map(kong.jwts.map((jwt) => [idOf(jwt), jwt]));
  const credentials = ofType(declared, 'kong:index/consumerJwtAuth:ConsumerJwtAuth').filter(
    (credential) => held.has(entityId(credential)),
  );
  const heldBy = (credential: Resource) =>
    subjectPublicKey(held.get(entityId(credential))!['rsa_public_key']);
  const published = new Set(keys.published.values());

  const unpublished = credentials.flatMap((credential): Finding[] => {
    const key = heldBy(credential);
    if (key === undefined || published.has(key)) return [];
    const owner = names.get(String(credential.inputs['consumerId'])) ?? 'a consumer';
    return [
      mismatch(
        credential.urn,
        `JWKS against the jwt credential of ${owner}`,
        shown(held.get(entityId(credential))!['rsa_public_key']),
        `${published.size} other keys`,
        'FusionAuth does not publish the key that Kong trusts: who holds its private key is unknown',
      ),
    ];
  });

  const unverifiable = ofType(declared, 'kong:index/consumer:Consumer').flatMap((consumer) => {
    const pem = keys.signing.get(String(consumer.inputs['customId']));
    const own = credentials.filter(({ inputs }) => inputs['consumerId'] === consumer.id);
    if (!pem || own.length === 0 || own.map(heldBy).includes(subjectPublicKey(pem))) return [];
    return [
      mismatch(
        own[0]!.urn,
        `signing key of the application behind ${names.get(consumer.id)}`,
        own.map(({ inputs }) => shown(inputs['rsaPublicKey'])).join(' or '),
        shown(pem),
        "Kong does not hold the key that signs: the application's new tokens get 401",
      ),
    ];
  });
  return [...unpublished, ...unverifiable];
}

function mismatch(
  urn: string,
  object: string,
  declared: string,
  live: string,
  meaning: string,
): Finding {
  return {
    ...{ server: 'FusionAuth', kind: 'changed', object, property: 'public key', declared, live },
    ...{ effect: 'breaks', meaning, link: 'key-credential', urn, byPulumi: false },
  };
}

function fromJwk(key: JsonWebKey): string {
  try {
    const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return subjectPublicKey(String(pem)) ?? '';
  } catch {
    return '';
  }
}
