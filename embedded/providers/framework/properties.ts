import type { Value } from './values.ts';

/** What is declared about one property; everything but `type` is optional. */
export interface Property {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'block';
  /** The type of the elements of a list or a map. */
  items?: Property;
  /** The properties of a block, which becomes a type of its own in the schema. */
  properties?: Properties;
  /** The name of a block's type, where it does not follow from the property's name. */
  typeName?: string;
  /** Must be given. */
  required?: boolean;
  /** The server decides where the program says nothing. */
  computed?: boolean;
  /** Cannot be given: only read. */
  outputOnly?: boolean;
  /** Defaults to the resource's name and a few random characters. */
  autoname?: boolean;
  secret?: boolean;
  /** A change replaces the resource. */
  replace?: boolean;
  default?: Value;
  /** What state holds where nothing was given; the bridge writes an empty list for some blocks. */
  absent?: Value;
  /** The order of a list means nothing. */
  set?: boolean;
  deprecated?: string;
  /** The values allowed. */
  oneOf?: readonly string[];
  /** What a string must be besides. */
  format?: 'uuid' | 'json';
  /** The least and the greatest length of a string. */
  length?: readonly [number, number];
  /** The provider's own name where it does not follow from the property's, for messages. */
  tf?: string;
  /** Left out by the program, it stays as it is on the server. */
  kept?: boolean;
  /**
   * Its place in the server's object, if not under its own name in the object around it; dotted,
   * with a slash in front from the top of the body. `false`: the server knows nothing of it.
   */
  json?: string | false;
  /** A list that has one element at most, which the server keeps as an object. */
  one?: boolean;
  /** The bridge knows this list as one value, not as blocks: its elements promise nothing. */
  attribute?: boolean;
  /** Whether two values mean the same; then the one in state stays. */
  equivalent?: (a: Value, b: Value) => boolean;
  /** Brings a value into the form kept in state; values with the same form mean the same. */
  normalise?: (value: Value) => Value;
}

export type Properties = Record<string, Property>;

type Options = Omit<Property, 'type' | 'items' | 'properties'>;

export const string = (options: Options = {}): Property => ({ type: 'string', ...options });
export const integer = (options: Options = {}): Property => ({ type: 'integer', ...options });
export const number = (options: Options = {}): Property => ({ type: 'number', ...options });
export const boolean = (options: Options = {}): Property => ({ type: 'boolean', ...options });
export const list = (items: Property, options: Options = {}): Property => ({
  type: 'list',
  items,
  ...options,
});
const map = (items: Property, options: Options = {}): Property => ({
  type: 'map',
  items,
  ...options,
});
/** One nested object. */
export const block = (properties: Properties, options: Options = {}): Property => ({
  type: 'block',
  properties,
  ...options,
});
/** A list of nested objects. */
export const blocks = (properties: Properties, options: Options = {}): Property =>
  list(block(properties), options);

/** Strings by name. */
export const stringMap = (options: Options = {}): Property => map(string(), options);

/** A list of strings. */
export const strings = (options: Options = {}): Property => list(string(), options);

/** The snake_case name under which a property is known to the provider behind the bridge. */
export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name of one element of a property that holds several. */
export const singular = (name: string): string =>
  name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');
