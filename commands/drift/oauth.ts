import { fromJson } from '../../embedded/plugins/fusionauth/json.ts';
import { oauthConfiguration } from '../../embedded/plugins/fusionauth/properties/application-oauth.ts';
import { isObject, type Values } from '../../embedded/plugins/framework/values.ts';
import { ofType, type Declared, type Resource } from './declared.ts';
import type { Finding } from './finding.ts';
import { setBack } from './fusionauth.ts';
import type { ServerClient } from './http.ts';
import { changed, differences } from './refresh.ts';
import { SECRET } from './shown.ts';

const PROPERTY = 'oauthConfiguration';
const WIRE = { wrapper: 'application', properties: { [PROPERTY]: oauthConfiguration } };

/**
 * Compares what each application allows by OAuth with what the state has of it. For the client secret's
 * sake all of it is a secret in the state, and the engine's log shows no difference inside a secret.
 */
export async function compareOAuth(
  declared: Declared,
  fusionAuth: ServerClient,
): Promise<Finding[]> {
  const applications = ofType(declared, 'fusionauth:index/application:Application');
  const found = await Promise.all(
    applications.map(async (application) => {
      const answer = await fusionAuth.get(`/api/application/${application.id}`);
      return answer ? compare(application, answer as Values) : [];
    }),
  );
  return found.flat();
}

function compare(application: Resource, answer: Values): Finding[] {
  const { type, id, outputs } = application;
  const before = outputs[PROPERTY];
  // The state of an older update may say nothing; what is found there is no change then.
  if (!isObject(before as Values)) return [];
  const after = fromJson(WIRE, answer)[PROPERTY];
  return differences(before, after, PROPERTY).map((difference) => {
    const request = setBack(type, id, difference.path, difference.before);
    const finding = changed(application, difference);
    return {
      ...finding,
      ...(difference.path.endsWith('Secret') && { declared: SECRET, live: `another ${SECRET}` }),
      byPulumi: false,
      leftByPulumi: true,
      ...(request && { request }),
    };
  });
}
