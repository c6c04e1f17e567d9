import type { Found, ResourceDefinition } from '../../framework/package.ts';
import { CreatedButFailed } from '../../framework/provider.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import type { FusionAuthConnection } from '../connection.ts';
import { exactlyOne } from '../checks.ts';
import { DATA } from '../codecs.ts';
import { fromJson, take, toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { entityGrantProperties } from '../properties/entity-grant.ts';
import { merged, quiet } from '../wire-resource.ts';

const wire: Wire = {
  wrapper: 'grant',
  properties: entityGrantProperties,
  codecs: { data: DATA },
};

const ALWAYS = { grant: { entity: { type: { jwtConfiguration: { enabled: false } } } } };

const pathOf = (values: Values): string => `/api/entity/${text(values['entityId'])}/grant`;

/** A grant is found by its two ends: an entity, and a recipient that is an entity or a user. */
const queryOf = (values: Values): string =>
  `?recipientEntityId=${text(values['recipientEntityId'])}&userId=${text(values['userId'])}`;

async function load(connection: FusionAuthConnection, before: Values): Promise<Found | undefined> {
  const answer = await connection.get(
    pathOf(before) + queryOf(before),
    'grant',
    text(before['tenantId']),
  );
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

const save = (connection: FusionAuthConnection, planned: Values): Promise<Values> =>
  connection.post(
    pathOf(planned),
    merged(toJson(wire, planned), ALWAYS),
    text(planned['tenantId']),
  );

/** What a recipient may do with an entity. */
export const entityGrant: ResourceDefinition<FusionAuthConnection> = {
  token: 'fusionauth:index/entityGrant:EntityGrant',
  properties: entityGrantProperties,
  idProperty: 'entityGrantId',
  check: exactlyOne('recipientEntityId', 'userId'),
  async create(connection, planned) {
    await save(connection, planned);
    // The answer is empty, and the grant has no id before it is read.
    const recipient = text(planned['recipientEntityId']) || text(planned['userId']);
    const provisional = `${text(planned['entityId'])}_${recipient}`;
    try {
      const found = await load(connection, planned);
      if (!found)
        throw new Error(`the grant ${provisional} cannot be found right after it was made`);
      const state = quiet(entityGrantProperties, found.state, planned);
      return { id: found.id ?? provisional, state };
    } catch (error) {
      throw new CreatedButFailed(provisional, error);
    }
  },
  read: (connection, _id, state) => load(connection, state),
  async update(connection, _id, planned) {
    await save(connection, planned);
    return (await load(connection, planned))?.state ?? planned;
  },
  delete: (connection, _id, state) => connection.delete(pathOf(state) + queryOf(state)),
};
