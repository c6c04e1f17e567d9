import type { Database } from '../entities/database.ts';
import type { Field, Schema } from '../schema/field.ts';
import { list, pluginProtocols, record, string } from '../entities/typedefs.ts';
import type { Entity } from '../schema/value.ts';
import type { Exchange, Reply } from '../proxy/exchange.ts';

/** What a configured plugin does to a request. */
export interface Handler {
  /** Before the request goes upstream; a reply ends it here. */
  access?: (exchange: Exchange) => Reply | undefined | Promise<Reply | undefined>;
  /** Before the response's headers go to the client. */
  headers?: (exchange: Exchange) => void;
}

/** What a configuration is for; all of it undefined means every request. */
export interface Scope {
  route: string | undefined;
  service: string | undefined;
  consumer: string | undefined;
}

/** One plugin: its part of the plugins entity, and how its configuration becomes a handler. */
export interface Plugin {
  name: string;
  /** Plugins with a higher priority run first. */
  priority: number;
  schema: Schema;
  create: (config: Entity, database: Database, scope: Scope) => Handler;
}

/** The field that keeps a plugin from being configured for one consumer. */
export const noConsumer: Field = { type: 'foreign', reference: 'consumers', eq: null };

/** The usual schema: `config`, on HTTP protocols, and never for one consumer if `global`. */
export function pluginSchema(
  config: Record<string, Field>,
  options: { global?: boolean; record?: Partial<Field>; checks?: Schema['checks'] } = {},
): Schema {
  return {
    fields: {
      ...(options.global ? { consumer: noConsumer } : {}),
      protocols: pluginProtocols,
      config: record(config, options.record),
    },
    checks: options.checks ?? [],
  };
}

export const stringSet: Field = { type: 'set', elements: string };
export const stringList: Field = list(string);
