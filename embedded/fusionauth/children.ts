import type { Context, Hono } from 'hono';
import type { Application, Document, Permission, Role, State } from './documents.ts';
import { Errors, notFound, Refusal } from './errors.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { APPLICATION, role } from './kinds/application.ts';
import { ENTITY_TYPE, permission } from './kinds/entity.ts';
import { scope } from './kinds/scope.ts';
import { find, pathId } from './object.ts';
import type { ObjectKind } from './object.ts';
import { changed, jsonBody } from './body.ts';
import { authorize } from './scope.ts';
import type { Scope } from './scope.ts';

/** A kind of object that lives inside another: roles and scopes in applications, permissions in entity types. */
interface ChildKind<P extends Document, C extends Document & { name: string }> {
  name: string;
  parent: ObjectKind<P>;
  list: (parent: P) => C[];
  withList: (parent: P, children: C[]) => P;
  make: (given: JsonObject, id: string | undefined, others: C[], errors: Errors, parent: P) => C;
  /** Whether one can be read by itself, and not only as a part of its parent. */
  reads?: true;
  /** Takes what is gone from whoever held it. */
  withdraw?: (parent: P, names: string[], state: State) => void;
}

function serveChildren<P extends Document, C extends Document & { name: string }>(
  app: Hono,
  state: State,
  kind: ChildKind<P, C>,
): void {
  const { parent } = kind;
  const path = `${parent.path}/:id/${kind.name}`;
  const open = (context: Context, scope: Scope) => {
    const owner = find(
      parent,
      state,
      scope,
      pathId(context.req.param('id'), `${parent.name}Id`) ?? '',
    );
    return {
      owner,
      children: kind.list(owner),
      id: pathId(context.req.param('childId'), `${kind.name}Id`),
    };
  };
  const save = (owner: P, children: C[]) => {
    const changedOwner = { ...kind.withList(owner, children), lastUpdateInstant: Date.now() };
    parent.collection(state).put(owner.id, changedOwner);
  };
  const given = (body: JsonObject) =>
    isObject(body[kind.name]) ? (body[kind.name] as JsonObject) : {};

  app.on('POST', [path, `${path}/:childId`], async (context) => {
    const scope = authorize(context, state);
    const body = await jsonBody(context);
    const { owner, children, id } = open(context, scope);
    const errors = new Errors();
    if (children.some((child) => child.id === id)) {
      errors.field('duplicate', `${kind.name}Id`, `A ${kind.name} with Id [${id}] already exists.`);
    }
    const child = kind.make(given(body), id, children, errors, owner);
    errors.throwIfAny();
    save(owner, [...children, child]);
    return context.json({ [kind.name]: child });
  });
  if (kind.reads) {
    app.get(`${path}/:childId`, (context) => {
      const { children, id } = open(context, authorize(context, state));
      const found = children.find((child) => child.id === id);
      if (!found) throw notFound();
      return context.json({ [kind.name]: found });
    });
  }
  app.on(['PUT', 'PATCH'], `${path}/:childId`, async (context) => {
    const scope = authorize(context, state);
    const request = await jsonBody(context);
    const { owner, children, id } = open(context, scope);
    const existing = children.find((child) => child.id === id);
    if (!existing) throw notFound();
    const body = changed(context, kind.name, existing, request);
    const errors = new Errors();
    const child = kind.make({ name: existing.name, ...given(body) }, id, children, errors, owner);
    errors.throwIfAny();
    save(
      owner,
      children.map((other) => (other.id === id ? child : other)),
    );
    return context.json({ [kind.name]: child });
  });
  app.on('DELETE', [path, `${path}/:childId`], (context) => {
    const { owner, children, id } = open(context, authorize(context, state));
    const name = context.req.query('name');
    if (id === undefined && name === undefined) {
      throw new Refusal(
        400,
        new Errors().field(
          'missing',
          `${kind.name}Id`,
          `You must specify the [${kind.name}Id] parameter.`,
        ),
      );
    }
    const rest = children.filter((child) =>
      id === undefined ? child.name !== name : child.id !== id,
    );
    if (rest.length === children.length) throw notFound();
    const gone = children.filter((child) => !rest.includes(child));
    state.store.transaction(() => {
      save(owner, rest);
      const names = gone.map((child) => child.name);
      kind.withdraw?.(owner, names, state);
    });
    return context.body(null, 200);
  });
}

/** Serves roles, scopes and permissions. */
export function serveMembers(app: Hono, state: State): void {
  serveChildren(app, state, {
    name: 'role',
    parent: APPLICATION,
    list: (application): Role[] => application.roles,
    withList: (application, roles) => ({ ...application, roles }),
    make: role,
    withdraw: withdrawRoles,
  });
  serveChildren(app, state, {
    name: 'scope',
    parent: APPLICATION,
    list: (application) => application.scopes,
    withList: (application, scopes) => ({ ...application, scopes }),
    make: scope,
    reads: true,
  });
  serveChildren(app, state, {
    name: 'permission',
    parent: ENTITY_TYPE,
    list: (type): Permission[] => type.permissions,
    withList: (type, permissions) => ({ ...type, permissions }),
    make: permission,
  });
}

/** FusionAuth takes a deleted role from all users that had it. */
function withdrawRoles({ id }: Application, names: string[], state: State): void {
  for (const user of state.users.all()) {
    const registrations = user.registrations.map((one) => {
      const roles = (one.roles ?? []).filter((name) => !names.includes(name));
      return one.applicationId === id ? { ...one, roles } : one;
    });
    if (user.registrations.some(({ applicationId }) => applicationId === id)) {
      state.users.put(user.id, { ...user, registrations });
    }
  }
}
