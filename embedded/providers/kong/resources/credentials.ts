import { string, strings } from '../../framework/properties.ts';
import { TAGS, entityResource } from '../entity.ts';
import type { Field } from '../entity.ts';

const CONSUMER = string({ required: true });

/** The consumer is in the path of every request and in every answer. */
const OWNER: Field = { json: 'consumer.id', readOnly: true };

/** A jwt credential. What is not given is sent as empty text, which Kong refuses. */
export const consumerJwtAuth = entityResource({
  token: 'kong:index/consumerJwtAuth:ConsumerJwtAuth',
  kind: 'JWTAuth',
  path: '/consumers/{consumerId}/jwt',
  properties: {
    algorithm: string(),
    consumerId: CONSUMER,
    key: string(),
    rsaPublicKey: string({ required: true }),
    secret: string(),
    tags: strings(),
  },
  fields: {
    algorithm: { json: 'algorithm', send: 'always' },
    key: { json: 'key', send: 'always' },
    rsaPublicKey: { json: 'rsa_public_key', send: 'always', nullAs: '' },
    secret: { json: 'secret', send: 'always' },
    tags: TAGS,
    consumerId: OWNER,
  },
});

/** Membership of a consumer in an acl group. */
export const consumerAcl = entityResource({
  token: 'kong:index/consumerAcl:ConsumerAcl',
  kind: 'ACLGroup',
  path: '/consumers/{consumerId}/acls',
  properties: { consumerId: CONSUMER, group: string({ required: true }), tags: strings() },
  fields: { group: { json: 'group', send: 'always' }, tags: TAGS, consumerId: OWNER },
});

/** An API key of a consumer; Kong makes one where none is given. */
export const consumerKeyAuth = entityResource({
  token: 'kong:index/consumerKeyAuth:ConsumerKeyAuth',
  kind: 'KeyAuth',
  path: '/consumers/{consumerId}/key-auth',
  properties: {
    consumerId: CONSUMER,
    key: string({ computed: true, secret: true }),
    tags: strings(),
  },
  fields: { key: { json: 'key' }, tags: TAGS, consumerId: OWNER },
});
