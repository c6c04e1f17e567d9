import { ofType } from '../declared.ts';
import type { Effect, Finding, Link } from '../finding.ts';
import type { JsonObject as Entity } from '../../../servers/server-api.ts';
import { entityId } from './compare.ts';
import { idOf, ownerOf, type LiveKong } from './live.ts';
import { foreign, type Ours } from './ours.ts';

interface Unique {
  type: string;
  list: 'routes' | 'services' | 'consumers' | 'jwts';
  /** What Kong holds unique, and the property that declares it. */
  fields: Readonly<Record<string, string>>;
  path: (entity: Entity) => string;
  link: Link;
  consequence: readonly [Effect, string];
}

const IN_THE_WAY = 'stands where the declared one belongs';

/** In the order in which they can be removed: Kong keeps a service that still has routes. */
const UNIQUES: readonly Unique[] = [
  {
    ...{ type: 'kong:index/consumerJwtAuth:ConsumerJwtAuth', list: 'jwts', fields: { key: 'key' } },
    link: 'key-credential',
    path: (entity) => `/consumers/${ownerOf(entity, 'consumer')}/jwt/${idOf(entity)}`,
    consequence: ['opens', "the issuer's tokens are judged by it, and stand for its consumer"],
  },
  {
    ...{ type: 'kong:index/route:Route', list: 'routes', fields: { name: 'name' } },
    link: 'credential-api',
    path: (entity) => `/routes/${idOf(entity)}`,
    consequence: ['breaks', IN_THE_WAY],
  },
  {
    ...{ type: 'kong:index/service:Service', list: 'services', fields: { name: 'name' } },
    link: 'credential-api',
    path: (entity) => `/services/${idOf(entity)}`,
    consequence: ['breaks', IN_THE_WAY],
  },
  {
    ...{ type: 'kong:index/consumer:Consumer', list: 'consumers' },
    fields: { username: 'username', custom_id: 'customId' },
    link: 'credential-api',
    path: (entity) => `/consumers/${idOf(entity)}`,
    consequence: ['breaks', IN_THE_WAY],
  },
];

/** What was made by hand under a name that is a declared object's, which is then gone or renamed. */
export function findImpostors({ declared, names, urns }: Ours, live: LiveKong): Finding[] {
  return UNIQUES.flatMap(({ type, list, fields, path, link, consequence }) =>
    ofType(declared, type).flatMap((resource) =>
      live[list]
        .filter((entity) => !urns.has(idOf(entity)))
        // One of a declared consumer or service is reported as such.
        .filter((entity) => !names.has(ownerOf(entity, 'consumer') ?? ''))
        .filter((entity) => !names.has(ownerOf(entity, 'service') ?? ''))
        .filter((entity) =>
          Object.entries(fields).some(
            ([field, property]) =>
              resource.inputs[property] && entity[field] === resource.inputs[property],
          ),
        )
        .map((entity) => {
          const name = names.get(entityId(resource)) ?? resource.name;
          return foreign(`${name}, made anew`, path(entity), consequence, {
            ...{ urn: resource.urn, link },
            live: `id ${idOf(entity)}`,
          });
        }),
    ),
  );
}
