import { createPublicKey } from 'node:crypto';
import { KEY_ALGORITHMS, curveOf } from '../../catalogue/key-algorithms.ts';
import { generatedKey, importedKey, keyPair } from '../../catalogue/fusionauth/keys.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { UNKNOWN, type Declared } from '../declared.ts';
import type { ResourceRule, StackFault, StackRule } from '../rule.ts';

const MINIMUM_BITS = 2048;

const CURVES = KEY_ALGORITHMS.flatMap((algorithm) => curveOf(algorithm)?.tls ?? []);

/** RFC 7518, sections 3.3 and 3.4: RSA with 2048 bits or more, or a curve of NIST's, on every station of a key. */
export const strongSigningKeys: ResourceRule = {
  name: 'strong-signing-keys',
  description:
    'Tokens are signed with RSA keys of 2048 bits or more, or with ES256, ES384 or ES512.',
  faults({ type, name, props }) {
    switch (type) {
      case keyPair.type:
        // The provider's own default size is 2048.
        return props['algorithm'] === 'ECDSA'
          ? weakCurve(name, props['ecdsaCurve'] ?? 'P224')
          : [
              ...wrongValue(name, 'algorithm', props['algorithm'], ['RSA', 'ECDSA']),
              ...tooShort(name, 'rsaBits', props['rsaBits'] ?? MINIMUM_BITS),
            ];
      case generatedKey.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], KEY_ALGORITHMS),
          ...(isOfCurve(props) ? [] : tooShort(name, 'length', props['length'] ?? 0)),
        ];
      case importedKey.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], KEY_ALGORITHMS),
          ...weakPem(name, 'publicKey', props),
        ];
      case jwtCredential.type:
        return [
          ...wrongValue(name, 'algorithm', props['algorithm'], KEY_ALGORITHMS),
          ...weakPem(name, 'rsaPublicKey', props),
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

function wrongValue(
  name: string,
  property: string,
  value: unknown,
  [wanted, ...others]: readonly string[],
): string[] {
  if (value === UNKNOWN || value === wanted || others.some((one) => one === value)) return [];
  const choice = [`"${wanted}"`, ...others].join(', ');
  return [`${name}: ${property} is ${JSON.stringify(value) ?? 'not set'}; set it to ${choice}.`];
}

function isOfCurve({ algorithm }: Declared['props']): boolean {
  return curveOf(String(algorithm)) !== undefined;
}

function weakCurve(name: string, curve: unknown): string[] {
  if (curve === UNKNOWN || CURVES.some((one) => one === curve)) return [];
  const wanted = CURVES.map((one) => `"${one}"`).join(', ');
  return [`${name}: ecdsaCurve is ${JSON.stringify(curve)}; set it to ${wanted}.`];
}

function tooShort(name: string, property: string, bits: unknown): string[] {
  if (bits === UNKNOWN || (typeof bits === 'number' && bits >= MINIMUM_BITS)) return [];
  return [`${name}: ${property} is ${JSON.stringify(bits)}; set it to ${MINIMUM_BITS} or more.`];
}

/** Never repeats the PEM: it may be a private key. */
function weakPem(name: string, property: string, props: Declared['props']): string[] {
  const pem = props[property];
  if (pem === UNKNOWN) return [];
  const curve = curveOf(String(props['algorithm']))?.openssl;
  const wanted = curve
    ? `give a public key of curve ${curve} in PEM`
    : `give an RSA public key of ${MINIMUM_BITS} bits or more in PEM`;
  const fault = (what: string) => [`${name}: ${property} ${what}; ${wanted}.`];
  if (typeof pem !== 'string' || pem === '') return fault('is not set');
  if (pem.includes('PRIVATE KEY')) return fault('holds a private key');
  try {
    const { asymmetricKeyType, asymmetricKeyDetails = {} } = createPublicKey(pem);
    const { modulusLength = 0, namedCurve } = asymmetricKeyDetails;
    if (asymmetricKeyType !== (curve ? 'ec' : 'rsa'))
      return fault(`is of type ${asymmetricKeyType}`);
    if (curve) return namedCurve === curve ? [] : fault(`is of curve ${namedCurve}`);
    return modulusLength >= MINIMUM_BITS ? [] : fault(`has ${modulusLength} bits`);
  } catch {
    return fault('is not readable');
  }
}
