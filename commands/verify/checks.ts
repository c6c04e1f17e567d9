import { decodeJwt } from 'jose';
import { callApi, preflight, type Api } from './call.ts';
import { Checklist, type Check } from './checklist.ts';
import { postJson, request, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';
import {
  expiredToken,
  fromAnotherIssuer,
  requireSignature,
  tamper,
  withPublicKeyAsSecret,
} from './tokens.ts';

/**
 * Makes the guide's requests against a stack's servers, in the guide's order.
 *
 * @param provisioningKey an API key of FusionAuth that may vend tokens, for the expired one.
 */
export async function checkGuide(stack: StackOutputs, provisioningKey: string): Promise<Check[]> {
  const { loginUrl, loginApiKey, loginId, password, applicationId } = stack;
  const { apis, applications, httpsOnly = [] } = stack.access;
  // The first user is of one application, and an API need not let that in.
  const client = applications.find((one) => one.applicationId === applicationId)?.name ?? '';
  const api = apis.find(({ admits }) => admits.includes(client));
  const list = new Checklist();
  if (apis.length + httpsOnly.length === 0 && stack.apiUrl !== '')
    throw new Error('No API of the stack has a route that a request is known for.');
  const logIn = (headers: Record<string, string>) =>
    postJson(loginUrl, { loginId, password, applicationId }, headers);

  if (api) await list.check('no token', 401, () => callApi(api));
  await list.check('login without the API key', 401, () => logIn({}));
  const login = await list.check('login', 200, () => logIn({ authorization: loginApiKey }));
  const token = login.body['token'];
  if (login.status !== 200 || typeof token !== 'string') return list.checks;
  if (api) await checkTokens(list, api, stack, token, provisioningKey);
  else await list.check('signed with the published key', 200, () => requireSignature(token, stack));
  for (const { name, url, method, host, headers, refusal } of httpsOnly)
    await list.check(`${name} by http`, refusal, () =>
      request(url, { method, headers: { ...headers, ...(host && { host }) } }),
    );
  for (const one of apis)
    if (one.origin) await list.check(`preflight of ${one.name}`, 200, () => preflight(one));
  return list.checks;
}

/** What Kong lets in, and what not. */
async function checkTokens(
  list: Checklist,
  api: Api,
  stack: StackOutputs,
  token: string,
  provisioningKey: string,
): Promise<void> {
  const callWith = async (token: string | Promise<string>) => callApi(api, await token);
  const expired = expiredToken(stack, decodeJwt(token), provisioningKey);
  expired.catch(() => undefined);
  await list.check('token', 200, () => callWith(token));
  await list.check('tampered token', 401, () => callWith(tamper(token)));
  await list.check("another issuer's token", 401, () => callWith(fromAnotherIssuer(token)));
  await list.check('HS256 signed with the public key', 401, () =>
    callWith(withPublicKeyAsSecret(token, stack)),
  );
  if (!api.tokenIn?.query.includes('jwt')) {
    await list.check('token in the query', 401, () =>
      callApi(api, undefined, { search: `?jwt=${token}` }),
    );
  }
  await list.check('expired token', 401, async () => {
    const answer = await callWith(expired);
    // Where a key lets in as well, Kong does not say what was wrong with the token.
    return api.keyAuth ? answer : requireExpiry(answer);
  });
}

/** A 401 for another reason than expiry would prove nothing about expiry. */
function requireExpiry(answer: Answer): Answer {
  if (answer.status !== 401 || 'exp' in answer.body) return answer;
  return { ...answer, status: 0, said: `401, but not for its expiry: ${answer.said}` };
}
