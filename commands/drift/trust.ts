import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { application } from '../../catalogue/fusionauth/application.ts';
import { entity } from '../../catalogue/fusionauth/entities.ts';
import { entityType } from '../../catalogue/fusionauth/entity-type.ts';
import { consumer } from '../../catalogue/kong/consumer.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { valueAt } from '../../catalogue/values.ts';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { ofType, type Declared, type Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import { entityId, labels } from '../shared/labels.ts';
import { idOf, type LiveKong } from '../shared/live-kong.ts';
import { subjectPublicKey } from '../../servers/public-key.ts';
import { shown } from '../shared/shown.ts';

/** What FusionAuth tells about its keys. */
export interface LiveKeys {
  /** Public keys of the JSON Web Key Set, by kid. */
  published: ReadonlyMap<string, string>;
  /** The public key that verifies a client's tokens, in PEM, by the client's id. */
  signing: ReadonlyMap<string, string>;
}

/** Asks FusionAuth which keys it publishes, and with which each declared client signs. */
export async function readKeys(declared: Declared, fusionAuth?: FusionAuthApi): Promise<LiveKeys> {
  if (!fusionAuth) return { published: new Map(), signing: new Map() };
  const applications = ofType(declared, application.type).map(async ({ id }) => {
    const found = await fusionAuth.get(`/api/jwt/public-key?applicationId=${id}`, 'publicKey');
    return [id, found?.['publicKey']] as const;
  });
  const machines = ofType(declared, entity.type).map(
    async ({ inputs, outputs }) =>
      [String(outputs['clientId']), await keyOfType(fusionAuth, inputs['entityTypeId'])] as const,
  );
  const [set, ...signing] = await Promise.all([
    fusionAuth.get('/.well-known/jwks.json', 'keys'),
    ...applications,
    ...machines,
  ]);
  const keys = (set?.['keys'] ?? []) as (JsonWebKey & { kid: string })[];
  return {
    published: new Map(keys.map((key) => [key.kid, fromJwk(key)])),
    signing: new Map(
      signing.flatMap(([id, pem]) => (typeof pem === 'string' ? [[id, pem] as const] : [])),
    ),
  };
}

/** The public key of the pair that a machine's type signs with; undefined if it is no machine's. */
async function keyOfType(fusionAuth: FusionAuthApi, typeId: unknown): Promise<unknown> {
  const { identity, signsWith } = entityType;
  const type = await fusionAuth.get(identity!.path(String(typeId), {}), identity!.member!);
  const keyId = valueAt((type?.[identity!.member!] ?? {}) as Record<string, unknown>, signsWith!);
  if (typeof keyId !== 'string') return undefined;
  const key = await fusionAuth.get(`/api/key/${keyId}`, 'key');
  return valueAt(key ?? {}, 'key.publicKey');
}

/**
 * Compares the two ends of the trust chain with each other: what FusionAuth signs with and publishes,
 * and what Kong verifies with. Either may be as declared while they no longer fit together.
 */
export function compareTrust(declared: Declared, kong: LiveKong, keys: LiveKeys): Finding[] {
  const names = labels(declared);
  const held = new Map(kong.jwts.map((jwt) => [idOf(jwt), jwt]));
  const all = ofType(declared, jwtCredential.type);
  const credentials = all.filter((credential) => held.has(entityId(credential)));
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

  const unverifiable = ofType(declared, consumer.type).flatMap((client) => {
    const pem = keys.signing.get(String(client.inputs['customId']));
    const own = all.filter(({ inputs }) => inputs['consumerId'] === client.id);
    const there = own.filter((one) => credentials.includes(one));
    // That all of its credentials are gone is said of each.
    if (!pem || (own.length > 0 && there.length === 0)) return [];
    if (there.map(heldBy).includes(subjectPublicKey(pem))) return [];
    return [
      mismatch(
        there[0]?.urn ?? client.urn,
        `signing key of the client behind ${names.get(client.id)}`,
        there.map(({ inputs }) => shown(inputs['rsaPublicKey'])).join(' or ') || 'none',
        shown(pem),
        "Kong does not hold the key that signs: the client's new tokens get 401",
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
