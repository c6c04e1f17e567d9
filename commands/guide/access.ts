import { Checklist, type Check } from './checklist.ts';
import { postForm, postJson, request, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

type Access = StackOutputs['access'];
type Api = Access['apis'][number];

/** Has every client of a stack call every API: whom an API admits is let in, all others get 403. */
export async function checkAccess(stack: StackOutputs): Promise<Check[]> {
  const list = new Checklist();
  for (const client of clientsOf(stack)) {
    const issued = await list.check(`${client.name}: a token`, 200, client.ask);
    const token = issued.body['token'] ?? issued.body['access_token'];
    if (typeof token !== 'string') continue;
    for (const api of stack.access.apis) {
      const admitted = api.admits.includes(client.name);
      await list.check(`${client.name} calls ${api.name}`, admitted ? 200 : 403, () =>
        call(api, token),
      );
    }
  }
  return list.checks;
}

/** Whether there is more to try than the guide's one user and one API. */
export function hasMoreThanGuide({ access }: StackOutputs): boolean {
  return access.applications.length + access.machines.length > 1 || access.apis.length > 1;
}

interface Client {
  name: string;
  /** Asks FusionAuth for a token. */
  ask: () => Promise<Answer>;
}

function clientsOf({ access, loginUrl, loginApiKey }: StackOutputs): Client[] {
  const users = access.applications.map(({ name, ...login }) => ({
    name,
    ask: () => postJson(loginUrl, login, { authorization: loginApiKey }),
  }));
  const tokenUrl = `${new URL(loginUrl).origin}/oauth2/token`;
  const machines = access.machines.map(({ name, clientId, clientSecret, scope }) => {
    const grant = { grant_type: 'client_credentials', scope };
    const form = { ...grant, client_id: clientId, client_secret: clientSecret };
    return { name, ask: () => postForm(tokenUrl, form) };
  });
  return [...users, ...machines];
}

/** An upstream may answer what it likes: 200 stands for being let through to it. */
async function call({ url, method, host }: Api, token: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, ...(host && { host }) };
  const answer = await request(url, { method, headers });
  // The rate limit is asked after the token and the group.
  if (!answer.proxied && answer.status !== 429) return answer;
  return { ...answer, status: 200, said: `the answer was ${answer.status}` };
}
