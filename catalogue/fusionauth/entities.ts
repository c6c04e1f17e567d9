import { allowed, breaks, differs, type Kind } from '../kind.ts';

import { ISSUER_KEY } from './fusionauth.ts';

/** What a machine may do at an API, as a name. */
export const entityTypePermission: Kind = {
  type: 'fusionauth:index/entityTypePermission:EntityTypePermission',
  title: 'permission',
  place: ISSUER_KEY,
  missing: breaks('whoever was granted it lacks it'),
  properties: {
    name: { judgement: breaks('tokens say another permission') },
    entityTypeId: { judgement: breaks('it is a permission at another API') },
  },
};

/** A machine, or an API that machines are granted permissions at. */
export const entity: Kind = {
  type: 'fusionauth:index/entity:Entity',
  title: 'entity',
  place: ISSUER_KEY,
  identity: { path: (id) => `/api/entity/${id}`, member: 'entity' },
  missing: breaks('the machine gets no token, or nobody one for the API'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    tenantId: { judgement: breaks('it is of another tenant, and so of another issuer') },
    entityTypeId: { judgement: breaks('its tokens are signed by the key of another type') },
    clientId: { judgement: breaks('clients that have the declared id are refused') },
    clientSecret: {
      secret: true,
      judgement: breaks('clients that have the declared secret are refused'),
    },
  },
  secretOutputs: ['clientSecret'],
};

/** What a machine may do at an API. */
export const entityGrant: Kind = {
  type: 'fusionauth:index/entityGrant:EntityGrant',
  title: 'grant',
  place: ISSUER_KEY,
  missing: breaks("the machine's tokens for the API are refused"),
  properties: {
    tenantId: { judgement: breaks('it holds in another tenant') },
    entityId: { judgement: breaks('it is for another API') },
    recipientEntityId: { judgement: breaks('another machine has it') },
    permissions: {
      judgement: allowed(
        'the machine may do more at the API than declared',
        'the machine may do less at the API than declared',
      ),
    },
  },
};
