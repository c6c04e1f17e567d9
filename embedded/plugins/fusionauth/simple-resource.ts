import type { ResourceDefinition } from '../framework/package.ts';
import type { Properties } from '../framework/properties.ts';
import { isObject, text } from '../framework/values.ts';
import type { Values } from '../framework/values.ts';
import type { FusionAuthClient } from './client.ts';
import { fromJson, toJson } from './json.ts';

/** A resource whose object is at one path, under one name in the body. */
export interface SimpleResource {
  token: string;
  properties: Properties;
  idProperty: string;
  path: string;
  wrapper: string;
}

/** POST, GET, PUT of the whole object, DELETE. */
export function simpleResource(resource: SimpleResource): ResourceDefinition<FusionAuthClient> {
  const { properties, path, wrapper } = resource;
  const stateOf = (answer: Values, base: Values): Values => ({
    ...base,
    ...fromJson(properties, answer, wrapper),
  });
  return {
    token: resource.token,
    properties,
    idProperty: resource.idProperty,
    async create(client, planned) {
      const answer = await client.post(path, toJson(properties, planned, wrapper));
      const made = answer[wrapper];
      return { id: text(isObject(made) ? made['id'] : undefined), state: stateOf(answer, planned) };
    },
    async read(client, id, state) {
      const answer = await client.get(`${path}/${id}`);
      return answer && { state: stateOf(answer, state) };
    },
    async update(client, id, planned) {
      return stateOf(
        await client.put(`${path}/${id}`, toJson(properties, planned, wrapper)),
        planned,
      );
    },
    delete: (client, id) => client.delete(`${path}/${id}`),
  };
}
