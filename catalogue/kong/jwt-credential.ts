import type { Change } from '../change.ts';
import { breaks, differs, opens, type Kind, type Statement } from '../kind.ts';
import { isUnknown } from '../redact.ts';
import { code } from '../statement.ts';
import { KEY_CREDENTIAL, TAGS, ofConsumer, reference, withConsumer } from './kong.ts';

export const jwtCredential: Kind = {
  type: 'kong:index/consumerJwtAuth:ConsumerJwtAuth',
  title: 'jwt credential',
  place: KEY_CREDENTIAL,
  identity: { path: ofConsumer('jwt'), list: 'jwts', unique: { key: 'key' } },
  search: { by: ['key'], proof: ['consumerId', 'rsaPublicKey'], id: withConsumer },
  label: ({ consumerId }, names) =>
    `jwt credential of ${names.get(String(consumerId)) ?? 'a consumer'}`,
  missing: breaks('tokens signed with its key are refused with 401'),
  properties: {
    key: {
      isPublic: true,
      of: ({ kid, issuer }) => kid ?? issuer,
      judgement: opens(
        'it is found by another claim value: its tokens get 401, and others may not',
      ),
    },
    algorithm: { judgement: opens('tokens are verified by another algorithm') },
    rsaPublicKey: {
      field: 'rsa_public_key',
      of: ({ publicKey }) => publicKey,
      judgement: opens('whoever holds the other private key is let in'),
    },
    secret: {
      secret: true,
      judgement: differs('somebody may know it, and it counts once HS256 is set'),
    },
    consumerId: {
      field: 'consumer',
      toServer: reference,
      judgement: breaks('tokens stand for another'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
  secretOutputs: ['secret'],
  describe: describeCredential,
};

function describeCredential({ operation, before, after }: Change): Statement[] {
  const [was, is] = [before['key'], after['key']].map((key) =>
    isUnknown(key) ? 'a new key' : code(key),
  );
  switch (operation) {
    case 'create':
      return [differs(`Kong accepts tokens of ${is}.`)];
    case 'delete':
      return [breaks(`Kong no longer accepts tokens of ${was}.`)];
    case 'replace':
      return [
        breaks(
          was === is
            ? `The credential of ${is} is replaced: its tokens are refused for a moment.`
            : `Kong accepts tokens of ${is} instead of ${was}.`,
        ),
      ];
  }
  return before['rsaPublicKey'] === after['rsaPublicKey']
    ? [differs(`The credential of ${is} changes.`)]
    : [breaks(`Kong verifies tokens of ${is} with another public key.`)];
}
