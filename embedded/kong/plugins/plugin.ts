import type { Database } from '../entities/database.ts';
import type { Handler } from '../proxy/exchange.ts';
import type { Rules } from '../schema/from-kong.ts';
import type { Entity } from '../schema/value.ts';

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
