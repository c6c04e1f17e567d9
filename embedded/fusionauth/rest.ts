import type { Context, Hono } from 'hono';
import { changed, jsonBody } from './body.ts';
import type { Document, State } from './documents.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { matcher, order } from './search.ts';
import { create, find, pathId, remove, shown, update } from './object.ts';
import type { ObjectKind } from './object.ts';
import { authorize, sees } from './scope.ts';
import type { Scope } from './scope.ts';

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

/** Serves the list and the search of one kind of object. */
function serveLists<T extends Document>(app: Hono, state: State, kind: ObjectKind<T>): void {
  const visible = (scope: Scope) =>
    kind
      .collection(state)
      .all()
      .filter((item) => kind.scope === 'global' || sees(scope, item['tenantId']));

  const search = (scope: Scope, criteria: JsonObject) => {
    const start = Number(criteria['startRow'] ?? 0);
    const size = Number(criteria['numberOfResults'] ?? 25);
    const found = visible(scope).filter(matcher(criteria)).sort(order(criteria));
    return {
      [kind.plural]: found.slice(start, start + size).map((item) => shown(kind, item, state)),
      total: found.length,
    };
  };
  app.get(`${kind.path}/search`, (context) => {
    const scope = authorize(context, state);
    const { ids } = context.req.queries();
    return context.json(search(scope, { ...context.req.query(), ...(ids ? { ids } : {}) }));
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
  const refuse = (context: Context) => {
    authorize(context, state);
    return context.body(null, 405);
  };
  if (kind.lacks?.includes('list')) {
    app.all(`${kind.path}/search`, refuse);
    app.get(kind.path, refuse);
  } else serveLists(app, state, kind);
  if (kind.lacks?.includes('patch')) app.patch(`${kind.path}/:id`, refuse);

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
      const active = withActivity(kind, existing, true);
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
      kind.collection(state).put(existing.id, withActivity(kind, existing, false));
    } else {
      state.store.transaction(() => remove(kind, state, existing));
    }
    return context.body(null, 200);
  });
}

/** The object switched on or off; some kinds say so in a second field. */
function withActivity<T extends Document>(kind: ObjectKind<T>, item: T, active: boolean): T {
  const state = 'state' in kind.defaults ? { state: active ? 'Active' : 'Inactive' } : {};
  return { ...item, active, ...state };
}

/** Serves one kind of object whole. */
export function serve<T extends Document>(app: Hono, state: State, kind: ObjectKind<T>): void {
  serveExisting(app, state, kind);
  serveCreation(app, state, kind);
}
