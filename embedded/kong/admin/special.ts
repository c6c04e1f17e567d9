import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../entities/database.ts';
import type { Plugin } from '../plugins/plugin.ts';
import type { Release } from '../releases.ts';
import { KongError, refuse, schemaViolation } from '../schema/error.ts';
import { isUuid, strings, text, type Entity } from '../schema/value.ts';
import { inferTypes } from './arguments.ts';
import { addCertificateEndpoints } from './certificates.ts';
import {
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

/** Adds the endpoints that do not follow from the entities, and changes the few that deviate. */
export function addSpecialEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
  plugins: readonly Plugin[],
  release: Release,
): void {
  const nodeId = nodeIdOf(database);
  const get = (path: string, action: Action) =>
    endpoints.set(path, { schema: undefined, actions: { GET: action } });
  get('/', () => ok(information(database, plugins, release, nodeId)));
  get('/status', () => ok(status()));
  get('/plugins/enabled', () => ok({ enabled_plugins: Object.keys(release.plugins) }));
  get('/tags', (call) => taggedPage(call, undefined));
  get('/tags/:', (call) => taggedPage(call, unescape(call.params[0] ?? '')));
  addSchemaEndpoints(endpoints, database, release);
  addCertificateEndpoints(endpoints, database);
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

/** `/schemas/services`, and `/schemas/services/validate`: what would be wrong with an entity. */
function addSchemaEndpoints(
  endpoints: Map<string, Endpoint>,
  database: Database,
  { entities, plugins }: Release,
): void {
  const validateAs: Action = ({ params, body }) => {
    const name = params[0] ?? '';
    const dao = database.daos.get(name);
    if (!dao) throw refuse(404, `No entity named '${name}'`);
    const problems = dao.problems(body);
    if (problems) throw schemaViolation(problems);
    return ok({ message: 'schema validation successful' });
  };
  const show =
    (kind: string, schemas: Readonly<Record<string, object>>): Action =>
    ({ params }) => {
      const name = unescape(params.at(-1) ?? '');
      if (!Object.hasOwn(schemas, name)) throw refuse(404, `No ${kind} named '${name}'`);
      return ok(schemas[name]);
    };
  endpoints.set('/schemas/:', { schema: undefined, actions: { GET: show('entity', entities) } });
  endpoints.set('/schemas/plugins/:', {
    schema: undefined,
    actions: { GET: show('plugin', plugins) },
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
