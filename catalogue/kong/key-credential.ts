import type { Change } from '../change.ts';
import { breaks, differs, opens, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { KEY_CREDENTIAL, TAGS, ofConsumer, reference, withConsumer } from './kong.ts';

export const keyCredential: Kind = {
  type: 'kong:index/consumerKeyAuth:ConsumerKeyAuth',
  title: 'API key of a consumer',
  place: KEY_CREDENTIAL,
  identity: { path: ofConsumer('key-auth'), list: 'key-auths' },
  search: { by: ['consumerId', 'key'], id: withConsumer },
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
  describe: describeKeyCredential,
};

/** Its key is the secret itself and is not shown. */
function describeKeyCredential({ operation, name }: Change): Statement[] {
  const what = `API key ${code(name)} of Kong`;
  switch (operation) {
    case 'create':
      return [differs(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: whoever uses it is refused.`)];
    default:
      return [breaks(`${what} changes: whoever uses the old one is refused.`)];
  }
}
