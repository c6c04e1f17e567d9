import { breaks, differs, type Kind, type Property } from '../kind.ts';

import { ISSUER_KEY } from './fusionauth.ts';

const ANOTHER: Property = { judgement: breaks('FusionAuth holds another key than Kong is given') };
const identity = {
  path: (id: string) => `/api/key/${id}`,
  member: 'key',
  unique: { name: 'name' },
};
const common = {
  ...{ title: 'key', place: ISSUER_KEY, heads: true as const, identity },
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
};

/** A pair that this side made. */
export const importedKey: Kind = {
  ...common,
  type: 'fusionauth:index/importedKey:ImportedKey',
  properties: {
    ...properties,
    type: ANOTHER,
    privateKey: { ...ANOTHER, secret: true },
    secret: { ...ANOTHER, secret: true },
  },
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
};

/** Whether a resource is a key by which tokens are signed, or the pair behind one. */
export const KEY_TYPES: readonly string[] = [generatedKey.type, importedKey.type, keyPair.type];
