import type { DeclaredResources } from '../declared.ts';
import type { Consequence, Link } from '../../../catalogue/kind.ts';
import type { Finding } from '../finding.ts';
import { oneLine } from '../shown.ts';
import { entityId, labels } from '../labels.ts';

/** The ids of what a stack declares in Kong, and what it is called. */
export interface Ours {
  /** Name of each declared entity by its id. */
  names: ReadonlyMap<string, string>;
  /** URN of each declared entity by its id. */
  urns: ReadonlyMap<string, string>;
  declared: DeclaredResources;
}

/** What a stack declares in Kong. */
export function oursOf(declared: DeclaredResources): Ours {
  const kongs = declared.resources.filter(({ type }) => type.startsWith('kong:'));
  const urns = new Map(kongs.map((resource) => [entityId(resource), resource.urn]));
  return { declared, urns, names: labels(declared) };
}

/** A finding about an entity that nobody declared, which its removal undoes. */
export function foreign(
  object: string,
  path: string,
  { effect, meaning }: Consequence,
  concerns: { urn?: string | undefined; link?: Link; live?: string },
): Finding {
  const { urn, link = 'credential-api', live } = concerns;
  return {
    ...{
      server: 'Kong',
      kind: 'foreign',
      object: oneLine(object),
      effect,
      meaning,
      link,
      byPulumi: false,
    },
    ...(urn !== undefined && { urn }),
    ...(live !== undefined && { live: oneLine(live) }),
    request: { method: 'DELETE', path },
  };
}
