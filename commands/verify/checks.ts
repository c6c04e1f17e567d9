import { decodeJwt } from 'jose';
import { carrying } from './carry.ts';
import { Checklist, type Check } from './checklist.ts';
import { postJson, request, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';
import { expiredToken, fromAnotherIssuer, tamper, withPublicKeyAsSecret } from './tokens.ts';

type Api = StackOutputs['access']['apis'][number];

/**
 * Makes the guide's requests against a stack's servers, in the guide's order.
 *
 * @param provisioningKey an API key of FusionAuth that may vend tokens, for the expired one.
 */
export async function checkGuide(stack: StackOutputs, provisioningKey: string): Promise<Check[]> {
  const { apiUrl, loginUrl, loginApiKey, loginId, password, applicationId } = stack;
  const list = new Checklist();
  const logIn = (headers: Record<string, string>) =>
    postJson(loginUrl, { loginId, password, applicationId }, headers);
  const [api = {}] = stack.access.apis as [Partial<Api>?];
  const callWith = async (token: string | Promise<string>) => {
    const { headers, search } = carrying(api, await token);
    return request(apiUrl + search, { headers });
  };

  await list.check('no token', 401, () => request(apiUrl));
  await list.check('login without the API key', 401, () => logIn({}));
  const login = await list.check('login', 200, () => logIn({ authorization: loginApiKey }));
  const token = login.body['token'];
  if (login.status !== 200 || typeof token !== 'string') return list.checks;

  const expired = expiredToken(stack, decodeJwt(token), provisioningKey);
  expired.catch(() => undefined);
  await list.check('token', 200, () => callWith(token));
  await list.check('tampered token', 401, () => callWith(tamper(token)));
  await list.check("another issuer's token", 401, () => callWith(fromAnotherIssuer(token)));
  await list.check('HS256 signed with the public key', 401, () =>
    callWith(withPublicKeyAsSecret(token, stack)),
  );
  if (!api.tokenIn?.query.includes('jwt')) {
    await list.check('token in the query', 401, () => request(`${apiUrl}?jwt=${token}`));
  }
  await list.check('expired token', 401, async () => {
    const answer = await callWith(expired);
    // Where a key lets in as well, Kong does not say what was wrong with the token.
    return api.keyAuth ? answer : requireExpiry(answer);
  });
  return list.checks;
}

/** A 401 for another reason than expiry would prove nothing about expiry. */
function requireExpiry(answer: Answer): Answer {
  if (answer.status !== 401 || 'exp' in answer.body) return answer;
  return { ...answer, status: 0, said: `401, but not for its expiry: ${answer.said}` };
}
