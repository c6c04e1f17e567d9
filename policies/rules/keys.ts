import { createPublicKey } from 'node:crypto';
import { generatedKey, importedKey, keyPair } from '../../catalogue/fusionauth/keys.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { UNKNOWN, type Declared } from '../declared.ts';
import type { ResourceRule, StackFault, StackRule } from '../rule.ts';

const MINIMUM_BITS = 2048;

/** RFC 7518, section 3.3: RS256 with 2048 bits or more, on every station of a key. */
export const strongSigningKeys: ResourceRule = {
  name: 'strong-signing-keys',
  description: 'Tokens are signed with RS256 and RSA keys of 2048 bits or more.',
  faults({ type, name, props }) {
    switch (type) {
      case keyPair.type:
        // The provider's own default size is 2048.
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], 'RSA'),
          ...tooShort(name, 'rsaBits', props['rsaBits'] ?? MINIMUM_BITS),
        ];
      case generatedKey.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], 'RS256'),
          ...tooShort(name, 'length', props['length'] ?? 0),
        ];
      case importedKey.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], 'RS256'),
          ...weakPem(name, 'publicKey', props['publicKey']),
        ];
      case jwtCredential.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], 'RS256'),
          ...weakPem(name, 'rsaPublicKey', props['rsaPublicKey']),
        ];
      default:
        return [];
    }
  },
};

/** A credential under any other key accepts the tokens of somebody this stack does not know. */
export const credentialOfDeclaredIssuer: StackRule = {
  name: 'credential-of-declared-issuer',
  description:
    "The key of each jwt credential is a declared tenant's issuer or a declared key's kid.",
  setting: 'trustedKeys',
  stackFaults(resources, { trustedKeys }) {
    const issuers = known(resources, [tenant.type], 'issuer');
    const kids = known(resources, [importedKey.type, generatedKey.type], 'kid');
    const trusted = new Set<unknown>([...issuers, ...kids, ...trustedKeys]);
    return resources
      .filter(({ type }) => type === jwtCredential.type)
      .flatMap(({ urn, name, props }): StackFault[] => {
        const { key } = props;
        if (key === UNKNOWN || trusted.has(key)) return [];
        const list =
          [...issuers, ...kids].map((value) => JSON.stringify(value)).join(', ') || 'none';
        return [
          {
            urn,
            message:
              `${name}: key ${JSON.stringify(key)} is no issuer or kid of this stack (${list}). ` +
              'Take it from the issuer trust, or name it in trustedKeys if another stack declares it.',
          },
        ];
      });
  },
};

function known(resources: readonly Declared[], types: string[], property: string): string[] {
  return resources
    .filter(({ type }) => types.includes(type))
    .map(({ props }) => props[property])
    .filter((value) => typeof value === 'string');
}

function wrongValue(name: string, property: string, value: unknown, wanted: string): string[] {
  if (value === UNKNOWN || value === wanted) return [];
  return [`${name}: ${property} is ${JSON.stringify(value) ?? 'not set'}; set it to "${wanted}".`];
}

function tooShort(name: string, property: string, bits: unknown): string[] {
  if (bits === UNKNOWN || (typeof bits === 'number' && bits >= MINIMUM_BITS)) return [];
  return [`${name}: ${property} is ${JSON.stringify(bits)}; set it to ${MINIMUM_BITS} or more.`];
}

/** Never repeats the PEM: it may be a private key. */
function weakPem(name: string, property: string, pem: unknown): string[] {
  if (pem === UNKNOWN) return [];
  const wanted = `give an RSA public key of ${MINIMUM_BITS} bits or more in PEM`;
  const fault = (what: string) => [`${name}: ${property} ${what}; ${wanted}.`];
  if (typeof pem !== 'string' || pem === '') return fault('is not set');
  if (pem.includes('PRIVATE KEY')) return fault('holds a private key');
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== 'rsa') return fault(`is of type ${key.asymmetricKeyType}`);
    return bits >= MINIMUM_BITS ? [] : fault(`has ${bits} bits`);
  } catch {
    return fault('is not readable');
  }
}
