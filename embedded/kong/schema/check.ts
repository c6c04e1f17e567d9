import type { Check, Match } from './field.ts';

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
