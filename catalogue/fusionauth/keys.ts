import type { Change } from '../change.ts';
import { breaks, differs, type Kind, type Property, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { ISSUER_KEY } from './fusionauth.ts';

const ANOTHER: Property = { judgement: breaks('FusionAuth holds another key than Kong is given') };
const identity = {
  path: (id: string) => `/api/key/${id}`,
  member: 'key',
  unique: { name: 'name' },
};
const search = {
  ...{ by: ['name'], proof: ['publicKey'] },
  among: () => ({ path: '/api/key', member: 'keys' }),
};
const common = {
  ...{ title: 'key', place: ISSUER_KEY, heads: true as const, identity, search },
  missing: breaks('nothing can be signed with it'),
};
const properties = {
  name: { judgement: differs('it is known by another name') },
  kid: ANOTHER,
  publicKey: ANOTHER,
  certificate: ANOTHER,
  algorithm: ANOTHER,
};

/** A pair that FusionAuth made; its private key never leaves it. */
export const generatedKey: Kind = {
  ...common,
  type: 'fusionauth:index/key:Key',
  properties: { ...properties, length: ANOTHER },
  describe: describeKey,
};

/** A pair that this side made. */
export const importedKey: Kind = {
  ...common,
  type: 'fusionauth:index/importedKey:ImportedKey',
  properties: {
    ...properties,
    type: ANOTHER,
    publicKey: { ...ANOTHER, of: ({ publicKeyPem }) => publicKeyPem },
    privateKey: {
      ...ANOTHER,
      of: ({ privateKeyPemPkcs8 }) => privateKeyPemPkcs8,
      secret: true,
    },
    secret: { ...ANOTHER, secret: true },
  },
  describe: describeKey,
};

/** The pair behind an imported key. */
export const keyPair: Kind = {
  type: 'tls:index/privateKey:PrivateKey',
  title: 'key pair',
  properties: {
    algorithm: ANOTHER,
    rsaBits: ANOTHER,
    ecdsaCurve: ANOTHER,
  },
  describe: describeKey,
};

/** Whether a resource is a key by which tokens are signed, or the pair behind one. */
export const KEY_TYPES: readonly string[] = [generatedKey.type, importedKey.type, keyPair.type];

function describeKey({ operation, type, name, before, after }: Change): Statement[] {
  const [from, to] = [before['name'], after['name']];
  const what = `${type.startsWith('tls') ? 'Key pair' : 'Signing key'} ${code(from ?? to ?? name)}`;
  switch (operation) {
    case 'create':
      return [differs(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: tokens signed with it are refused.`)];
    case 'replace':
      return [breaks(`${what} is replaced: tokens signed with the old one are refused.`)];
  }
  return [differs(from === to ? `${what} changes.` : `${what} is called ${code(to)} from now on.`)];
}
