import type { Change } from '../change.ts';
import { breaks, differs, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
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
  search: { by: ['username'], proof: ['customId'] },
  label: ({ username }) => `consumer ${String(username)}`,
  missing: breaks('its tokens are refused with 401'),
  properties: {
    username: { judgement: breaks('upstreams see another X-Consumer-Username') },
    customId: {
      field: 'custom_id',
      of: ({ clientId, id }) => clientId ?? id,
      judgement: breaks('upstreams see another X-Consumer-Custom-ID'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
  describe: describeConsumer,
};

function describeConsumer({ operation, before, after }: Change): Statement[] {
  const name = code(before['username'] ?? after['username']);
  switch (operation) {
    case 'create':
      return [differs(`New consumer ${name}.`)];
    case 'delete':
      return [breaks(`Consumer ${name} is deleted, with its credentials.`)];
    case 'replace':
      return [breaks(`Consumer ${name} is replaced: its credentials are away for a moment.`)];
    default:
      return [differs(`Consumer ${name} changes; upstreams see it in X-Consumer headers.`)];
  }
}
