import type { Database } from '../entities/database.ts';
import { parseAddress } from '../schema/address.ts';
import { idOf, number, text, type Entity } from '../schema/value.ts';

/** Where a request goes. */
export interface Destination {
  host: string;
  port: number;
  /** The Host header, where it is not the destination itself. */
  hostHeader: string | undefined;
}

/** The next destination at each call, or undefined while no target takes requests. */
export type Balancer = () => Destination | undefined;

/** How to reach a service: directly, or in turn over the targets of the upstream its host names. */
export function createBalancer(database: Database, service: Entity): Balancer {
  const host = text(service['host']) ?? '';
  const upstream = database.table('upstreams').find('name', host);
  if (!upstream) {
    const destination = { host, port: number(service['port'], 80), hostHeader: undefined };
    return () => destination;
  }
  const table = database.table('targets');
  const targets = table.children('upstream', idOf(upstream)).flatMap((id) => {
    const row = table.get(id);
    const weight = number(row?.['weight'], 0);
    return row && weight > 0 ? [{ ...destinationOf(row, upstream), weight, current: 0 }] : [];
  });
  const total = targets.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    // Smooth weighted round robin: each target's share is spread evenly over time.
    for (const target of targets) target.current += target.weight;
    const best = targets.reduce<(typeof targets)[number] | undefined>(
      (chosen, target) => (chosen && chosen.current >= target.current ? chosen : target),
      undefined,
    );
    if (best) best.current -= total;
    return best;
  };
}

function destinationOf(target: Entity, upstream: Entity): Destination {
  const address = parseAddress(text(target['target']) ?? '');
  const { host, port } = typeof address === 'string' ? { host: '', port: 0 } : address;
  return { host, port: port ?? 8000, hostHeader: text(upstream['host_header']) };
}
