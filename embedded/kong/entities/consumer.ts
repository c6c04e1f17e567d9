import { createPublicKey } from 'node:crypto';
import { atLeastOneOf, when } from '../schema/check.ts';
import type { EntitySchema, Field } from '../schema/field.ts';
import { id, identity, seconds, string, tags } from './typedefs.ts';

/** Whoever calls the APIs. */
export const consumers: EntitySchema = {
  name: 'consumers',
  endpointKey: 'username',
  fields: {
    ...identity,
    username: { ...string, unique: true },
    custom_id: { ...string, unique: true },
    tags,
  },
  checks: [atLeastOneOf('custom_id', 'username')],
};

const owner: Field = {
  type: 'foreign',
  reference: 'consumers',
  required: true,
  onDelete: 'cascade',
};
const key: Field = { ...string, unique: true, auto: 'random' };

function keyProblem(pem: string): string | undefined {
  try {
    createPublicKey(pem);
    return undefined;
  } catch {
    return 'invalid key';
  }
}

/** A consumer's key or secret for the jwt plugin. */
export const jwtSecrets: EntitySchema = {
  name: 'jwt_secrets',
  path: 'jwts',
  nestedPath: 'jwt',
  endpointKey: 'key',
  fields: {
    id,
    created_at: seconds,
    consumer: owner,
    key,
    secret: { ...string, auto: 'random' },
    rsa_public_key: string,
    algorithm: {
      ...string,
      default: 'HS256',
      oneOf: [
        ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'],
        ...['PS256', 'PS384', 'PS512', 'EdDSA'],
      ],
    },
    tags,
  },
  checks: [
    when(
      'algorithm',
      { matchAny: { patterns: [/^(RS|PS)(256|384|512)$/, /^EdDSA$/], error: '' } },
      'rsa_public_key',
      { required: true, check: keyProblem },
    ),
  ],
};

/** A consumer's membership of a group, for the acl plugin. */
export const acls: EntitySchema = {
  name: 'acls',
  uniqueTogether: ['consumer', 'group'],
  fields: { id, created_at: seconds, consumer: owner, group: { ...string, required: true }, tags },
};

/** A consumer's API key for the key-auth plugin. */
export const keyAuths: EntitySchema = {
  name: 'keyauth_credentials',
  path: 'key-auths',
  nestedPath: 'key-auth',
  endpointKey: 'key',
  ttl: true,
  fields: { id, created_at: seconds, consumer: owner, key, tags },
};
