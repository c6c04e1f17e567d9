import { breaks, opens, type Kind } from '../kind.ts';
import { KEY_CREDENTIAL, TAGS, ofConsumer, reference } from './kong.ts';

export const keyCredential: Kind = {
  type: 'kong:index/consumerKeyAuth:ConsumerKeyAuth',
  title: 'API key of a consumer',
  place: KEY_CREDENTIAL,
  identity: { path: ofConsumer('key-auth'), list: 'key-auths' },
  missing: breaks('callers that have it are refused with 401'),
  properties: {
    key: { secret: true, judgement: opens('whoever has the other key is let in') },
    consumerId: {
      field: 'consumer',
      toServer: reference,
      judgement: breaks('callers stand for another'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
};
