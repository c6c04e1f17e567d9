import { breaks, type Kind } from '../kind.ts';
import { CREDENTIAL_API, TAGS, ofConsumer, reference } from './kong.ts';

export const aclGroup: Kind = {
  type: 'kong:index/consumerAcl:ConsumerAcl',
  title: 'group membership',
  place: CREDENTIAL_API,
  identity: { path: ofConsumer('acls'), list: 'acls' },
  label: ({ group, consumerId }, names) =>
    `group ${String(group)} of ${names.get(String(consumerId)) ?? 'a consumer'}`,
  missing: breaks('its tokens are refused with 403'),
  properties: {
    group: { judgement: breaks('other APIs than declared admit the consumer') },
    consumerId: { field: 'consumer', toServer: reference, judgement: breaks('it admits another') },
    tags: TAGS,
  },
  leftAlone: ['tags'],
};
