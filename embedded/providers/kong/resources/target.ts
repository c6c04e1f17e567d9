import { integer, string, strings } from '../../framework/properties.ts';
import type { Found, ResourceDefinition } from '../../framework/package.ts';
import { text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import { readBack } from '../connection.ts';
import type { KongConnection } from '../connection.ts';
import { TAGS, body, merge } from '../entity.ts';
import type { Fields } from '../entity.ts';

const FIELDS: Fields = {
  target: { json: 'target' },
  upstreamId: { json: 'upstream.id' },
  weight: { json: 'weight' },
  tags: TAGS,
};

/** A target of an upstream. Every change replaces it; it is found through its upstream. */
export const target: ResourceDefinition<KongConnection> = {
  token: 'kong:index/target:Target',
  properties: {
    tags: strings({ replace: true }),
    target: string({ required: true, replace: true }),
    upstreamId: string({ required: true, replace: true }),
    weight: integer({ required: true, replace: true }),
  },
  async create(connection, planned) {
    const upstream = text(planned['upstreamId']);
    const made = await connection.post(
      `/upstreams/${upstream}/targets`,
      body(FIELDS, planned),
      'target',
    );
    const id = `${upstream}/${text(made['id'])}`;
    return readBack(id, () => load(connection, id, planned, false));
  },
  read: (connection, id, state) => load(connection, id, state, true),
  update: (_client, _id, planned) => Promise.resolve(planned),
  async delete(connection, id) {
    const [upstream, own] = split(id);
    await connection.delete(`/upstreams/${upstream}/targets/${own}`, 'target');
  },
};

async function load(
  connection: KongConnection,
  id: string,
  base: Values,
  refresh: boolean,
): Promise<Found | undefined> {
  const [upstream, own] = split(id);
  if (!(await connection.get(`/upstreams/${upstream}`))) return undefined;
  const all = await connection.firstPage(`/upstreams/${upstream}/targets`);
  const found = all.find((one) => one['id'] === own);
  return found && { id, state: merge(FIELDS, found, base, refresh) };
}

function split(id: string): [string, string] {
  const [upstream = '', own] = id.split('/');
  if (!own) throw new Error(`the id of a target must be UPSTREAM_ID/TARGET_ID, but is ${id}`);
  return [upstream, own];
}
