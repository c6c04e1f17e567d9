import type { Field, Limits } from './field.ts';
import type { Entity } from './value.ts';

/** Part of a field definition that a conditional check tries a value against. */
export type Match = Limits & { required?: boolean; elements?: Field };

/** A rule over several fields of an entity; fields may be dotted paths. */
export type Check =
  | { kind: 'atLeastOneOf' | 'onlyOneOf' | 'allOrNone' | 'distinct'; fields: readonly string[] }
  | { kind: 'conditional'; if: string; matches: Match; then: string; must: Match; error?: string }
  | {
      kind: 'conditionalAtLeastOneOf';
      if: string;
      branches: readonly {
        matches: Match;
        fields: readonly string[];
        error: (list: string) => string;
      }[];
    }
  | { kind: 'custom'; fields: readonly string[]; check: (entity: Entity) => string | undefined };

/** At least one of the fields is neither null nor empty. */
export function atLeastOneOf(...fields: string[]): Check {
  return { kind: 'atLeastOneOf', fields };
}

/** If `field` matches, `then` must. */
export function when(
  field: string,
  matches: Match,
  then: string,
  must: Match,
  error?: string,
): Check {
  return { kind: 'conditional', if: field, matches, then, must, ...(error ? { error } : {}) };
}
