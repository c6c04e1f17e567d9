import type { Database } from '../entities/database.ts';
import type { Exchange, Reply } from '../proxy/exchange.ts';
import type { Rules } from '../schema/from-kong.ts';
import type { Entity } from '../schema/value.ts';

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

/** One plugin that is run: how its configuration becomes a handler. Its fields are those of the release. */
export interface Plugin {
  name: string;
  /** Plugins with a higher priority run first. */
  priority: number;
  /** What Kong checks in code, and its schema therefore does not tell. */
  rules?: Rules;
  create: (config: Entity, database: Database, scope: Scope) => Handler;
}
