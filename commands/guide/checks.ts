import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { postJson, request, type Answer } from './http.ts';
import { expiredToken, fromAnotherIssuer, tamper, withPublicKeyAsSecret } from './tokens.ts';

/** What the checks need to know of a stack: its outputs, by the names of index.ts. */
export const stackOutputs = z.object({
  issuer: z.string(),
  tenantId: z.string(),
  applicationId: z.string(),
  kid: z.string(),
  publicKeyPem: z.string(),
  loginUrl: z.url(),
  loginApiKey: z.string(),
  loginId: z.string(),
  password: z.string(),
  apiUrl: z.url(),
});

export type StackOutputs = z.infer<typeof stackOutputs>;

/** One request of the guide, and what came back. */
export interface Check {
  name: string;
  expected: number;
  /** 0 if there was no answer. */
  status: number;
  /** What the server said, or why the check could not be made. */
  said: string;
  passed: boolean;
}

/** Kong's nodes take up to 5 s to apply a change (`db_update_frequency`); the checks allow twice that. */
const SETTLING_MS = 10_000;
const POLL_MS = 200;

/**
 * Makes the guide's requests against a stack's servers, in the guide's order.
 *
 * @param provisioningKey an API key of FusionAuth that may vend tokens, for the expired one.
 */
export async function checkGuide(stack: StackOutputs, provisioningKey: string): Promise<Check[]> {
  const { apiUrl, loginUrl, loginApiKey, loginId, password, applicationId } = stack;
  const deadline = Date.now() + SETTLING_MS;
  const checks: Check[] = [];
  const check = async (name: string, expected: number, ask: () => Promise<Answer>) => {
    const answer = await settle(expected, ask, deadline);
    const { status, said } = answer;
    checks.push({ name, expected, status, said, passed: status === expected });
    return answer;
  };
  const logIn = (headers: Record<string, string>) =>
    postJson(loginUrl, { loginId, password, applicationId }, headers);
  const callWith = async (token: string | Promise<string>) =>
    request(apiUrl, { headers: { authorization: `Bearer ${await token}` } });

  await check('no token', 401, () => request(apiUrl));
  await check('login without the API key', 401, () => logIn({}));
  const login = await check('login', 200, () => logIn({ authorization: loginApiKey }));
  const token = login.body['token'];
  if (login.status !== 200 || typeof token !== 'string') return checks;

  const expired = expiredToken(stack, decodeJwt(token), provisioningKey);
  expired.catch(() => undefined);
  await check('token', 200, () => callWith(token));
  await check('tampered token', 401, () => callWith(tamper(token)));
  await check("another issuer's token", 401, () => callWith(fromAnotherIssuer(token)));
  await check('HS256 signed with the public key', 401, () =>
    callWith(withPublicKeyAsSecret(token, stack)),
  );
  await check('token in the query', 401, () => request(`${apiUrl}?jwt=${token}`));
  await check('expired token', 401, () => callWith(expired).then(requireExpiry));
  return checks;
}

/** Asks until the answer has the status or the deadline passes. */
async function settle(
  expected: number,
  ask: () => Promise<Answer>,
  deadline: number,
): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch((error: unknown) => ({
      status: 0,
      body: {},
      said: error instanceof Error ? error.message : String(error),
    }));
    if (answer.status === expected || Date.now() >= deadline) return answer;
    await delay(POLL_MS);
  }
}

/** A 401 for another reason than expiry would prove nothing about expiry. */
function requireExpiry(answer: Answer): Answer {
  if (answer.status !== 401 || 'exp' in answer.body) return answer;
  return { ...answer, status: 0, said: `401, but not for its expiry: ${answer.said}` };
}
