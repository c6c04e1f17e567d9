import { string, strings } from '../../framework/properties.ts';
import { TAGS, entityResource } from '../entity.ts';

/** A consumer: who a credential belongs to. */
export const consumer = entityResource({
  token: 'kong:index/consumer:Consumer',
  kind: 'consumer',
  path: '/consumers',
  properties: { username: string(), customId: string(), tags: strings() },
  fields: {
    username: { json: 'username', nullAs: '' },
    customId: { json: 'custom_id', nullAs: '' },
    tags: TAGS,
  },
  // The official provider sends both names at every update, even those that were never given.
  sentAtUpdate: ['username', 'customId'],
});
