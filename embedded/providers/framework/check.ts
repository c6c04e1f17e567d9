import { createHash } from 'node:crypto';
import type { Dialect, Failure } from './package.ts';
import { snake } from './properties.ts';
import type { Properties, Property } from './properties.ts';
import { UNKNOWN, hasUnknown, isGiven, isObject, show } from './values.ts';
import type { Value, Values } from './values.ts';

/** How the engine wants names made where the program gives none. */
export interface Autonaming {
  /** The name to use, or to start from; undefined leaves the choice to the provider. */
  proposed?: string;
  /** Automatic names are switched off. */
  disabled?: boolean;
}

/** What a check runs with, besides the properties. */
export interface CheckContext {
  dialect: Dialect;
  /** The resource's name in the program, as messages quote it. */
  resource: string;
  /** Inputs of the last update; empty at the first one. */
  olds: Values;
  /** Makes automatic names the same again for the same step. */
  seed: Uint8Array;
  autonaming: Autonaming;
}

/** Checks inputs against the properties: fills in defaults, converts, and collects all failures. */
export function check(
  properties: Properties,
  news: Values,
  context: CheckContext,
): { inputs: Values; failures: Failure[] } {
  const checker = new Checker(context);
  const inputs = checker.object(properties, news, context.olds, [], []);
  return { inputs, failures: checker.failures };
}

/** Where a value is: as the program writes it, and as the provider behind the bridge names it. */
type Path = readonly string[];

class Checker {
  readonly failures: Failure[] = [];
  readonly #context: CheckContext;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  object(properties: Properties, news: Values, olds: Values, path: Path, tf: Path): Values {
    const inputs: Values = {};
    const defaults: string[] = [];
    for (const [name, property] of Object.entries(properties)) {
      if (property.outputOnly) continue;
      const given = news[name];
      const here = [...path, name];
      const there = [...tf, property.tf ?? snake(name)];
      if (isGiven(given)) {
        const converted = this.#value(property, given, olds[name] ?? null, here, there);
        if (isGiven(converted)) inputs[name] = converted;
        continue;
      }
      const fallback = this.#default(name, property, olds);
      if (fallback !== undefined) {
        inputs[name] = fallback;
        defaults.push(name);
      } else if (property.required) {
        this.#missing(here, there);
      }
    }
    if (this.#context.dialect === 'sdk') inputs['__defaults'] = defaults.sort();
    else keepForeign(properties, news, inputs);
    return inputs;
  }

  #default(name: string, property: Property, olds: Values): Value | undefined {
    if (property.autoname) return this.#name(olds[name]);
    // The bridge does not write a default of false into inputs.
    if (!isGiven(property.default) || property.default === false) return undefined;
    if (this.#context.dialect !== 'sdk') return undefined;
    const kept = olds['__defaults'];
    const old = olds[name];
    return Array.isArray(kept) && kept.includes(name) && isGiven(old) ? old : property.default;
  }

  #name(old: Value | undefined): Value | undefined {
    const { autonaming, resource, seed } = this.#context;
    if (typeof old === 'string' && old !== '') return old;
    if (autonaming.proposed) return autonaming.proposed;
    if (autonaming.disabled) return undefined;
    const hash = createHash('sha256').update(seed).update(resource);
    return `${resource}-${hash.digest('hex').slice(0, 7)}`;
  }

  #value(property: Property, value: Value, old: Value, path: Path, tf: Path): Value {
    if (value === UNKNOWN) return value;
    switch (property.type) {
      case 'list':
        return this.#list(property, value, old, path, tf);
      case 'map':
        return this.#map(property, value, path, tf);
      case 'block':
        if (!isObject(value)) return this.#mismatch(property, value, path);
        return this.object(
          property.properties ?? {},
          value,
          isObject(old) ? old : {},
          path,
          // Behind the bridge a block is a list of one; the elements of a list have their index.
          this.#context.dialect === 'framework' && !/^\d+$/.test(tf.at(-1) ?? '')
            ? [...tf, '0']
            : tf,
        );
      default:
        return this.#scalar(property, value, path, tf);
    }
  }

  #list(property: Property, value: Value, old: Value, path: Path, tf: Path): Value {
    if (!Array.isArray(value)) return this.#mismatch(property, value, path);
    const items = property.items ?? property;
    return value.map((item, index) =>
      this.#value(
        items,
        item,
        (Array.isArray(old) ? old[index] : null) ?? null,
        [...path, `[${index}]`],
        [...tf, String(index)],
      ),
    );
  }

  #map(property: Property, value: Value, path: Path, tf: Path): Value {
    if (!isObject(value)) return this.#mismatch(property, value, path);
    const items = property.items ?? property;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        this.#value(items, item, null, [...path, key], [...tf, key]),
      ]),
    );
  }

  #scalar(property: Property, value: Value, path: Path, tf: Path): Value {
    const converted = convert(property, value);
    if (converted === undefined) return this.#mismatch(property, value, path);
    if (property.oneOf && typeof converted === 'string' && !property.oneOf.includes(converted)) {
      const allowed = property.oneOf.map((one) => JSON.stringify(one)).join(' ');
      this.#fail(path, `expected ${tf.join('.')} to be one of [${allowed}], got ${converted}`);
    }
    if (typeof converted === 'string') this.#format(property, converted, path, tf);
    const [least, greatest] = property.length ?? [0, Infinity];
    if (typeof converted === 'string' && outside(converted.length, least, greatest)) {
      const got = property.secret ? `one of ${converted.length}` : converted;
      const range = `in the range (${least} - ${greatest})`;
      this.#fail(path, `expected length of ${tf.join('.')} to be ${range}, got ${got}`);
    }
    return converted;
  }

  #format(property: Property, value: string, path: Path, tf: Path): void {
    if (property.format === 'uuid' && value !== '' && !UUID.test(value)) {
      this.#fail(path, `expected "${tf.join('.')}" to be a valid UUID, got ${value}`);
    }
    const problem = property.format === 'json' ? jsonProblem(value) : undefined;
    if (problem) this.#fail(path, `"${tf.join('.')}" contains an invalid JSON: ${problem}`);
  }

  #missing(path: Path, tf: Path): void {
    this.#fail(
      path,
      `Missing required argument. The argument "${tf.join('.')}" is required, ` +
        'but no definition was found.',
    );
  }

  #fail(path: Path, message: string): void {
    const { dialect, resource } = this.#context;
    const inside = dialect === 'framework' ? path.join('.').replaceAll('.[', '[') : path[0];
    const where = `${resource}.${inside ?? ''}`;
    this.failures.push({ property: '', reason: `${message}. Examine values at '${where}'.` });
  }

  #mismatch(property: Property, value: Value, path: Path): Value {
    const got = property.secret ? `a ${typeof value}` : show(value);
    this.failures.push({
      property: path.join('.').replaceAll('.[', '['),
      reason: `expected ${EXPECTED[property.type]}, got ${got}`,
    });
    return null;
  }
}

const EXPECTED: Record<Property['type'], string> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  map: 'an object',
  block: 'an object',
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function jsonProblem(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const outside = (size: number, least: number, greatest: number): boolean =>
  size < least || size > greatest;

/** The value as its type, converted the way the bridge does; undefined if that is impossible. */
function convert(property: Property, value: Value): Value | undefined {
  if (typeof value === 'object') return undefined;
  switch (property.type) {
    case 'string':
      return String(value);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return value === 'true' || value === 'false' ? value === 'true' : undefined;
    default: {
      if (typeof value === 'boolean' || value === '' || value === null) return undefined;
      const parsed = Number(value);
      if (!Number.isFinite(parsed)) return undefined;
      return property.type === 'integer' ? Math.trunc(parsed) : parsed;
    }
  }
}

/** The dynamic bridge hands on what it does not know; the other one drops it. */
function keepForeign(properties: Properties, news: Values, inputs: Values): void {
  for (const [name, value] of Object.entries(news)) {
    if (!(name in properties) && isGiven(value) && !hasUnknown(value)) inputs[name] = value;
  }
}
