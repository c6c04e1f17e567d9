import type { Found, ResourceDefinition } from '../../framework/package.ts';
import { CreatedButFailed } from '../../framework/provider.ts';
import { isGiven, isObject, text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import type { FusionAuthClient } from '../client.ts';
import { DATA } from '../codecs.ts';
import { fromJson, take, toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { entityGrantProperties } from '../properties/entity-grant.ts';
import { merged } from '../wire-resource.ts';

const wire: Wire = {
  wrapper: 'grant',
  properties: entityGrantProperties,
  codecs: { data: DATA },
};

const ALWAYS = { grant: { entity: { type: { jwtConfiguration: { enabled: false } } } } };

const pathOf = (values: Values): string => `/api/entity/${text(values['entityId'])}/grant`;

/** A grant is found by its two ends: an entity, and a recipient that is an entity or a user. */
function queryOf(values: Values): string {
  const ends = ['recipientEntityId', 'userId'].filter((name) => text(values[name]));
  return ends.length === 0
    ? ''
    : `?${ends.map((name) => `${name}=${text(values[name])}`).join('&')}`;
}

async function load(client: FusionAuthClient, before: Values): Promise<Found | undefined> {
  const answer = await client.get(pathOf(before) + queryOf(before), text(before['tenantId']));
  const grant = answer?.['grant'];
  if (!answer || !isObject(grant)) return undefined;
  const state = {
    ...before,
    ...fromJson(wire, answer),
    entityId: text(take(grant, ['entity', 'id'])),
    tenantId: text(take(grant, ['entity', 'tenantId'])),
  };
  return { id: text(grant['id']), state };
}

const save = (client: FusionAuthClient, planned: Values): Promise<Values> =>
  client.post(pathOf(planned), merged(toJson(wire, planned), ALWAYS), text(planned['tenantId']));

/** What a recipient may do with an entity. */
export const entityGrant: ResourceDefinition<FusionAuthClient> = {
  token: 'fusionauth:index/entityGrant:EntityGrant',
  properties: entityGrantProperties,
  idProperty: 'entityGrantId',
  check: (inputs) =>
    isGiven(inputs['recipientEntityId']) === isGiven(inputs['userId'])
      ? [{ property: '', reason: 'exactly one of recipientEntityId and userId must be given' }]
      : [],
  async create(client, planned) {
    await save(client, planned);
    // The answer is empty, and the grant has no id before it is read.
    const recipient = text(planned['recipientEntityId']) || text(planned['userId']);
    const provisional = `${text(planned['entityId'])}_${recipient}`;
    try {
      const found = await load(client, planned);
      if (!found)
        throw new Error(`the grant ${provisional} cannot be found right after it was made`);
      return { id: found.id ?? provisional, state: found.state };
    } catch (error) {
      throw new CreatedButFailed(provisional, error);
    }
  },
  read: (client, _id, state) => load(client, state),
  async update(client, _id, planned) {
    await save(client, planned);
    return (await load(client, planned))?.state ?? planned;
  },
  delete: (client, _id, state) => client.delete(pathOf(state) + queryOf(state)),
};
