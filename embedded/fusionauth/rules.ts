import type { Document, Key, State } from './documents.ts';
import type { Errors } from './errors.ts';
import type { Collection } from '../store.ts';
import { at, isBlank, isUuid, shownAs } from './json.ts';

/** A rule for one field of a kind of object; `path` is below the object, with dots. */
export interface FieldRule {
  path: string;
  required?: true;
  /** No two objects may have the same value, ignoring case: at all, or within a tenant. */
  unique?: 'everywhere' | 'tenant';
  /** The value is the id of an object of this collection. */
  refersTo?: 'tenants' | 'applications' | 'keys' | 'entityTypes';
  /** A whole number above zero. */
  positive?: true;
}

/** What of a kind of object its rules need. */
interface Ruled<T extends Document> {
  readonly name: string;
  readonly rules: readonly FieldRule[];
  readonly collection: (state: State) => Collection<T>;
}

/** What holds for the token settings of tenants and applications alike. */
export const JWT_RULES: readonly FieldRule[] = [
  { path: 'jwtConfiguration.accessTokenKeyId', refersTo: 'keys' },
  { path: 'jwtConfiguration.idTokenKeyId', refersTo: 'keys' },
  { path: 'jwtConfiguration.timeToLiveInSeconds', positive: true },
  { path: 'jwtConfiguration.refreshTokenTimeToLiveInMinutes', positive: true },
];

const canSign = (key: Key): boolean => key.secret !== undefined || key.privateKey !== undefined;

/** Reports each rule of the kind that the object breaks. */
export function checkRules<T extends Document>(
  kind: Ruled<T>,
  draft: T,
  state: State,
  errors: Errors,
): void {
  for (const rule of kind.rules) {
    const field = `${kind.name}.${rule.path}`;
    const value = at(draft, rule.path);
    if (isBlank(value)) {
      if (rule.required) errors.blank(field);
      continue;
    }
    const shown = shownAs(value);
    if (rule.refersTo) checkReference(state, rule.refersTo, field, value, errors);
    if (rule.positive && !(Number(value) > 0)) {
      errors.invalid(field, `[${shown}] must be greater than [0].`);
    }
    if (rule.unique && isTaken(kind, state, draft, rule, shown)) {
      const kindName = kind.name.charAt(0).toUpperCase() + kind.name.slice(1);
      errors.duplicate(
        field,
        `A ${kind.name === 'user' ? kindName : kind.name} with ${rule.path} [${shown}]`,
      );
    }
  }
}

function checkReference(
  state: State,
  collection: NonNullable<FieldRule['refersTo']>,
  field: string,
  value: unknown,
  errors: Errors,
): void {
  if (!isUuid(value)) {
    errors.notUuid(field, value);
    return;
  }
  const target = state[collection].get(value);
  if (!target) errors.invalid(field, `Nothing exists with Id [${value}].`);
  else if (collection === 'keys' && !canSign(target as Key)) {
    errors.invalid(field, `The key with Id [${value}] has no private key or secret to sign with.`);
  }
}

function isTaken<T extends Document>(
  kind: Ruled<T>,
  state: State,
  draft: T,
  rule: FieldRule,
  value: string,
): boolean {
  const wanted = value.toLowerCase();
  return kind
    .collection(state)
    .all()
    .some((other) => {
      const near = rule.unique === 'everywhere' || other['tenantId'] === draft['tenantId'];
      return (
        near && other.id !== draft.id && shownAs(at(other, rule.path)).toLowerCase() === wanted
      );
    });
}
