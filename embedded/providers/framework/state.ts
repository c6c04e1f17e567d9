import type { Dialect } from './package.ts';
import { isEmpty } from './plan.ts';
import type { Properties, Property } from './properties.ts';
import { isGiven, isObject, same, secret, UNKNOWN } from './values.ts';
import type { Value, Values } from './values.ts';

/** Shapes values as the engine keeps them: nulls or gaps, and secrets wrapped. */
export function stateValues(properties: Properties, values: Values, dialect: Dialect): Values {
  const state: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = values[name];
    if (isGiven(value)) {
      const shaped = stateValue(property, value, dialect);
      state[name] = hidden(property, shaped, dialect);
    } else if (property.absent !== undefined) {
      state[name] = property.absent;
    } else if (dialect === 'sdk') {
      state[name] = null;
    }
  }
  return state;
}

/** One bridge wraps even what is not known yet. */
const hidden = (property: Property, value: Value, dialect: Dialect): Value =>
  property.secret && (value !== UNKNOWN || dialect === 'sdk') ? secret(value) : value;

function stateValue(property: Property, value: Value, dialect: Dialect): Value {
  if (property.type === 'block' && isObject(value)) {
    return stateValues(property.properties ?? {}, value, dialect);
  }
  if (property.type === 'list' && Array.isArray(value)) {
    return value.map((item) => stateValue(property.items ?? property, item, dialect));
  }
  return value;
}

/** Wraps the inputs that the schema marks secret, as the bridges hand them back. */
export function secretInputs(properties: Properties, inputs: Values): Values {
  const wrapped: Values = {};
  for (const [name, value] of Object.entries(inputs)) {
    const property = properties[name];
    wrapped[name] = property ? secretInput(property, value) : value;
  }
  return wrapped;
}

function secretInput(property: Property, value: Value): Value {
  if (property.secret && value !== UNKNOWN && isGiven(value)) return secret(value);
  if (property.type === 'block' && isObject(value)) {
    return secretInputs(property.properties ?? {}, value);
  }
  if (property.type === 'list' && property.items && Array.isArray(value)) {
    const { items } = property;
    return value.map((item) => secretInput(items, item));
  }
  return value;
}

/**
 * The inputs that describe what a read found. At a refresh these are the inputs of the program with
 * what changed outside; at an import everything that differs from the defaults.
 */
export function readInputs(
  properties: Properties,
  state: Values,
  olds: Values | undefined,
  dialect: Dialect,
  loose = false,
): Values {
  const inputs: Values = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = state[name];
    if (property.outputOnly) continue;
    const old = olds?.[name];
    if (olds) {
      if (isGiven(old) && property.normalise) inputs[name] = old;
      else if (isGiven(old) && isGiven(value))
        inputs[name] = refreshed(property, value, old, dialect);
    } else if (isImported(property, value, dialect, loose)) {
      inputs[name] = imported(property, value ?? null, dialect, loose);
    }
  }
  const defaults = olds ? keptDefaults(properties, olds, inputs) : [];
  if (dialect === 'sdk' && (!olds || defaults.length > 0)) inputs['__defaults'] = defaults;
  return inputs;
}

/** At an import, what is as it would be without being given is left out. */
function isImported(
  property: Property,
  value: Value | undefined,
  dialect: Dialect,
  loose: boolean,
): boolean {
  if (dialect === 'framework')
    return isGiven(value) && ((property.required && !loose) || !isBare(property, value));
  return property.default === undefined ? !isEmpty(value) : !same(value, property.default);
}

/** Whether an import would say nothing about it: a zero value, or a block of such. */
function isBare(property: Property, value: Value): boolean {
  if (property.type !== 'block' || !isObject(value)) {
    return isEmpty(value) || (isObject(value) && Object.keys(value).length === 0);
  }
  const inputs = readInputs(property.properties ?? {}, value, undefined, 'framework');
  return Object.keys(inputs).length === 0;
}

function refreshed(property: Property, value: Value, old: Value, dialect: Dialect): Value {
  if (property.type === 'block' && isObject(value) && isObject(old)) {
    return readInputs(property.properties ?? {}, value, old, dialect);
  }
  if (property.type === 'list' && Array.isArray(value) && Array.isArray(old)) {
    const items = property.items ?? property;
    // One bridge looks only as far as the program's own list reaches.
    const seen = dialect === 'sdk' ? value.slice(0, old.length) : value;
    return seen.map((item, index) => {
      const before = old[index];
      return before === undefined
        ? imported(items, item, dialect)
        : refreshed(items, item, before, dialect);
    });
  }
  return value;
}

function imported(property: Property, value: Value, dialect: Dialect, loose = false): Value {
  if (property.type === 'block' && isObject(value)) {
    return readInputs(property.properties ?? {}, value, undefined, dialect, loose);
  }
  if (property.type === 'list' && Array.isArray(value)) {
    const promiseNothing = loose || property.attribute === true;
    return value.map((item) => imported(property.items ?? property, item, dialect, promiseNothing));
  }
  return value;
}

/** What was a default is one still, unless it was changed outside. */
function keptDefaults(properties: Properties, olds: Values, inputs: Values): Value[] {
  const names = olds['__defaults'];
  if (!Array.isArray(names)) return [];
  return names.filter((name) => {
    if (typeof name !== 'string' || !(name in inputs)) return false;
    const fallback = properties[name]?.default ?? olds[name];
    return same(inputs[name], fallback);
  });
}
