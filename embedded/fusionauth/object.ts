import { randomUUID } from 'node:crypto';
import type { Collection } from '../store.ts';
import type { Document, State } from './documents.ts';
import { Errors, notFound, Refusal } from './errors.ts';
import { isBlank, isObject, isUuid, overlay, without } from './json.ts';
import type { JsonObject } from './json.ts';
import { requiredTenant, sees } from './scope.ts';
import { checkRules } from './rules.ts';
import type { FieldRule } from './rules.ts';
import type { Scope } from './scope.ts';

/** What is known of a change while it is being checked. */
export interface Change<T extends Document> {
  readonly state: State;
  /** The whole request body: some kinds take parameters beside the object. */
  readonly body: JsonObject;
  /** The object as the request gives it. */
  readonly request: JsonObject;
  readonly existing: T | undefined;
  readonly errors: Errors;
}

/** Everything that sets one kind of object apart from the others; the endpoints follow from it. */
export interface ObjectKind<T extends Document> {
  /** The object's name in requests, answers and error paths. */
  readonly name: string;
  readonly plural: string;
  readonly path: string;
  readonly scope: 'global' | 'tenant';
  readonly collection: (state: State) => Collection<T>;
  readonly defaults: JsonObject;
  readonly rules: readonly FieldRule[];
  /** What FusionAuth does not serve of this kind. */
  readonly lacks?: readonly ('list' | 'patch')[];
  /** Fields that only FusionAuth sets: a request cannot change them. */
  readonly kept: readonly string[];
  /** Fields that keep their value when an update leaves them out. */
  readonly carried?: readonly string[];
  /** Fills in what is derived or generated, and reports what rules cannot express. */
  readonly complete?: (draft: T, change: Change<T>) => void;
  /** The object as an answer shows it; without this, as it is stored. */
  readonly present?: (document: T, state: State) => JsonObject;
  /** The object as the answer to its creation shows it, where that differs. */
  readonly presentNew?: (document: T, state: State) => JsonObject;
  /** Reports why the object cannot be deleted. */
  readonly inUse?: (document: T, state: State, errors: Errors) => void;
  /** Deletes what cannot be without the object. */
  readonly cascade?: (document: T, state: State) => void;
}

/** Checks and completes what a request wants stored; throws all that is wrong with it. */
function draftOf<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  identity: JsonObject,
  body: JsonObject,
  existing: T | undefined,
  errors: Errors,
): T {
  const request = isObject(body[kind.name]) ? (body[kind.name] as JsonObject) : {};
  const draft = overlay(overlay(kind.defaults, existing ? {} : copied(kind, state, body)), request);
  for (const name of kind.kept) delete draft[name];
  for (const name of existing ? [...kind.kept, ...(kind.carried ?? [])] : []) {
    if (isBlank(draft[name]) && existing?.[name] !== undefined) draft[name] = existing[name];
  }
  const now = Date.now();
  Object.assign(draft, identity, {
    insertInstant: existing?.insertInstant ?? now,
    lastUpdateInstant: now,
  });
  const result = draft as T;
  const change: Change<T> = { state, body, request, existing, errors };
  checkRules(kind, result, state, errors);
  kind.complete?.(result, change);
  errors.throwIfAny();
  return result;
}

/** What a new object takes over from the one that the request names as its source. */
function copied<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  body: JsonObject,
): JsonObject {
  const what = kind.name === 'apiKey' ? 'key' : kind.name;
  const name = `source${what.charAt(0).toUpperCase()}${what.slice(1)}Id`;
  const id = body[name];
  if (typeof id !== 'string') return {};
  const source = kind.collection(state).get(id);
  if (!source)
    throw new Refusal(400, new Errors().invalid(name, `Nothing exists with Id [${id}].`));
  return without(source, ...kind.kept, 'key', 'name');
}

/** Reads a path's id: `undefined` if there is none, refused if it is no UUID. */
export function pathId(value: string | undefined, name: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (isUuid(value)) return value.toLowerCase();
  throw new Refusal(400, new Errors().notUuid(name, value));
}

/** The object of that id, or 404 if there is none that the request may see. */
export function find<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  scope: Scope,
  id: string,
): T {
  const document = kind.collection(state).get(id);
  if (!document || (kind.scope === 'tenant' && !sees(scope, document['tenantId'])))
    throw notFound();
  return document;
}

export function create<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  scope: Scope,
  id: string | undefined,
  body: JsonObject,
): T {
  const collection = kind.collection(state);
  const errors = new Errors();
  if (id && collection.get(id)) {
    errors.duplicate(`${kind.name}Id`, `A ${kind.name} with Id [${id}]`);
  }
  const identity: JsonObject = { id: id ?? randomUUID() };
  if (kind.scope === 'tenant') identity['tenantId'] = requiredTenant(scope, state).id;
  const draft = draftOf(kind, state, identity, body, undefined, errors);
  collection.put(draft.id, draft);
  return draft;
}

export function update<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  existing: T,
  body: JsonObject,
): T {
  const identity: JsonObject = { id: existing.id };
  if (kind.scope === 'tenant') identity['tenantId'] = existing['tenantId'];
  const draft = draftOf(kind, state, identity, body, existing, new Errors());
  kind.collection(state).put(draft.id, draft);
  return draft;
}

export function remove<T extends Document>(kind: ObjectKind<T>, state: State, existing: T): void {
  const errors = new Errors();
  kind.inUse?.(existing, state, errors);
  errors.throwIfAny();
  kind.cascade?.(existing, state);
  kind.collection(state).delete(existing.id);
}

/** Deletes all objects of a kind that belong to a tenant, with what hangs on them. */
export function removeAll<T extends Document>(
  kind: ObjectKind<T>,
  state: State,
  tenantId: string,
): void {
  for (const item of kind.collection(state).all()) {
    if (item['tenantId'] !== tenantId) continue;
    kind.cascade?.(item, state);
    kind.collection(state).delete(item.id);
  }
}

/** The object as an answer shows it. */
export const shown = <T extends Document>(
  kind: ObjectKind<T>,
  document: T,
  state: State,
): JsonObject => (kind.present ? kind.present(document, state) : document);
