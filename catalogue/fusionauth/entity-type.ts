import { breaks, differs, type Kind } from '../kind.ts';

import { ISSUER_KEY, LIFETIME, SIGNING_KEY } from './fusionauth.ts';

/** What a machine is of: it holds the key that signs the machine's tokens, and how long they live. */
export const entityType: Kind = {
  type: 'fusionauth:index/entityType:EntityType',
  title: 'entity type',
  place: ISSUER_KEY,
  identity: {
    path: (id) => `/api/entity/type/${id}`,
    member: 'entityType',
    unique: { name: 'name' },
  },
  missing: breaks('its machines get no tokens, and nobody permissions of it'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    'jwtConfiguration.enabled': {
      judgement: breaks("the machine's own key and lifetime are not used"),
    },
    'jwtConfiguration.accessTokenKeyId': SIGNING_KEY,
    'jwtConfiguration.timeToLiveInSeconds': LIFETIME,
  },
  leftAlone: [],
  signsWith: 'jwtConfiguration.accessTokenKeyId',
  lifetime: 'jwtConfiguration.timeToLiveInSeconds',
};
