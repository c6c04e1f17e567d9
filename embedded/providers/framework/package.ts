import type { Properties, Property } from './properties.ts';
import type { Values } from './values.ts';

/** Why an input is refused. `property` is a path such as `tags[0]`, or empty. */
export interface Failure {
  property: string;
  reason: string;
}

/** What a read found: the state, and the id if it is not the one asked for. */
export interface Found {
  id?: string;
  state: Values;
}

/**
 * One resource: what it consists of, and how it is kept on the server. Values are plain, in the
 * property names of the schema; the framework adds secrets, defaults, nulls and the id.
 */
export interface ResourceDefinition<Connection> {
  /** For example `kong:index/service:Service`. */
  token: string;
  properties: Properties;
  /** The property that repeats the id, where the bridge had to give it another name than `id`. */
  idProperty?: string;
  /** The version of the official provider's state, for its own upgrades; 0 where it never changed. */
  schemaVersion?: number;
  /** `false` if the official package cannot import it. */
  importable?: boolean;
  /** What the properties alone cannot express, such as inputs that exclude each other. */
  check?(inputs: Values, resource: string): Failure[];
  /** Makes it and returns its id and state. `planned` has all inputs and defaults. */
  create(connection: Connection, planned: Values): Promise<{ id: string; state: Values }>;
  /** Reads it; undefined if it is gone. `state` is empty at an import. */
  read(connection: Connection, id: string, state: Values): Promise<Found | undefined>;
  /** Changes it in place and returns the new state. */
  update(connection: Connection, id: string, planned: Values, state: Values): Promise<Values>;
  /** Removes it; one that is gone already is fine. */
  delete(connection: Connection, id: string, state: Values): Promise<void>;
}

/** One provider setting, with the environment variables it may come from. */
export interface ConfigProperty extends Property {
  type: 'string' | 'boolean';
  env?: readonly string[];
  /** Whether the schema tells the environment variables and the default, or only the provider knows. */
  published?: boolean;
}

/** The Terraform extension and version that turn a general provider into this package. */
export interface Parameterization {
  baseProvider: { name: string; version: string };
  /** What the engine hands back at every start, as text. */
  value: string;
}

/**
 * How the official package is bridged, which shows in state: `sdk` writes defaults into inputs,
 * nulls into state and gives detailed diffs; `framework` does none of that.
 */
export type Dialect = 'sdk' | 'framework';

/** A whole provider package. */
export interface PackageDefinition<Connection> {
  name: string;
  version: string;
  description: string;
  dialect: Dialect;
  config: Record<string, ConfigProperty>;
  resources: ResourceDefinition<Connection>[];
  parameterization?: Parameterization;
  /** Settings of the Node.js code generator beyond those that all bridged packages have. */
  nodejs?: Values;
  /** What state carries in `__meta`. */
  meta?: string;
  /** Makes the connection that resources talk through. `cancelled` aborts what is under way. */
  configure(settings: Values, cancelled: AbortSignal): Connection;
}
