import type { Database } from '../entities/database.ts';
import { parseAddress } from '../schema/address.ts';
import {
  idOf,
  isEntity,
  number,
  reference,
  tostring,
  valueAt,
  type Entity,
} from '../schema/value.ts';

/** How a call of a target ended: with a status, or without an answer. */
export type Outcome = number | 'tcp' | 'timeout';

/** What the passive health checks know of targets, from the calls that were forwarded to them. */
export class Health {
  readonly #database: Database;
  readonly #unhealthy = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  isHealthy(target: Entity): boolean {
    return !this.#unhealthy.has(idOf(target));
  }

  /** As an operator says: `PUT /upstreams/a/targets/b/unhealthy`. */
  set(target: Entity, healthy: boolean): void {
    const id = idOf(target);
    for (const kind of KINDS) this.#counts.delete(`${id} ${kind}`);
    if (healthy) this.#unhealthy.delete(id);
    else this.#unhealthy.add(id);
  }

  report(target: Entity, outcome: Outcome): void {
    const passive = this.#checksOf(target);
    if (!passive) return;
    const kind = kindOf(passive, outcome);
    if (!kind) return;
    const limit = number(valueAt(passive, LIMITS[kind]), 0);
    const id = idOf(target);
    const key = `${id} ${kind}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (kind === 'success')
      for (const other of KINDS) if (other !== kind) this.#counts.delete(`${id} ${other}`);
    if (limit > 0 && count >= limit) this.set(target, kind === 'success');
  }

  /** A target as `/upstreams/a/health` shows it. */
  show(target: Entity, upstream: Entity): Entity {
    const address = parseAddress(tostring(target['target']));
    const { host, port = 8000 } = typeof address === 'string' ? { host: '' } : address;
    const weight = number(target['weight'], 100);
    const healthy = this.isHealthy(target);
    const health = healthy ? 'HEALTHY' : 'UNHEALTHY';
    const available = healthy ? weight : 0;
    const addresses = [{ ip: host, port, weight, health }];
    return {
      ...target,
      health: checksAnything(upstream) ? health : 'HEALTHCHECKS_OFF',
      data: {
        ...{ host, port, dns: 'A', nodeWeight: weight, addresses },
        weight: { total: weight, available, unavailable: weight - available },
      },
    };
  }

  #checksOf(target: Entity): Entity | undefined {
    const upstream = this.#database.table('upstreams').get(reference(target['upstream']) ?? '');
    const passive = valueAt(upstream, 'healthchecks.passive');
    return isEntity(passive) ? passive : undefined;
  }
}

const LIMITS = {
  success: 'healthy.successes',
  http: 'unhealthy.http_failures',
  tcp: 'unhealthy.tcp_failures',
  timeout: 'unhealthy.timeouts',
} as const;
type Kind = keyof typeof LIMITS;
const KINDS = Object.keys(LIMITS) as Kind[];

function kindOf(passive: Entity, outcome: Outcome): Kind | undefined {
  if (typeof outcome === 'string') return outcome;
  const lists = (path: string) => {
    const statuses = valueAt(passive, path);
    return Array.isArray(statuses) && statuses.includes(outcome);
  };
  if (lists('healthy.http_statuses')) return 'success';
  return lists('unhealthy.http_statuses') ? 'http' : undefined;
}

/** Whether any check is on: a probe's interval, or a limit of failures. */
function checksAnything(upstream: Entity): boolean {
  const paths = [
    ...['active.healthy.interval', 'active.unhealthy.interval', 'passive.healthy.successes'],
    ...['http_failures', 'tcp_failures', 'timeouts'].map((name) => `passive.unhealthy.${name}`),
  ];
  return paths.some((path) => number(valueAt(upstream, `healthchecks.${path}`), 0) > 0);
}
