import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import { callApi } from './call.ts';
import { Checklist, type Check } from './checklist.ts';
import { postForm, postJson, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

/**
 * Has every client of a stack call every API: whom an API admits is let in, all others get 403. Before, each user's
 * token must carry the roles that the stack declares for the user, and no other.
 */
export async function checkAccess(stack: StackOutputs): Promise<Check[]> {
  const list = new Checklist();
  for (const client of clientsOf(stack)) {
    const issued = await list.check(`${client.name}: a token`, 200, client.ask);
    const token = tokenIn(issued);
    if (token === undefined) continue;
    const { roles } = client;
    if (roles) {
      await list.check(`${client.name}: roles ${roles.join(', ') || 'none'}`, 200, async () =>
        requireRoles(roles, await client.ask()),
      );
    }
    for (const api of stack.access.apis) {
      const admitted = api.admits.includes(client.name);
      await list.check(`${client.name} calls ${api.name}`, admitted ? 200 : 403, () =>
        callApi(api, token),
      );
    }
  }
  return list.checks;
}

/** Whether there is more to try than the guide's one user without roles and one API. */
export function hasMoreThanGuide({ access }: StackOutputs): boolean {
  const { applications, machines, apis } = access;
  const clients = applications.length + machines.length;
  return clients > 1 || apis.length > 1 || applications.some(({ roles }) => roles);
}

/** An application, by its first user, or a machine. */
export interface Client {
  name: string;
  /** Asks FusionAuth for a token. */
  ask: () => Promise<Answer>;
  /** What the `roles` claim must say; left out if it may say anything. */
  roles?: readonly string[] | undefined;
}

/** Who gets tokens, and how. */
export function clientsOf({ access, loginUrl, loginApiKey }: StackOutputs): Client[] {
  const users = access.applications.map(({ name, roles, loginId, password, applicationId }) => {
    const login = { loginId, password, applicationId };
    return { name, roles, ask: () => postJson(loginUrl, login, { authorization: loginApiKey }) };
  });
  const tokenUrl = `${new URL(loginUrl).origin}/oauth2/token`;
  const machines = access.machines.map(({ name, clientId, clientSecret, scope }) => {
    const grant = { grant_type: 'client_credentials', scope };
    const form = { ...grant, client_id: clientId, client_secret: clientSecret };
    return { name, ask: () => postForm(tokenUrl, form) };
  });
  return [...users, ...machines];
}

/** A token with other roles is no answer to the request. */
function requireRoles(roles: readonly string[], answer: Answer): Answer {
  const token = tokenIn(answer);
  if (answer.status !== 200 || token === undefined) return answer;
  const { roles: held = [] } = decodeJwt<{ roles?: string[] }>(token);
  if (isDeepStrictEqual(held.toSorted(), roles.toSorted())) return answer;
  return { ...answer, status: 0, said: `the token has the roles ${held.join(', ') || 'none'}` };
}

/** The token in the answer of a login, or of the token endpoint. */
export function tokenIn({ body }: Answer): string | undefined {
  const token = body['token'] ?? body['access_token'];
  return typeof token === 'string' ? token : undefined;
}
