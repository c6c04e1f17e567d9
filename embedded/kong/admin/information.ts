import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from '../entities/database.ts';
import type { Plugin } from '../plugins/plugin.ts';
import type { Release } from '../releases.ts';
import { tostring, type Entity } from '../schema/value.ts';

/** The id of this gateway, the same for as long as its state lasts. */
export function nodeIdOf(database: Database): string {
  const node = database.store.collection<{ id: string }>('kong/node');
  const known = node.get('node');
  if (known) return known.id;
  const id = randomUUID();
  node.put('node', { id });
  return id;
}

/** What `/` says. */
export function information(
  database: Database,
  plugins: readonly Plugin[],
  { version, edition, plugins: known }: Release,
  nodeId: string,
): Entity {
  const names = Object.keys(known);
  const priorities = new Map(plugins.map(({ name, priority }) => [name, priority]));
  const enabled = new Set(
    database
      .table('plugins')
      .all()
      .map((row) => tostring(row['name'])),
  );
  return {
    tagline: 'Welcome to kong',
    version,
    edition,
    hostname: hostname(),
    node_id: nodeId,
    lua_version: 'LuaJIT 2.1.1700206165',
    pids: { master: process.pid, workers: [process.pid] },
    timers: { running: 0, pending: 0 },
    plugins: {
      available_on_server: Object.fromEntries(
        names.map((name) => [name, { version, priority: priorities.get(name) ?? 0 }]),
      ),
      enabled_in_cluster: [...enabled],
    },
    configuration: {
      database: 'postgres',
      role: 'traditional',
      router_flavor: 'traditional_compatible',
      worker_consistency: 'strict',
      loaded_plugins: Object.fromEntries(names.map((name) => [name, true])),
    },
  };
}

/** What `/status` says. */
export function status(): Entity {
  return {
    database: { reachable: true },
    memory: { lua_shared_dicts: {}, workers_lua_vms: [] },
    server: {
      connections_accepted: 0,
      connections_active: 0,
      connections_handled: 0,
      connections_reading: 0,
      connections_waiting: 0,
      connections_writing: 0,
      total_requests: 0,
    },
  };
}
