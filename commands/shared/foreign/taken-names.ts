import { KINDS } from '../../../catalogue/catalogue.ts';
import { breaks, opens } from '../../../catalogue/kind.ts';
import { jwtCredential } from '../../../catalogue/kong/jwt-credential.ts';
import { ofType } from '../declared.ts';
import type { Finding } from '../finding.ts';
import { entityId } from '../labels.ts';
import { LISTS, idOf, ownerOf, type LiveKong } from '../live-kong.ts';
import { foreign, type Ours } from './ours.ts';

const IN_THE_WAY = breaks('stands where the declared one belongs');
const PASSES = opens("the issuer's tokens are judged by it, and stand for its consumer");

/** What was made by hand under a name that is a declared object's, which is then gone or renamed. */
export function findTakenNames({ declared, names, urns }: Ours, live: LiveKong): Finding[] {
  return LISTS.flatMap((list) =>
    KINDS.flatMap(({ type, place, identity }) => {
      if (place?.server !== 'Kong' || identity?.list !== list || !identity.unique) return [];
      const taken = Object.entries(identity.unique);
      return ofType(declared, type).flatMap((resource) =>
        live[list]
          .filter((entity) => !urns.has(idOf(entity)))
          // One of a declared consumer or service is reported as such.
          .filter((entity) => !names.has(ownerOf(entity, 'consumer') ?? ''))
          .filter((entity) => !names.has(ownerOf(entity, 'service') ?? ''))
          .filter((entity) =>
            taken.some(
              ([field, property]) =>
                resource.inputs[property] && entity[field] === resource.inputs[property],
            ),
          )
          .map((entity) => {
            const name = names.get(entityId(resource)) ?? resource.name;
            const path = identity.path(idOf(entity), { consumerId: ownerOf(entity, 'consumer') });
            const consequence = type === jwtCredential.type ? PASSES : IN_THE_WAY;
            const about = { urn: resource.urn, link: place.link, live: `id ${idOf(entity)}` };
            return foreign(`${name}, made anew`, path, consequence, about);
          }),
      );
    }),
  );
}
