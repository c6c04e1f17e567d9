import { string, strings } from '../../framework/properties.ts';
import { TAGS, entityResource } from '../entity.ts';

/** A certificate: what Kong shows for its server names, or to a service that asks for one. */
export const certificate = entityResource({
  token: 'kong:index/certificate:Certificate',
  kind: 'certificate',
  path: '/certificates',
  properties: {
    certificate: string({ required: true }),
    privateKey: string({ secret: true }),
    snis: strings(),
    tags: strings(),
  },
  fields: {
    certificate: { json: 'cert', send: 'always' },
    privateKey: { json: 'key', send: 'always' },
    snis: { json: 'snis', emptyIsNone: true },
    tags: TAGS,
  },
});
