import { check } from './check.ts';
import type { Autonaming } from './check.ts';
import { diff } from './diff.ts';
import type { Changes, Difference } from './diff.ts';
import type { Failure, PackageDefinition, ResourceDefinition } from './package.ts';
import { known, plan } from './plan.ts';
import { redact } from './redact.ts';
import { allProperties, packageSchema } from './schema.ts';
import { checkSettings, withEnvironment } from './settings.ts';
import { readInputs, secretInputs, stateValues } from './state.ts';
import { UNKNOWN, isGiven, isSecret, plainValues, same, secret } from './values.ts';
import type { Values } from './values.ts';

/** The server has it, but its state could not be read back: the engine must still keep the id. */
export class HalfDone extends Error {
  readonly id: string;
  readonly state: Values;
  readonly inputs: Values;

  constructor(message: string, id: string, state: Values, inputs: Values) {
    super(message);
    this.id = id;
    this.state = state;
    this.inputs = inputs;
  }
}

/** Thrown by a create whose object exists on the server although a later call failed. */
export class CreatedButFailed extends Error {
  readonly id: string;

  constructor(id: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.id = id;
  }
}

/** The life cycle of a package's resources, on plain property bags; knows nothing of gRPC. */
export class Provider<Connection> {
  readonly definition: PackageDefinition<Connection>;
  readonly #resources: Map<string, ResourceDefinition<Connection>>;
  readonly #cancel = new AbortController();
  #connection: Connection | undefined;

  constructor(definition: PackageDefinition<Connection>) {
    this.definition = definition;
    this.#resources = new Map(definition.resources.map((one) => [one.token, one]));
  }

  schema(): Values {
    return packageSchema(this.definition);
  }

  cancel(): void {
    this.#cancel.abort(new Error('cancelled'));
  }

  checkConfig(news: Values): { inputs: Values; failures: Failure[] } {
    return checkSettings(this.definition, plainValues(news));
  }

  diffConfig(olds: Values, news: Values): Map<string, Difference> {
    const [before, after] = [plainValues(olds), plainValues(news)];
    const differences = new Map<string, Difference>();
    for (const name of Object.keys(this.definition.config)) {
      if (same(before[name], after[name])) continue;
      const kind = !isGiven(before[name]) ? 'add' : !isGiven(after[name]) ? 'delete' : 'update';
      differences.set(name, { kind, replace: false });
    }
    return differences;
  }

  configure(settings: Values): void {
    const complete = withEnvironment(this.definition, plainValues(settings));
    this.#connection = this.definition.configure(complete, this.#cancel.signal);
  }

  check(
    type: string,
    name: string,
    news: Values,
    olds: Values,
    seed: Uint8Array,
    autonaming: Autonaming,
  ): { inputs: Values; failures: Failure[] } {
    const resource = this.#resource(type, 'Check');
    const context = {
      dialect: this.definition.dialect,
      resource: name,
      olds: plainValues(olds),
      seed,
      autonaming,
    };
    const properties = allProperties(resource);
    const checked = check(properties, plainValues(news), context);
    const failures = [
      ...checked.failures,
      ...givenId(resource.idProperty, news, name),
      ...(resource.check?.(checked.inputs, name) ?? []),
    ];
    const inputs = secretInputs(properties, checked.inputs);
    for (const [property, value] of Object.entries(checked.inputs)) {
      if (isSecret(news[property])) inputs[property] = secret(value);
    }
    return { inputs, failures };
  }

  diff(type: string, state: Values, news: Values, ignored: readonly string[]): Changes {
    const properties = allProperties(this.#resource(type, 'Diff'));
    const { dialect } = this.definition;
    return diff(properties, plainValues(news), plainValues(state), ignored, dialect);
  }

  async create(
    type: string,
    inputs: Values,
    preview: boolean,
  ): Promise<{ id: string; state: Values }> {
    const resource = this.#resource(type, 'Create');
    const properties = allProperties(resource);
    const planned = plan(properties, plainValues(inputs), undefined, this.definition.dialect);
    if (preview) return { id: '', state: this.#state(resource, UNKNOWN, planned, true) };
    try {
      const made = await resource.create(this.#connected(), known(planned));
      return { id: made.id, state: this.#state(resource, made.id, made.state) };
    } catch (thrown) {
      const error = redact(thrown, properties, planned);
      if (!(error instanceof CreatedButFailed)) throw error;
      const state = this.#state(resource, error.id, known(planned));
      throw new HalfDone(error.message, error.id, state, inputs);
    }
  }

  async read(
    type: string,
    id: string,
    state: Values,
    inputs: Values,
  ): Promise<{ id: string; state: Values; inputs: Values } | undefined> {
    const resource = this.#resource(type, 'Read');
    const refresh = Object.keys(state).length > 0;
    if (!refresh && resource.importable === false) {
      throw new Error(
        'Resource Import Not Implemented: This resource does not support import. ' +
          `${type} cannot be imported (${id}): declare a new one.`,
      );
    }
    const found = await resource.read(this.#connected(), id, plainValues(state));
    if (!found) return undefined;
    const { dialect } = this.definition;
    const properties = allProperties(resource);
    const foundId = found.id ?? id;
    const values = this.#withId(resource, foundId, found.state);
    const olds = refresh ? plainValues(inputs) : undefined;
    const described = readInputs(properties, values, olds, dialect);
    return {
      id: foundId,
      state: this.#state(resource, foundId, found.state),
      inputs: secretInputs(properties, described),
    };
  }

  async update(
    type: string,
    id: string,
    state: Values,
    news: Values,
    preview: boolean,
  ): Promise<Values> {
    const resource = this.#resource(type, 'Update');
    const before = plainValues(state);
    const { dialect } = this.definition;
    const properties = allProperties(resource);
    const planned = plan(properties, plainValues(news), before, dialect);
    if (preview) return this.#state(resource, id, planned, true);
    try {
      const after = await resource.update(this.#connected(), id, known(planned), before);
      return this.#state(resource, id, after);
    } catch (error) {
      throw redact(error, properties, planned, before);
    }
  }

  async delete(type: string, id: string, state: Values): Promise<void> {
    const resource = this.#resource(type, 'Delete');
    await resource.delete(this.#connected(), id, plainValues(state));
  }

  #resource(type: string, method: string): ResourceDefinition<Connection> {
    const resource = this.#resources.get(type);
    if (resource) return resource;
    const { name, version } = this.definition;
    throw new Error(
      `unrecognized resource type (${method}): ${type}. The embedded provider ${name} ${version} has ` +
        `${[...this.#resources.keys()].join(', ')}; use the official provider for the others.`,
    );
  }

  #connected(): Connection {
    if (this.#connection === undefined) throw new Error('the provider has not been configured');
    return this.#connection;
  }

  #withId(resource: ResourceDefinition<Connection>, id: string, values: Values): Values {
    return resource.idProperty ? { ...values, [resource.idProperty]: id } : values;
  }

  #state(
    resource: ResourceDefinition<Connection>,
    id: string,
    values: Values,
    preview = false,
  ): Values {
    const { dialect, meta } = this.definition;
    const state = stateValues(allProperties(resource), this.#withId(resource, id, values), dialect);
    if (!resource.idProperty) state['id'] = id;
    if (meta !== undefined && !preview) state['__meta'] = metaOf(resource.schemaVersion, meta);
    return state;
  }
}

/** What the official bridge must find in state, or it would take it for one of an older version. */
function metaOf(schemaVersion: number | undefined, meta: string): string {
  if (!schemaVersion) return meta;
  const version = { schema_version: String(schemaVersion) };
  const hidden = Buffer.from(JSON.stringify(version)).toString('base64');
  return JSON.stringify({ private_state: hidden, ...version });
}

/** The id can only be read, although the schema lists it among the inputs. */
function givenId(property: string | undefined, news: Values, resource: string): Failure[] {
  if (!property || !isGiven(news[property])) return [];
  const reason = `Invalid or unknown key. Examine values at '${resource}.${property}'.`;
  return [{ property: '', reason }];
}
