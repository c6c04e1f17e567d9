import { KINDS } from '../../catalogue/catalogue.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { valueAt } from '../../catalogue/values.ts';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import type { JsonObject } from '../../servers/server-api.ts';
import { ofType, type Declared, type Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import { setBack } from './fusionauth.ts';
import { changed, differences } from './refresh.ts';
import { SECRET } from '../shared/shown.ts';

/**
 * What the state keeps as a secret and FusionAuth tells: the engine's log shows no difference inside a
 * secret. Of OAuth settings that is all, for the sake of the client secret in them.
 */
const CONCEALED: readonly Kind[] = KINDS.filter(
  ({ place, identity, secretOutputs }) =>
    place?.server === 'FusionAuth' && identity?.member && secretOutputs,
);

/** FusionAuth's answers about declared objects that it has, by their ids. */
export type Answers = ReadonlyMap<string, JsonObject>;

/** Asks FusionAuth for what the state keeps as a secret. */
export async function readConcealed(
  declared: Declared,
  fusionAuth?: FusionAuthApi,
): Promise<Answers> {
  if (!fusionAuth) return new Map();
  const found = CONCEALED.flatMap(({ type, identity }) =>
    ofType(declared, type).map(async ({ id, inputs }) => {
      const answer = await fusionAuth.get(identity!.path(id, inputs), identity!.member!);
      return [id, answer] as const;
    }),
  );
  const answers = await Promise.all(found);
  return new Map(answers.flatMap(([id, answer]) => (answer ? [[id, answer] as const] : [])));
}

/** Compares what FusionAuth holds with what the state keeps as a secret. */
export function compareConcealed(declared: Declared, answers: Answers): Finding[] {
  return CONCEALED.flatMap((kind) =>
    ofType(declared, kind.type).flatMap((resource) => {
      const held = answers.get(resource.id)?.[kind.identity!.member!] as JsonObject | undefined;
      return held ? compare(kind, resource, held) : [];
    }),
  );
}

function compare({ properties, secretOutputs }: Kind, resource: Resource, held: JsonObject) {
  const { type, id, outputs } = resource;
  return Object.entries(properties).flatMap(([path, property]): Finding[] => {
    if (!secretOutputs!.includes(path.split('.')[0]!)) return [];
    const before = valueAt(outputs, path);
    // The state of an older update may say nothing; what is found there is no change then.
    if (before === undefined) return [];
    const wanted = property.toServer?.(before) ?? before;
    return differences(wanted, valueAt(held, property.field ?? path), path).map((difference) => {
      const request = setBack(type, id, path, difference.before);
      return {
        ...changed(resource, difference),
        ...(property.secret && { declared: SECRET, live: `another ${SECRET}` }),
        byPulumi: false,
        leftByPulumi: true,
        ...(request && { request }),
      };
    });
  });
}
