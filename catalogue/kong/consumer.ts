import { breaks, type Kind } from '../kind.ts';
import { CREDENTIAL_API, TAGS } from './kong.ts';

export const consumer: Kind = {
  type: 'kong:index/consumer:Consumer',
  title: 'consumer',
  place: CREDENTIAL_API,
  heads: true,
  identity: {
    path: (id) => `/consumers/${id}`,
    list: 'consumers',
    unique: { username: 'username', custom_id: 'customId' },
  },
  label: ({ username }) => `consumer ${String(username)}`,
  missing: breaks('its tokens are refused with 401'),
  properties: {
    username: { judgement: breaks('upstreams see another X-Consumer-Username') },
    customId: {
      field: 'custom_id',
      judgement: breaks('upstreams see another X-Consumer-Custom-ID'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
};
