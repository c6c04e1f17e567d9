import { parse } from 'yaml';
import { z } from 'zod';
import { application } from '../../catalogue/fusionauth/application.ts';
import { entity } from '../../catalogue/fusionauth/entities.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import { service } from '../../catalogue/kong/service.ts';
import { names } from '../../catalogue/names.ts';
import { projectDefaults, readIncluded, withIncluded } from '../../settings/include.ts';
import { NAMESPACE } from '../../settings/read.ts';
import type { Resource } from '../shared/stack/shapes.ts';
import { resourceKey } from '../shared/resource-key.ts';

/** What a stack has already, which an adoption adds to and leaves as it is. */
export interface Known {
  /** The names in its settings. */
  applications: readonly KnownApplication[];
  machines: readonly string[];
  apis: readonly string[];
  keyClaim?: string | undefined;
  /** Name of the tenant in its settings. */
  tenant?: string | undefined;
  /** Ids in its state, by `TYPE NAME`. */
  ids: ReadonlyMap<string, string>;
}

export interface KnownApplication {
  name: string;
  /** Whether its settings say what its users may do. */
  hasRoles: boolean;
}

/** A stack that has nothing yet. */
export const NOTHING: Known = { applications: [], machines: [], apis: [], ids: new Map() };

/** The component that index.ts declares the tenant by. */
export const ISSUER = 'issuer';

const named = z.array(z.looseObject({ name: z.coerce.string() })).catch([]);

const stackFile = z
  .object({ config: z.record(z.string(), z.unknown()).catch({}) })
  .catch({ config: {} });

/**
 * Reads what a stack has.
 *
 * @param text the stack's file; empty if there is none.
 * @param resources in its state.
 * @param directory the project's folder, in which `include` names files.
 */
export function readKnown(text: string, resources: readonly Resource[], directory: string): Known {
  const held = resources.filter(({ id, type }) => id && /^(kong|fusionauth|tls):/.test(type));
  const { config } = stackFile.parse(parse(text));
  const own = Object.entries(config).flatMap(([key, value]) =>
    key.startsWith(`${NAMESPACE}:`) ? [[key.slice(NAMESPACE.length + 1), value] as const] : [],
  );
  const set = Object.fromEntries(own);
  // What a stack that was never deployed leaves out, it has not chosen.
  const isDeployed = held.some(({ type }) => type === tenant.type);
  const defaults = isDeployed ? projectDefaults(directory) : {};
  const patterns = z.array(z.string()).catch([]).parse(set['include']);
  const lists = withIncluded(
    { ...defaults, ...set },
    readIncluded(patterns, directory, []),
    defaults,
  );
  const namesIn = (list: string) => named.parse(lists[list]).map(({ name }) => name);
  const texts = z.string().optional().catch(undefined);
  return {
    applications: named
      .parse(lists['applications'])
      .map(({ name, roles }) => ({ name, hasRoles: roles !== undefined })),
    machines: namesIn('machines'),
    apis: namesIn('apis'),
    keyClaim: texts.parse(set['keyClaim']),
    tenant: texts.parse(set['tenant']),
    ids: new Map(held.map((one) => [resourceKey(one, one.name), one.id])),
  };
}

/** The tenant that the stack holds; undefined if it holds none yet. */
export function knownTenant({ ids }: Known): string | undefined {
  return ids.get(resourceKey(tenant, names.tenant(ISSUER)));
}

/** The name by which the settings have an object: by its id in the state, or by its own name where no state is left. */
export function knownName(
  known: Known,
  what: 'application' | 'machine' | 'api',
  id: string,
  likely: string,
): string | undefined {
  const { kind, resource } = STANDS_FOR[what];
  const key = (name: string) => resourceKey(kind, resource(name));
  const all = {
    application: known.applications.map(({ name }) => name),
    machine: known.machines,
    api: known.apis,
  }[what];
  return (
    all.find((name) => known.ids.get(key(name))?.endsWith(id)) ??
    all.find((name) => name === likely && !known.ids.has(key(name)))
  );
}

const STANDS_FOR = {
  application: { kind: application, resource: names.application },
  machine: { kind: entity, resource: names.entity },
  api: { kind: service, resource: names.service },
} as const;
