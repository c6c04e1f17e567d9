import { createHash } from 'node:crypto';
import type { Database } from '../entities/database.ts';
import { parseAddress } from '../schema/address.ts';
import { idOf, number, tostring, text, type Entity } from '../schema/value.ts';
import type { Exchange } from './exchange.ts';
import type { Health } from './health.ts';

/** Where a request goes. */
export interface Destination {
  host: string;
  port: number;
  /** The Host header, where it is not the destination itself. */
  hostHeader: string | undefined;
  /** The upstream's target, if the service has one. */
  target?: Entity;
}

/** The next destination at each call, or undefined while no target takes requests. */
export type Balancer = (exchange: Exchange) => Destination | undefined;

interface Candidate extends Destination {
  target: Entity;
  weight: number;
  current: number;
}

/** How to reach a service: directly, or over the targets of the upstream that its host names. */
export function createBalancer(database: Database, service: Entity, health: Health): Balancer {
  const host = text(service['host']) ?? '';
  const upstream = database.table('upstreams').find('name', host);
  if (!upstream) {
    const destination = { host, port: number(service['port'], 80), hostHeader: undefined };
    return () => destination;
  }
  const table = database.table('targets');
  const all = table.children('upstream', idOf(upstream)).flatMap((id): Candidate[] => {
    const target = table.get(id);
    const weight = number(target?.['weight'], 0);
    if (!target || weight === 0) return [];
    return [{ ...destinationOf(target, upstream), target, weight, current: 0 }];
  });
  return (exchange) => {
    const able = all.filter(({ target }) => health.isHealthy(target));
    const key =
      hashKey(exchange, upstream, 'hash_on') ?? hashKey(exchange, upstream, 'hash_fallback');
    return key === undefined ? inTurn(able) : byHash(able, key);
  };
}

/** Smooth weighted round robin: each target's share is spread evenly over time. */
function inTurn(candidates: readonly Candidate[]): Candidate | undefined {
  const total = candidates.reduce((sum, { weight }) => sum + weight, 0);
  for (const candidate of candidates) candidate.current += candidate.weight;
  const best = largest(candidates, ({ current }) => current);
  if (best) best.current -= total;
  return best;
}

/** Rendezvous hashing: a key keeps its target for as long as that one is there. */
function byHash(candidates: readonly Candidate[], key: string): Candidate | undefined {
  return largest(candidates, ({ target, weight }) => {
    const hash = createHash('sha256')
      .update(`${key}\0${tostring(target['target'])}`)
      .digest();
    return weight / -Math.log((hash.readUInt32BE() + 1) / (2 ** 32 + 1));
  });
}

function largest<T>(items: readonly T[], value: (item: T) => number): T | undefined {
  const [first, ...rest] = items;
  if (first === undefined) return undefined;
  return rest.reduce((best, item) => (value(item) > value(best) ? item : best), first);
}

/** What of a request the upstream hashes; undefined for nothing, or where the request has none of it. */
function hashKey(
  exchange: Exchange,
  upstream: Entity,
  by: 'hash_on' | 'hash_fallback',
): string | undefined {
  const named = (suffix: string) => text(upstream[`${by}_${suffix}`]) ?? '';
  switch (upstream[by]) {
    case 'consumer':
      return text((exchange.consumer ?? exchange.credential)?.['id']);
    case 'ip':
      return exchange.clientAddress();
    case 'header':
      return exchange.header(named('header'));
    case 'path':
      return exchange.rawPath;
    case 'query_arg': {
      const value = exchange.query.get(named('query_arg'));
      return value === undefined ? undefined : String(value);
    }
    case 'uri_capture':
      return exchange.captures[named('uri_capture')];
    case 'cookie':
      return exchange.cookie(text(upstream['hash_on_cookie']) ?? '');
    default:
      return undefined;
  }
}

function destinationOf(target: Entity, upstream: Entity): Destination {
  const address = parseAddress(text(target['target']) ?? '');
  const { host, port } = typeof address === 'string' ? { host: '', port: 0 } : address;
  return { host, port: port ?? 8000, hostHeader: text(upstream['host_header']) };
}
