import { fromJson, type Wire } from '../../embedded/plugins/fusionauth/json.ts';
import { oauthConfiguration } from '../../embedded/plugins/fusionauth/properties/application-oauth.ts';
import { entityProperties } from '../../embedded/plugins/fusionauth/properties/entity.ts';
import type { Values } from '../../embedded/plugins/framework/values.ts';
import { ofType, type Declared, type Resource } from './declared.ts';
import type { Finding } from './finding.ts';
import { setBack } from './fusionauth.ts';
import type { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { changed, differences } from './refresh.ts';
import { SECRET } from './shown.ts';

/**
 * What the state keeps as a secret and FusionAuth tells: the engine's log shows no difference inside a
 * secret. Of OAuth settings that is all, for the sake of the client secret in them.
 */
const CONCEALED: readonly { type: string; path: string; wire: Wire }[] = [
  {
    type: 'fusionauth:index/application:Application',
    path: '/api/application',
    wire: { wrapper: 'application', properties: { oauthConfiguration } },
  },
  {
    type: 'fusionauth:index/entity:Entity',
    path: '/api/entity',
    wire: {
      wrapper: 'entity',
      properties: { clientSecret: entityProperties['clientSecret']! },
    },
  },
];

/** FusionAuth's answers about declared objects that it has, by their ids. */
export type Answers = ReadonlyMap<string, Entity>;

/** Asks FusionAuth for what the state keeps as a secret. */
export async function readConcealed(
  fusionAuth: FusionAuthApi,
  declared: Declared,
): Promise<Answers> {
  const found = CONCEALED.flatMap(({ type, path, wire }) =>
    ofType(declared, type).map(
      async ({ id }) => [id, await fusionAuth.get(`${path}/${id}`, wire.wrapper)] as const,
    ),
  );
  const answers = await Promise.all(found);
  return new Map(answers.flatMap(([id, answer]) => (answer ? [[id, answer] as const] : [])));
}

/** Compares what FusionAuth holds with what the state keeps as a secret. */
export function compareConcealed(declared: Declared, answers: Answers): Finding[] {
  return CONCEALED.flatMap(({ type, wire }) =>
    ofType(declared, type).flatMap((resource) => {
      const answer = answers.get(resource.id);
      return answer ? compare(resource, fromJson(wire, answer as Values)) : [];
    }),
  );
}

function compare(resource: Resource, live: Values): Finding[] {
  const { type, id, outputs } = resource;
  return Object.entries(live).flatMap(([property, after]) => {
    const before = outputs[property];
    // The state of an older update may say nothing; what is found there is no change then.
    if (before === undefined) return [];
    return differences(before, after, property).map((difference) => {
      const request = setBack(type, id, difference.path, difference.before);
      return {
        ...changed(resource, difference),
        ...(difference.path.endsWith('Secret') && { declared: SECRET, live: `another ${SECRET}` }),
        byPulumi: false,
        leftByPulumi: true,
        ...(request && { request }),
      };
    });
  });
}
