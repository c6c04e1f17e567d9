import type { ResourceDefinition } from '../../framework/package.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import type { FusionAuthClient } from '../client.ts';
import { fromJson, toJson } from '../json.ts';
import { keyProperties } from '../properties/key.ts';

/** A signing key that FusionAuth generates; its private half never leaves FusionAuth. */
export const key: ResourceDefinition<FusionAuthClient> = {
  token: 'fusionauth:index/key:Key',
  properties: keyProperties,
  idProperty: 'fusionauthKeyId',
  async create(client, planned) {
    const wanted = text(planned['keyId']);
    const path = wanted ? `/api/key/generate/${wanted}` : '/api/key/generate';
    const answer = await client.post(path, toJson(keyProperties, planned, 'key'));
    const state = stateOf(answer);
    return { id: text(state['keyId']), state };
  },
  async read(client, id) {
    const answer = await client.get(`/api/key/${id}`);
    return answer && { state: stateOf(answer) };
  },
  async update(client, id, planned) {
    return stateOf(await client.put(`/api/key/${id}`, toJson(keyProperties, planned, 'key')));
  },
  delete: (client, id) => client.delete(`/api/key/${id}`),
};

function stateOf(answer: Values): Values {
  const found = isObject(answer['key']) ? answer['key'] : {};
  return {
    ...fromJson(keyProperties, answer, 'key'),
    keyId: found['id'] ?? null,
    kid: found['kid'] ?? null,
  };
}
