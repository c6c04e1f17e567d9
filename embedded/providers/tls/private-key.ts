import { createHash, createPublicKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Failure, ResourceDefinition } from '../framework/package.ts';
import { integer, string } from '../framework/properties.ts';
import { UNKNOWN, isGiven, text } from '../framework/values.ts';
import type { Values } from '../framework/values.ts';
import { sshKey } from './ssh.ts';

const generate = promisify(generateKeyPair);

const ALGORITHMS = ['RSA', 'ECDSA', 'ED25519'];

/** OpenSSL's names of the curves. */
const CURVES: Record<string, string> = {
  P224: 'secp224r1',
  P256: 'prime256v1',
  P384: 'secp384r1',
  P521: 'secp521r1',
};

const result = string({ outputOnly: true });
const secretResult = string({ outputOnly: true, secret: true });

/** A key pair. It exists in state only: nothing is kept anywhere else. */
export const privateKey: ResourceDefinition<null> = {
  token: 'tls:index/privateKey:PrivateKey',
  properties: {
    algorithm: string({ required: true, replace: true }),
    ecdsaCurve: string({ computed: true, default: 'P224', replace: true }),
    privateKeyOpenssh: secretResult,
    privateKeyPem: secretResult,
    privateKeyPemPkcs8: secretResult,
    publicKeyFingerprintMd5: result,
    publicKeyFingerprintSha256: result,
    publicKeyOpenssh: result,
    publicKeyPem: result,
    rsaBits: integer({ computed: true, default: 2048, replace: true }),
  },
  importable: false,
  check: (inputs) => [
    ...oneOf(inputs, 'algorithm', 'algorithm', ALGORITHMS),
    ...oneOf(inputs, 'ecdsaCurve', 'ecdsa_curve', Object.keys(CURVES)),
  ],
  async create(_client, planned) {
    const key = await newKey(planned);
    const open = createPublicKey(key);
    const ssh = sshKey(key);
    const der = open.export({ type: 'spki', format: 'der' });
    const state = {
      ...planned,
      privateKeyOpenssh: ssh?.privateKey ?? '',
      privateKeyPem: privatePem(key),
      privateKeyPemPkcs8: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKeyFingerprintMd5: ssh?.fingerprintMd5 ?? '',
      publicKeyFingerprintSha256: ssh?.fingerprintSha256 ?? '',
      publicKeyOpenssh: ssh?.publicKey ?? '',
      publicKeyPem: open.export({ type: 'spki', format: 'pem' }).toString(),
    };
    return { id: createHash('sha1').update(der).digest('hex'), state };
  },
  read: (_client, _id, state) => Promise.resolve({ state }),
  update: (_client, _id, _planned, state) => Promise.resolve(state),
  delete: () => Promise.resolve(),
};

async function newKey(planned: Values): Promise<KeyObject> {
  switch (planned['algorithm']) {
    case 'ED25519':
      return (await generate('ed25519')).privateKey;
    case 'ECDSA': {
      const curve = text(planned['ecdsaCurve']);
      return (await generate('ec', { namedCurve: CURVES[curve] ?? curve })).privateKey;
    }
    default:
      return (await generate('rsa', { modulusLength: Number(planned['rsaBits']) })).privateKey;
  }
}

/** In the format of its algorithm, where that has one. */
function privatePem(key: KeyObject): string {
  const types = { rsa: 'pkcs1', ec: 'sec1' } as const;
  const type =
    key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec'
      ? types[key.asymmetricKeyType]
      : 'pkcs8';
  return key.export({ type, format: 'pem' }).toString();
}

function oneOf(inputs: Values, property: string, name: string, allowed: string[]): Failure[] {
  const value = inputs[property];
  if (!isGiven(value) || value === UNKNOWN || allowed.includes(text(value))) return [];
  const list = allowed.map((one) => JSON.stringify(one)).join(' ');
  const reason =
    `Invalid Attribute Value Match. Attribute ${name} value must be one of: [${list}], ` +
    `got: ${JSON.stringify(value)}.`;
  return [{ property, reason }];
}
