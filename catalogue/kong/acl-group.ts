import type { Change } from '../change.ts';
import { breaks, opens, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { CREDENTIAL_API, TAGS, ofConsumer, reference, withConsumer } from './kong.ts';

export const aclGroup: Kind = {
  type: 'kong:index/consumerAcl:ConsumerAcl',
  title: 'group membership',
  place: CREDENTIAL_API,
  identity: { path: ofConsumer('acls'), list: 'acls' },
  search: { by: ['consumerId', 'group'], id: withConsumer },
  label: ({ group, consumerId }, names) =>
    `group ${String(group)} of ${names.get(String(consumerId)) ?? 'a consumer'}`,
  missing: breaks('its tokens are refused with 403'),
  properties: {
    group: { judgement: breaks('other APIs than declared admit the consumer') },
    consumerId: { field: 'consumer', toServer: reference, judgement: breaks('it admits another') },
    tags: TAGS,
  },
  leftAlone: ['tags'],
  describe: describeMembership,
};

function describeMembership({ operation, before, after, ofNew }: Change): Statement[] {
  const group = code(before['group'] ?? after['group']);
  switch (operation) {
    case 'create':
      return ofNew ? [] : [opens(`A consumer joins group ${group}, with all its APIs.`)];
    case 'delete':
      return [breaks(`A consumer leaves group ${group}: its APIs answer 403.`)];
    default:
      return [breaks(`A consumer is in group ${code(after['group'])} instead of ${group}.`)];
  }
}
