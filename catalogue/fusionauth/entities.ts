import type { Change } from '../change.ts';
import { allowed, breaks, differs, opens, type Kind, type Statement } from '../kind.ts';
import { besideOwner } from '../names.ts';
import { about, code, codes, difference } from '../statement.ts';
import { listOf } from '../values.ts';
import { DATA, ISSUER_KEY } from './fusionauth.ts';

/** What a machine may do at an API, as a name. */
export const entityTypePermission: Kind = {
  type: 'fusionauth:index/entityTypePermission:EntityTypePermission',
  title: 'permission',
  place: ISSUER_KEY,
  search: {
    by: ['name'],
    needs: ['entityTypeId'],
    among: ({ entityTypeId }) => ({
      path: `/api/entity/type/${String(entityTypeId)}`,
      member: 'entityType.permissions',
    }),
  },
  missing: breaks('whoever was granted it lacks it'),
  properties: {
    name: { judgement: breaks('tokens say another permission') },
    entityTypeId: { judgement: breaks('it is a permission at another API') },
  },
  describe: describePermission,
};

/** A machine, or an API that machines are granted permissions at. */
export const entity: Kind = {
  type: 'fusionauth:index/entity:Entity',
  title: 'entity',
  place: ISSUER_KEY,
  heads: true,
  identity: { path: (id) => `/api/entity/${id}`, member: 'entity' },
  search: {
    by: ['name', 'tenantId', 'entityTypeId'],
    needs: ['name', 'tenantId'],
    among: ({ name, tenantId }) => ({
      path: `/api/entity/search?queryString=${encodeURIComponent(`name:"${String(name)}"`)}&numberOfResults=500`,
      member: 'entities',
      tenant: String(tenantId),
    }),
  },
  missing: breaks('the machine gets no token, or nobody one for the API'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    tenantId: { judgement: breaks('it is of another tenant, and so of another issuer') },
    entityTypeId: {
      field: 'type.id',
      judgement: breaks('its tokens are signed by the key of another type'),
    },
    data: DATA,
    clientId: { judgement: breaks('clients that have the declared id are refused') },
    clientSecret: {
      secret: true,
      judgement: breaks('clients that have the declared secret are refused'),
    },
  },
  secretOutputs: ['clientSecret'],
  describe: describeEntity,
};

/** What a machine may do at an API. */
export const entityGrant: Kind = {
  type: 'fusionauth:index/entityGrant:EntityGrant',
  title: 'grant',
  place: ISSUER_KEY,
  search: {
    by: [],
    needs: ['entityId', 'recipientEntityId', 'tenantId'],
    among: ({ entityId, recipientEntityId, tenantId }) => ({
      path: `/api/entity/${String(entityId)}/grant?recipientEntityId=${String(recipientEntityId)}`,
      member: 'grant',
      tenant: String(tenantId),
    }),
  },
  missing: breaks("the machine's tokens for the API are refused"),
  properties: {
    tenantId: { judgement: breaks('it holds in another tenant') },
    entityId: { judgement: breaks('it is for another API') },
    data: DATA,
    recipientEntityId: { judgement: breaks('another machine has it') },
    permissions: {
      judgement: allowed(
        'the machine may do more at the API than declared',
        'the machine may do less at the API than declared',
      ),
    },
  },
  describe: describeGrant,
};

/** A machine, or an API that machines ask for by its id. */
function describeEntity({ operation, before, after }: Change): Statement[] {
  const what = `Entity ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'create':
      return [differs(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: no tokens are given out to it or for it.`)];
    case 'replace':
      return [breaks(`${what} is replaced: its id, client id and secret change.`)];
    default:
      return [differs(`${what} changes.`)];
  }
}

function describePermission({ operation, before, after }: Change): Statement[] {
  const what = `Permission ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'delete':
      return [breaks(`${what} is deleted: tokens of machines lack it.`)];
    case 'replace':
      return [breaks(`${what} is replaced: tokens of machines lack it for a while.`)];
  }
  const becomesDefault = after['isDefault'] === true && before['isDefault'] !== true;
  return [
    differs(`${what} ${operation === 'create' ? 'is new' : 'changes'}.`),
    ...(becomesDefault ? [opens(`${what} is given to every machine without asking.`)] : []),
  ];
}

/** What a machine may do at an API. */
function describeGrant({ operation, name, component, before, after, ofNew }: Change): Statement[] {
  const api = component?.name ?? 'an API';
  const machine = code(besideOwner(api, name));
  if (operation === 'delete')
    return [breaks(`${machine} loses ${codes(listOf(before['permissions']))} of ${code(api)}.`)];
  const { gained, lost } = difference(before['permissions'] ?? [], after['permissions']);
  const gets = (all: string) => `${machine} gets ${all} of ${code(api)}.`;
  return [
    ...about(gained, (all) => (ofNew ? differs(gets(all)) : opens(gets(all)))),
    ...about(lost, (all) => breaks(`${machine} loses ${all} of ${code(api)}.`)),
  ];
}
