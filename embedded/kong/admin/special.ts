import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../entities/database.ts';
import type { Plugin } from '../plugins/plugin.ts';
import { KongError, notFound, refuse, schemaViolation } from '../schema/error.ts';
import { idOf, isUuid, reference, strings, text, type Entity } from '../schema/value.ts';
import { inferTypes } from './arguments.ts';
import {
  idKey,
  keyOf,
  noContent,
  ok,
  unescape,
  type Action,
  type Call,
  type Endpoint,
} from './endpoint.ts';
import { mustSelect } from './entities.ts';
import { information, nodeIdOf, status } from './information.ts';
import { list } from './listing.ts';

/** Adds the endpoints that do not follow from the entities, and changes the few that deviate. */
export function addSpecialEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
  plugins: readonly Plugin[],
): void {
  const nodeId = nodeIdOf(database);
  const get = (path: string, action: Action) =>
    endpoints.set(path, { schema: undefined, actions: { GET: action } });
  get('/', () => ok(information(database, plugins, nodeId)));
  get('/status', () => ok(status()));
  get('/plugins/enabled', () => ok({ enabled_plugins: plugins.map(({ name }) => name) }));
  get('/tags', (call) => taggedPage(call, undefined));
  get('/tags/:', (call) => taggedPage(call, unescape(call.params[0] ?? '')));
  for (const path of ['/targets', '/targets/:', '/targets/:/upstream']) endpoints.delete(path);
  addSchemaEndpoints(endpoints, database);
  addTargetEndpoints(endpoints, database, nodeId);
  typePluginPatches(endpoints, database);
  findAclsByGroup(endpoints, database);
  findConsumersByCustomId(endpoints, database);
}

function taggedPage(call: Call, tag: string | undefined) {
  const data: Entity[] = [];
  for (const { schema, table } of call.database.daos.values()) {
    for (const row of schema.fields['tags'] ? table.all() : []) {
      for (const own of strings(row['tags'])) {
        if (tag === undefined || own === tag) {
          data.push({ tag: own, entity_name: schema.name, entity_id: row['id'] });
        }
      }
    }
  }
  return ok({ data, next: null });
}

/** A plugin's PATCH may leave its name out, but the types of a form's values depend on it. */
function typePluginPatches(endpoints: Map<string, Endpoint>, database: Database): void {
  const plugins = database.dao('plugins');
  for (const path of [
    '/plugins/:',
    '/services/:/plugins/:',
    '/routes/:/plugins/:',
    '/consumers/:/plugins/:',
  ]) {
    const actions = endpoints.get(path)?.actions;
    const patch = actions?.['PATCH'];
    if (!actions || !patch) continue;
    actions['PATCH'] = (call) => {
      if (call.body['name'] !== undefined) return patch(call);
      const { name } = mustSelect(plugins, call, call.params.length - 1);
      const named = { ...call.body, name };
      return patch({ ...call, body: call.untyped ? inferTypes(plugins.schema, named) : named });
    };
  }
}

/** A missing page in the format of the gateway's own errors. */
function missing(): KongError {
  return new KongError(404, { message: 'Not found', request_id: randomBytes(16).toString('hex') });
}

/** `/consumers/a/acls/group`: a group's name can stand for its id. */
function findAclsByGroup(endpoints: Map<string, Endpoint>, database: Database): void {
  const consumers = database.dao('consumers');
  const table = database.table('acls');
  const actions = endpoints.get('/consumers/:/acls/:')?.actions ?? {};
  for (const [method, action] of Object.entries(actions)) {
    actions[method] = (call) => {
      const group = unescape(call.params[1] ?? '');
      if (isUuid(group) || !action) return action?.(call) ?? noContent;
      const consumer = consumers.select(keyOf(consumers.schema, call.params[0]));
      if (!consumer) throw missing();
      const row = table.findTogether({ consumer: { id: consumer['id'] }, group });
      if (!row && method !== 'PUT') throw missing();
      const params = [call.params[0] ?? '', text(row?.['id']) ?? randomUUID()];
      const body = method === 'PUT' ? { group, ...call.body } : call.body;
      return action({ ...call, params, body });
    };
  }
}

/** `/schemas/services/validate`: what would be wrong with an entity. */
function addSchemaEndpoints(endpoints: Map<string, Endpoint>, database: Database): void {
  const validateAs: Action = ({ params, body }) => {
    const name = params[0] ?? '';
    const dao = database.daos.get(name);
    if (!dao) throw refuse(404, `No entity named '${name}'`);
    const problems = dao.problems(body);
    if (problems) throw schemaViolation(problems);
    return ok({ message: 'schema validation successful' });
  };
  const missingKind =
    (kind: string): Action =>
    ({ params }) => {
      throw refuse(404, `No ${kind} named '${params.at(-1) ?? ''}'`);
    };
  endpoints.set('/schemas/:', { schema: undefined, actions: { GET: missingKind('entity') } });
  endpoints.set('/schemas/plugins/:', {
    schema: undefined,
    actions: { GET: missingKind('plugin') },
  });
  endpoints.set('/schemas/:/validate', { schema: undefined, actions: { POST: validateAs } });
}

function findConsumersByCustomId(endpoints: Map<string, Endpoint>, database: Database): void {
  const actions = endpoints.get('/consumers')?.actions ?? {};
  const all = actions['GET'];
  actions['GET'] = (call) => {
    const customId = call.query['custom_id'];
    if (customId === undefined) return all?.(call) ?? noContent;
    if (typeof customId !== 'string' || customId === '') {
      throw refuse(400, 'custom_id must be an unempty string');
    }
    const consumer = database.table('consumers').find('custom_id', customId);
    return ok({ data: consumer ? [consumer] : [], next: null });
  };
}

function addTargetEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
  nodeId: string,
): void {
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
      shown: call.params[0] ?? id,
    });
  };
  endpoints.set('/upstreams/:/targets/all', { schema: targets.schema, actions: { GET: page } });
  endpoints.set('/upstreams/:/health', {
    schema: upstreams.schema,
    actions: { GET: (call) => ok({ ...(page(call).body as object), node_id: nodeId }) },
  });
}
