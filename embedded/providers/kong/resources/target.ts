import { integer, string, strings } from '../../framework/properties.ts';
import type { Found, ResourceDefinition } from '../../framework/package.ts';
import { text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import { readBack } from '../client.ts';
import type { KongClient } from '../client.ts';
import { TAGS, body, merge } from '../entity.ts';
import type { Fields } from '../entity.ts';

const FIELDS: Fields = {
  target: { json: 'target' },
  upstreamId: { json: 'upstream.id' },
  weight: { json: 'weight' },
  tags: TAGS,
};

/** A target of an upstream. Every change replaces it; it is found through its upstream. */
export const target: ResourceDefinition<KongClient> = {
  token: 'kong:index/target:Target',
  properties: {
    tags: strings({ replace: true }),
    target: string({ required: true, replace: true }),
    upstreamId: string({ required: true, replace: true }),
    weight: integer({ required: true, replace: true }),
  },
  async create(client, planned) {
    const upstream = text(planned['upstreamId']);
    const made = await client.post(
      `/upstreams/${upstream}/targets`,
      body(FIELDS, planned),
      'target',
    );
    const id = `${upstream}/${text(made['id'])}`;
    return readBack(id, () => load(client, id, planned, false));
  },
  read: (client, id, state) => load(client, id, state, true),
  update: (_client, _id, planned) => Promise.resolve(planned),
  async delete(client, id) {
    const [upstream, own] = split(id);
    await client.delete(`/upstreams/${upstream}/targets/${own}`, 'target');
  },
};

async function load(
  client: KongClient,
  id: string,
  base: Values,
  refresh: boolean,
): Promise<Found | undefined> {
  const [upstream, own] = split(id);
  if (!(await client.get(`/upstreams/${upstream}`))) return undefined;
  const all = await client.firstPage(`/upstreams/${upstream}/targets`);
  const found = all.find((one) => one['id'] === own);
  return found && { id, state: merge(FIELDS, found, base, refresh) };
}

function split(id: string): [string, string] {
  const [upstream = '', own] = id.split('/');
  if (!own) throw new Error(`the id of a target must be UPSTREAM_ID/TARGET_ID, but is ${id}`);
  return [upstream, own];
}
