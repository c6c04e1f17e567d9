import type { Properties, Property } from '../framework/properties.ts';
import { isGiven, isObject } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/**
 * Builds the request body: the values under `wrapper`, each at the place its property names.
 * Places with a slash in front count from the top of the body.
 */
export function toJson(properties: Properties, values: Values, wrapper: string): Values {
  const body: Values = { [wrapper]: {} };
  write(properties, values, [wrapper], body);
  return body;
}

/** Reads the values of all properties that the server keeps out of its answer. */
export function fromJson(properties: Properties, answer: Values, wrapper: string): Values {
  return read(properties, [wrapper], answer) ?? {};
}

type Path = readonly string[];

/** The path of a property below the path of the object around it; undefined if it has none. */
function place(name: string, property: Property, parent: Path): Path | undefined {
  if (property.json === false) return undefined;
  const json = property.json ?? name;
  return json.startsWith('/') ? json.slice(1).split('.') : [...parent, ...json.split('.')];
}

function write(properties: Properties, values: Values, parent: Path, body: Values): void {
  for (const [name, property] of Object.entries(properties)) {
    const value = values[name];
    const path = place(name, property, parent);
    if (!path || !isGiven(value)) continue;
    const nested = property.type === 'list' ? property.items?.properties : property.properties;
    if (!nested) {
      put(body, path, value);
    } else if (property.type === 'block' || property.one) {
      const object = Array.isArray(value) ? value[0] : value;
      if (isObject(object)) write(nested, object, path, body);
    } else if (Array.isArray(value)) {
      const elements = value.filter((element) => isObject(element));
      put(
        body,
        path,
        elements.map((element) => toJson(nested, element, 'element')['element'] ?? {}),
      );
    }
  }
}

function read(properties: Properties, parent: Path, answer: Values): Values | undefined {
  const values: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const path = place(name, property, parent);
    if (!path) continue;
    const nested = property.type === 'list' ? property.items?.properties : property.properties;
    let value: Value | undefined;
    if (!nested) {
      value = take(answer, path);
    } else if (property.type === 'block' || property.one) {
      const object = read(nested, path, answer);
      value = object && property.one ? [object] : object;
    } else {
      const elements = take(answer, path);
      value = Array.isArray(elements)
        ? elements.map((element) => fromJson(nested, { element }, 'element'))
        : undefined;
    }
    if (isGiven(value)) values[name] = value;
  }
  return Object.keys(values).length > 0 ? values : undefined;
}

function put(target: Values, path: Path, value: Value): void {
  let object = target;
  for (const key of path.slice(0, -1)) {
    const next = object[key];
    const inner = isObject(next) ? next : {};
    object[key] = inner;
    object = inner;
  }
  object[path.at(-1) ?? ''] = value;
}

function take(source: Values, path: Path): Value | undefined {
  let value: Value | undefined = source;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return value;
}
