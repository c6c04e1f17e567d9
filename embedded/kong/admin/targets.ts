import type { Database } from '../entities/database.ts';
import type { Health } from '../proxy/health.ts';
import { notFound } from '../schema/error.ts';
import { idOf, reference, type Entity } from '../schema/value.ts';
import {
  idKey,
  noContent,
  ok,
  unescape,
  type Action,
  type Call,
  type Endpoint,
} from './endpoint.ts';
import { mustSelect } from './entities.ts';
import { nodeIdOf } from './information.ts';
import { list } from './listing.ts';

/** Targets are found below their upstream alone, by their address as well as by their id. */
export function addTargetEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
  health: Health,
): void {
  for (const path of ['/targets', '/targets/:', '/targets/:/upstream']) endpoints.delete(path);
  const nodeId = nodeIdOf(database);
  const upstreams = database.dao('upstreams');
  const targets = database.dao('targets');
  const find = (call: Call): string => {
    const upstream = mustSelect(upstreams, call);
    const wanted = unescape(call.params[1] ?? '');
    const row =
      targets.table.get(wanted) ??
      targets.table.findTogether({ upstream: { id: upstream['id'] }, target: wanted });
    if (!row || reference(row['upstream']) !== upstream['id']) throw notFound();
    return idOf(row);
  };
  const update: Action = (call) => ok(targets.update(idKey(find(call)), call.body));
  endpoints.set('/upstreams/:/targets/:', {
    schema: targets.schema,
    actions: {
      GET: (call) => ok(targets.select(idKey(find(call)))),
      PUT: update,
      PATCH: update,
      DELETE: (call) => {
        targets.delete(idKey(find(call)));
        return noContent;
      },
    },
  });
  const page = (call: Call) => {
    const id = idOf(mustSelect(upstreams, call));
    return list(call, targets, {
      field: 'upstream',
      id,
      dao: upstreams,
      tostring: call.params[0] ?? id,
    });
  };
  endpoints.set('/upstreams/:/targets/all', { schema: targets.schema, actions: { GET: page } });
  endpoints.set('/upstreams/:/health', {
    schema: upstreams.schema,
    actions: {
      GET: (call) => {
        const upstream = mustSelect(upstreams, call);
        const { data, ...rest } = page(call).body as { data: Entity[] };
        const tostring = data.map((target) => health.show(target, upstream));
        return ok({ data: tostring, ...rest, node_id: nodeId });
      },
    },
  });
  for (const healthy of [true, false]) {
    const PUT: Action = (call) => {
      health.set(targets.table.get(find(call)) ?? {}, healthy);
      return noContent;
    };
    const path = `/upstreams/:/targets/:/${healthy ? 'healthy' : 'unhealthy'}`;
    endpoints.set(path, { schema: undefined, actions: { PUT } });
  }
}
