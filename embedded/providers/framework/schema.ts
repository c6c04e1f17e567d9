import type { ConfigProperty, Dialect, PackageDefinition, ResourceDefinition } from './package.ts';
import { singular } from './properties.ts';
import type { Properties, Property } from './properties.ts';
import type { Value, Values } from './values.ts';

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Builds the Pulumi package schema of one package. */
class SchemaBuilder {
  readonly #package: string;
  readonly #dialect: Dialect;
  readonly #types: Values = {};

  constructor(name: string, dialect: Dialect) {
    this.#package = name;
    this.#dialect = dialect;
  }

  get types(): Values {
    return sorted(this.#types);
  }

  /** The schema of one resource; blocks become types named after the resource and the property. */
  resource(definition: Pick<ResourceDefinition<never>, 'token' | 'properties' | 'idProperty'>) {
    const name = definition.token.split(':').at(-1) ?? definition.token;
    const all = allProperties(definition);
    const inputs = Object.entries(all).filter(([, property]) => !property.outputOnly);
    return {
      properties: this.#properties(name, all, false),
      required: names(Object.entries(all).filter(([, p]) => this.#isAlwaysThere(p))),
      inputProperties: this.#properties(name, Object.fromEntries(inputs), true),
      requiredInputs: names(inputs.filter(([, p]) => p.required && p.default === undefined)),
      stateInputs: {
        description: `Input properties used for looking up and filtering ${name} resources.\n`,
        properties: this.#properties(name, all, true),
        type: 'object',
      },
    };
  }

  #properties(owner: string, properties: Properties, asInputs: boolean): Values {
    const result: Values = {};
    for (const [name, property] of Object.entries(properties)) {
      result[name] = {
        ...this.#type(owner, name, property),
        ...(property.secret ? { secret: true } : {}),
        ...(property.deprecated ? { deprecationMessage: property.deprecated } : {}),
        ...(asInputs && property.replace && this.#dialect === 'sdk'
          ? { willReplaceOnChanges: true }
          : {}),
      };
    }
    return sorted(result);
  }

  /** Whether a resource that exists has it. The dynamic bridge does not promise computed blocks. */
  #isAlwaysThere(property: Property): boolean {
    if (property.required || property.autoname) return true;
    if (!property.computed && !property.outputOnly) return false;
    const nested = property.type === 'block' || property.items?.type === 'block';
    return !nested || Boolean(property.attribute) || this.#dialect === 'sdk';
  }

  #type(owner: string, name: string, property: Property): Values {
    const items = (): Values => {
      const item = property.items ?? property;
      const inherited = property.attribute ? { ...item, attribute: true } : item;
      return this.#type(owner, singular(name), inherited);
    };
    switch (property.type) {
      case 'list':
        return { type: 'array', items: items() };
      case 'map':
        return { type: 'object', additionalProperties: items() };
      case 'block':
        return { $ref: this.#block(property.typeName ?? owner + capital(name), property) };
      default:
        return { type: property.type };
    }
  }

  #block(name: string, property: Property): string {
    const token = `${this.#package}:index/${name}:${name}`;
    const properties = property.properties ?? {};
    const entries = Object.entries(properties);
    if (property.attribute) {
      this.#types[token] = { properties: this.#properties(name, properties, true), type: 'object' };
      return `#/types/${token}`;
    }
    const required = names(entries.filter(([, p]) => p.required));
    const there = names(entries.filter(([, p]) => this.#isAlwaysThere(p)));
    this.#types[token] = {
      properties: this.#properties(name, properties, true),
      type: 'object',
      ...(required.length ? { required } : {}),
      ...(there.length > required.length
        ? { language: { nodejs: { requiredOutputs: there } } }
        : {}),
    };
    return `#/types/${token}`;
  }
}

/** The properties of a resource with the one that repeats its id. */
export function allProperties(
  definition: Pick<ResourceDefinition<never>, 'properties' | 'idProperty'>,
): Properties {
  if (!definition.idProperty) return definition.properties;
  return { ...definition.properties, [definition.idProperty]: { type: 'string', computed: true } };
}

const names = (entries: [string, unknown][]): string[] => entries.map(([name]) => name).sort();

function sorted<T extends Value>(values: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function configSchema(property: ConfigProperty, withDefaults: boolean): Values {
  const published = withDefaults && property.published;
  return {
    type: property.type,
    ...(published && property.default !== undefined ? { default: property.default } : {}),
    ...(published && property.env ? { defaultInfo: { environment: [...property.env] } } : {}),
  };
}

/** The whole package schema, as GetSchema answers it and the SDK generator reads it. */
export function packageSchema<Connection>(definition: PackageDefinition<Connection>): Values {
  const builder = new SchemaBuilder(definition.name, definition.dialect);
  const resources: Values = {};
  for (const resource of definition.resources) {
    resources[resource.token] = compact(builder.resource(resource));
  }
  const config = (withDefaults: boolean): Values =>
    sorted(
      Object.fromEntries(
        Object.entries(definition.config).map(([n, p]) => [n, configSchema(p, withDefaults)]),
      ),
    );
  const required = names(Object.entries(definition.config).filter(([, p]) => p.required));
  const mandatory = definition.dialect === 'framework' ? required : [];
  return compact({
    name: definition.name,
    version: definition.version,
    description: definition.description,
    meta: { moduleFormat: '(.*)(?:/[^/]*)' },
    language: {
      nodejs: {
        packageDescription: definition.description,
        compatibility: 'tfbridge20',
        disableUnionOutputTypes: true,
        respectSchemaVersion: true,
        ...definition.nodejs,
      },
    },
    config: compact({ variables: config(true), defaults: required }),
    types: builder.types,
    provider: compact({
      properties: config(false),
      required: mandatory,
      inputProperties: config(true),
      requiredInputs: mandatory,
    }),
    resources: sorted(resources),
    parameterization: definition.parameterization && {
      baseProvider: definition.parameterization.baseProvider,
      parameter: Buffer.from(definition.parameterization.value).toString('base64'),
    },
  });
}

/** Leaves out what is undefined or empty. */
function compact(values: Record<string, Value | undefined>): Values {
  const result: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) continue;
    result[name] = value;
  }
  return result;
}
