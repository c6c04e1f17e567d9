import { FORGEABLE_HEADERS } from '../../components/identity-headers.ts';
import { clientsOf, tokenIn } from './access.ts';
import { callApi, type Api } from './call.ts';
import { Checklist, type Check } from './checklist.ts';
import type { Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

const FORGED = 'forged by verify';

/**
 * Calls each API that guards identity headers with forged ones. Whether they arrive is seen where the upstream answers
 * with the headers that it got, as the example upstream does; elsewhere nothing is said of it.
 */
export async function checkIdentity(stack: StackOutputs): Promise<Check[]> {
  const list = new Checklist();
  for (const api of stack.access.apis.filter(({ guardsIdentity }) => guardsIdentity)) {
    const client = clientsOf(stack).find(({ name }) => api.admits.includes(name));
    const token = client && tokenIn(await client.ask());
    if (token === undefined) continue;
    const answer = await callForging(api, token);
    if (!isEcho(answer)) continue;
    await list.check(`forged identity headers to ${api.name}`, 200, () =>
      Promise.resolve(requireNoneForged(answer)),
    );
  }
  return list.checks;
}

function callForging(api: Api, token: string): Promise<Answer> {
  const names = FORGEABLE_HEADERS.filter((name) => name !== 'connection');
  const forged = Object.fromEntries([...names, 'x-consumer-id'].map((name) => [name, FORGED]));
  return callApi(api, token, { headers: forged });
}

function isEcho({ proxied, body }: Answer): boolean {
  const { headers } = body;
  return proxied && typeof headers === 'object' && headers !== null && 'x-consumer-id' in headers;
}

function requireNoneForged(answer: Answer): Answer {
  const headers = answer.body['headers'] as Record<string, unknown>;
  const arrived = Object.keys(headers).filter((name) => headers[name] === FORGED);
  if (arrived.length === 0) return { ...answer, status: 200 };
  return { ...answer, status: 0, said: `the upstream got ${arrived.join(', ')} as sent` };
}
