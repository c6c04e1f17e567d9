import type { Context, Hono } from 'hono';
import type { Document, State } from './documents.ts';
import { Errors, Refusal } from './errors.ts';
import { isObject, mergePatch, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { create, find, pathId, remove, shown, update } from './object.ts';
import type { ObjectKind } from './object.ts';
import { authorize, sees } from './scope.ts';
import type { Scope } from './scope.ts';

/** The request's JSON body; empty is the empty object. */
export async function jsonBody(context: Context): Promise<JsonObject> {
  const raw = await context.req.text();
  if (raw.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw invalidJson(error instanceof Error ? error.message : 'unknown');
  }
  if (!isObject(value)) throw invalidJson('the body is not an object');
  return value;
}

function invalidJson(why: string): Refusal {
  const message = `Invalid JSON in the request body. The property was [UNKNOWN]. The error was [Unexpected character]. The detailed exception was [${why}].`;
  return new Refusal(400, new Errors().general('invalidJSON', message));
}

/** The body of an update: PATCH is applied to what is stored, PUT stands alone. */
export function changed(
  context: Context,
  name: string,
  existing: JsonObject,
  body: JsonObject,
): JsonObject {
  if (context.req.method !== 'PATCH') return body;
  const patch = isObject(body[name]) ? body[name] : {};
  const append = !(context.req.header('content-type') ?? '').includes('merge-patch');
  return { ...body, [name]: mergePatch(existing, patch, append) };
}

/** Serves `POST`: creation, with an id of the caller's choice or a random one. */
export function serveCreation<T extends Document>(
  app: Hono,
  state: State,
  kind: ObjectKind<T>,
): void {
  app.on('POST', [kind.path, `${kind.path}/:id`], async (context) => {
    const scope = authorize(context, state);
    const id = pathId(context.req.param('id'), `${kind.name}Id`);
    const body = await jsonBody(context);
    const made = state.store.transaction(() => create(kind, state, scope, id, body));
    // What is shown only once is shown here.
    const present = kind.presentNew ?? kind.present;
    return context.json({ [kind.name]: present ? present(made, state) : made });
  });
}

/** Serves what exists of one kind: list, search, read, update, patch and delete. */
export function serveExisting<T extends Document>(
  app: Hono,
  state: State,
  kind: ObjectKind<T>,
): void {
  const answer = (context: Context, document: T) =>
    context.json({ [kind.name]: shown(kind, document, state) });
  const idOf = (context: Context) => pathId(context.req.param('id'), `${kind.name}Id`) ?? '';
  const visible = (scope: Scope) =>
    kind
      .collection(state)
      .all()
      .filter((item) => kind.scope === 'global' || sees(scope, item['tenantId']));

  const search = (scope: Scope, criteria: JsonObject) => {
    const start = Number(criteria['startRow'] ?? 0);
    const size = Number(criteria['numberOfResults'] ?? 25);
    const found = visible(scope).filter(matcher(criteria));
    return {
      [kind.plural]: found.slice(start, start + size).map((item) => shown(kind, item, state)),
      total: found.length,
    };
  };
  app.get(`${kind.path}/search`, (context) => {
    const scope = authorize(context, state);
    return context.json(search(scope, context.req.query()));
  });
  app.post(`${kind.path}/search`, async (context) => {
    const scope = authorize(context, state);
    const criteria = (await jsonBody(context))['search'];
    return context.json(search(scope, isObject(criteria) ? criteria : {}));
  });

  app.get(kind.path, (context) => {
    const scope = authorize(context, state);
    const inactive = context.req.query('inactive') === 'true';
    const items = visible(scope).filter((item) => (item['active'] ?? true) !== inactive);
    return context.json({ [kind.plural]: items.map((item) => shown(kind, item, state)) });
  });
  app.get(`${kind.path}/:id`, (context) => {
    const scope = authorize(context, state);
    return answer(context, find(kind, state, scope, idOf(context)));
  });
  app.on(['PUT', 'PATCH'], `${kind.path}/:id`, async (context) => {
    const scope = authorize(context, state);
    const request = await jsonBody(context);
    // Nothing is waited for from here on, or what another request stores meanwhile would be lost.
    const existing = find(kind, state, scope, idOf(context));
    if (context.req.query('reactivate') === 'true') {
      const active = { ...existing, active: true, state: 'Active' };
      kind.collection(state).put(existing.id, active);
      return answer(context, active);
    }
    const body = changed(context, kind.name, existing, request);
    return answer(
      context,
      state.store.transaction(() => update(kind, state, existing, body)),
    );
  });
  app.delete(`${kind.path}/:id`, (context) => {
    const scope = authorize(context, state);
    const existing = find(kind, state, scope, idOf(context));
    if ('active' in kind.defaults && context.req.query('hardDelete') !== 'true') {
      kind.collection(state).put(existing.id, { ...existing, active: false, state: 'Inactive' });
    } else {
      state.store.transaction(() => remove(kind, state, existing));
    }
    return context.body(null, 200);
  });
}

/** Serves one kind of object whole. */
export function serve<T extends Document>(app: Hono, state: State, kind: ObjectKind<T>): void {
  serveExisting(app, state, kind);
  serveCreation(app, state, kind);
}

const FIELDS = ['name', 'email', 'username', 'fullName', 'kid', 'clientId', 'id'];

/** FusionAuth's search: `name` and `queryString` may hold stars, every other parameter is compared. */
function matcher(criteria: JsonObject): (item: Document) => boolean {
  const pattern = (value: unknown) => {
    const words = text(value)
      .trim()
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(words.join('.*'), 'i');
  };
  const name = criteria['name'] ? pattern(criteria['name']) : undefined;
  // A query may be `field:value`; only the value is compared.
  const query = criteria['queryString']
    ? pattern(text(criteria['queryString']).replace(/^[\w.]+:/, ''))
    : undefined;
  const equal = ['tenantId', 'type', 'algorithm', 'state'].filter((field) => criteria[field]);
  const ids = Array.isArray(criteria['ids']) ? criteria['ids'] : undefined;
  return (item) =>
    (!name || name.test(item.name ?? '')) &&
    (!query || FIELDS.some((field) => query.test(text(item[field])))) &&
    (!ids || ids.includes(item.id)) &&
    equal.every((field) => item[field] === criteria[field]);
}
