import type { Database } from '../entities/database.ts';
import type { Plugin, Scope } from '../plugins/plugin.ts';
import { idOf, isEntity, reference, tostring, strings, type Entity } from '../schema/value.ts';
import type { Handler, Step } from './exchange.ts';

interface Configured extends Scope {
  handler: Handler;
  protocols: string[];
}

/** Which configured plugins run for a route, in order. */
export class PluginsIterator {
  readonly #plugins: [string, Configured[]][] = [];
  readonly #steps = new Map<string, Step[]>();

  /** What also runs where no route takes the request. */
  readonly everywhere: Step[];

  constructor(database: Database, plugins: readonly Plugin[]) {
    const byName = new Map<string, Configured[]>();
    for (const row of database.table('plugins').all()) {
      const plugin = plugins.find(({ name }) => name === row['name']);
      if (!plugin) warnOnce(tostring(row['name']));
      if (!plugin || row['enabled'] !== true) continue;
      const configured = byName.get(plugin.name) ?? [];
      configured.push(configure(row, plugin, database));
      byName.set(plugin.name, configured);
    }
    for (const { name } of [...plugins].sort((a, b) => b.priority - a.priority)) {
      const configured = byName.get(name);
      if (configured) this.#plugins.push([name, configured]);
    }
    this.everywhere = this.#plugins
      .map(([, all]) =>
        all.filter(({ route, service, consumer }) => !route && !service && !consumer),
      )
      .filter((candidates) => candidates.length > 0)
      .map(step);
  }

  stepsFor(route: Entity): Step[] {
    const id = idOf(route);
    const known = this.#steps.get(id);
    if (known) return known;
    const service = reference(route['service']);
    const steps = this.#plugins
      .map(([, all]) => all.filter((one) => applies(one, id, service, strings(route['protocols']))))
      .filter((candidates) => candidates.length > 0)
      .map(step);
    this.#steps.set(id, steps);
    return steps;
  }
}

const warned = new Set<string>();

/** What passes here may be refused, or changed, by the real gateway. */
function warnOnce(plugin: string): void {
  if (warned.has(plugin)) return;
  warned.add(plugin);
  process.emitWarning(
    `The embedded Kong keeps the plugin ${plugin} but does not run it: requests pass as if it were not there.`,
  );
}

function configure(row: Entity, plugin: Plugin, database: Database): Configured {
  const scope: Scope = {
    route: reference(row['route']),
    service: reference(row['service']),
    consumer: reference(row['consumer']),
  };
  const config = isEntity(row['config']) ? row['config'] : {};
  const handler = plugin.create(config, database, scope);
  return { handler, protocols: strings(row['protocols']), ...scope };
}

function applies(
  one: Configured,
  route: string,
  service: string | undefined,
  protocols: string[],
): boolean {
  if (one.route !== undefined && one.route !== route) return false;
  if (one.service !== undefined && one.service !== service) return false;
  return one.protocols.some((name) => protocols.includes(name));
}

/** The more a configuration narrows down, the earlier it is considered. */
function rank({ route, service, consumer }: Configured): number {
  const order = ['rsc', 'rc', 'sc', 'rs', 'c', 'r', 's', ''];
  const scope = (route ? 'r' : '') + (service ? 's' : '') + (consumer ? 'c' : '');
  return order.indexOf(scope);
}

function step(candidates: Configured[]): Step {
  const sorted = [...candidates].sort((a, b) => rank(a) - rank(b));
  const [only] = sorted;
  if (sorted.length === 1 && only?.consumer === undefined) return () => only?.handler;
  return ({ consumer }) =>
    sorted.find((one) => one.consumer === undefined || one.consumer === consumer?.['id'])?.handler;
}
