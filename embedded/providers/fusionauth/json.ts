import type { Properties, Property } from '../framework/properties.ts';
import { ordered } from '../framework/plan.ts';
import { isGiven, isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/** How a property is written in JSON where it is not simply the same value. */
export interface Codec {
  /** The JSON value, or undefined to leave it out. */
  send: (value: Value | undefined) => Value | undefined;
  read: (json: Value | undefined) => Value;
}

/** What sets a resource's JSON apart from its properties; names are property paths, with dots. */
export interface Wire {
  /** The member of bodies that holds the object. */
  wrapper: string;
  properties: Properties;
  codecs?: Record<string, Codec>;
  /** Sent, but the official provider does not read it back. */
  unread?: readonly string[];
  /** What is sent in each element of a list although no property says it. */
  inElements?: Record<string, Values>;
  /** Read, but never sent. */
  unsent?: readonly string[];
}

/**
 * Builds a request body as Go writes its structures, which is what the official provider sends:
 * every boolean and every object is there, empty text, zero and empty lists are not.
 */
export function toJson(wire: Wire, values: Values): Values {
  const body: Values = {};
  new Writer(wire, body).object(wire.properties, values, [wire.wrapper], []);
  return body;
}

/** Reads the properties out of an answer, with the zero value of its type for what is not there. */
export function fromJson(wire: Wire, answer: Values): Values {
  return readObject(wire, wire.properties, answer, [wire.wrapper], []);
}

type Path = readonly string[];

/** The path of a property below that of the object around it; undefined if it has none. */
function place(name: string, property: Property, parent: Path): Path | undefined {
  if (property.json === false) return undefined;
  const json = property.json ?? name;
  return json.startsWith('/') ? json.slice(1).split('.') : [...parent, ...json.split('.')];
}

/** The properties of the one object that a property holds, if it holds one. */
function single(property: Property): Properties | undefined {
  if (property.type === 'block') return property.properties;
  return property.one ? property.items?.properties : undefined;
}

class Writer {
  readonly #wire: Wire;
  readonly #body: Values;

  constructor(wire: Wire, body: Values) {
    this.#wire = wire;
    this.#body = body;
  }

  object(properties: Properties, values: Values, parent: Path, path: Path): void {
    ensure(this.#body, parent);
    for (const [name, property] of Object.entries(properties)) {
      const here = [...path, name];
      const key = here.join('.');
      const target = place(name, property, parent);
      if (!target || property.outputOnly || this.#wire.unsent?.includes(key)) continue;
      this.#property(property, values[name], target, here, this.#wire.codecs?.[key]);
    }
  }

  #property(
    property: Property,
    value: Value | undefined,
    target: Path,
    here: Path,
    codec: Codec | undefined,
  ): void {
    const holder = ensure(this.#body, target.slice(0, -1));
    const nested = single(property);
    if (!codec && nested) {
      const object = Array.isArray(value) ? value[0] : value;
      this.object(nested, isObject(object) ? object : {}, target, here);
      return;
    }
    const json = codec ? codec.send(value) : this.#plain(property, value, here);
    if (json !== undefined) holder[target.at(-1) ?? ''] = json;
  }

  /** The value as it is, or undefined for what Go leaves out. */
  #plain(property: Property, value: Value | undefined, here: Path): Value | undefined {
    if (property.type === 'boolean') return value === true;
    if (!isGiven(value) || value === '' || value === 0) return undefined;
    if (isObject(value)) return Object.keys(value).length > 0 ? value : undefined;
    if (!Array.isArray(value)) return value;
    const elements = property.items?.properties;
    const list = elements
      ? value.filter(isObject).map((item) => this.#element(elements, item, here))
      : value;
    return list.length > 0 ? list : undefined;
  }

  #element(properties: Properties, item: Values, here: Path): Values {
    const body: Values = {};
    new Writer(this.#wire, body).object(properties, item, ['element'], here);
    return { ...this.#wire.inElements?.[here.join('.')], ...ensure(body, ['element']) };
  }
}

function readObject(
  wire: Wire,
  properties: Properties,
  answer: Values,
  parent: Path,
  path: Path,
): Values {
  const values: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const here = [...path, name];
    const key = here.join('.');
    const source = place(name, property, parent);
    if (!source || wire.unread?.includes(key)) continue;
    const codec = wire.codecs?.[key];
    const nested = single(property);
    if (codec) {
      const value = codec.read(take(answer, source));
      values[name] = property.set && Array.isArray(value) ? ordered(value) : value;
    } else if (nested) {
      const object = readObject(wire, nested, answer, source, here);
      values[name] = property.type === 'block' ? object : [object];
    } else values[name] = readPlain(wire, property, take(answer, source), here);
  }
  return values;
}

function readPlain(wire: Wire, property: Property, json: Value | undefined, here: Path): Value {
  switch (property.type) {
    case 'boolean':
      return json === true;
    case 'string':
      return text(json);
    case 'map':
      return isObject(json) ? json : {};
    case 'list': {
      const elements = property.items?.properties;
      const list = Array.isArray(json) ? json : [];
      if (!elements) return property.set ? ordered(list) : list;
      const objects = list
        .filter(isObject)
        .map((element) => readObject(wire, elements, { element }, ['element'], here));
      return property.set ? ordered(objects) : objects;
    }
    default:
      return typeof json === 'number' ? json : 0;
  }
}

/** The object at a path, made if it is not there. */
function ensure(target: Values, path: Path): Values {
  let object = target;
  for (const key of path) {
    const next = object[key];
    const inner = isObject(next) ? next : {};
    object[key] = inner;
    object = inner;
  }
  return object;
}

/** The value at a path. */
export function take(source: Values, path: Path): Value | undefined {
  let value: Value | undefined = source;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}
