import type { Failure } from '../framework/package.ts';
import { snake } from '../framework/properties.ts';
import { isGiven } from '../framework/values.ts';
import type { Values } from '../framework/values.ts';

type Check = (inputs: Values, resource: string) => Failure[];

const listed = (names: readonly string[]): string => `\`${names.map(snake).join(',')}\``;

/** One failure for each of the properties, in the words of the official bridge. */
const failures = (
  names: readonly string[],
  resource: string,
  words: (name: string) => string,
): Failure[] =>
  names.map((name) => ({
    property: '',
    reason: `${words(snake(name))}. Examine values at '${resource}.${name}'.`,
  }));

/** At least one of the properties must be given. */
export const atLeastOne =
  (...names: string[]): Check =>
  (inputs, resource) =>
    names.some((name) => isGiven(inputs[name]))
      ? []
      : failures(
          names,
          resource,
          (name) =>
            `Missing required argument. "${name}": one of ${listed(names)} must be specified`,
        );

/** One of the properties must be given, and no other. */
export const exactlyOne =
  (...names: string[]): Check =>
  (inputs, resource) => {
    const given = names.filter((name) => isGiven(inputs[name]));
    if (given.length === 1) return [];
    const why =
      given.length === 0
        ? `one of ${listed(names)} must be specified`
        : `only one of ${listed(names)} can be specified, but ${listed(given)} were specified.`;
    return failures(
      names,
      resource,
      (name) => `Invalid combination of arguments. "${name}": ${why}`,
    );
  };
