import { setTimeout as delay } from 'node:timers/promises';
import { SignJWT, decodeJwt, generateKeyPair, importSPKI, jwtVerify, type JWTPayload } from 'jose';
import { postJson, request, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

/** The token with one claim changed after it was signed. */
export function tamper(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = { ...decodeJwt(token), sub: 'someone else' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

/** A valid token of an issuer that Kong has never heard of. */
export async function fromAnotherIssuer(token: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT({ ...decodeJwt(token), iss: 'https://another-issuer.example' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'another-key' })
    .sign(privateKey);
}

/** Signed with HMAC, with the text of the public key as the secret (RFC 8725, section 2.1). */
export function withPublicKeyAsSecret(
  token: string,
  { kid, publicKeyPem }: StackOutputs,
): Promise<string> {
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid })
    .sign(Buffer.from(publicKeyPem));
}

/** Verifies a token as a gateway does that has the published key. */
export async function requireSignature(
  token: string,
  { issuer, publicKeyPem }: StackOutputs,
): Promise<Answer> {
  const answer = { body: {}, proxied: false };
  try {
    await jwtVerify(token, await importSPKI(publicKeyPem, 'RS256'), { issuer });
    return { ...answer, status: 200, said: '' };
  } catch (error) {
    return { ...answer, status: 0, said: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * A token that FusionAuth signed with the stack's key, one second old and expired.
 *
 * @throws Error if FusionAuth does not vend one.
 */
export async function expiredToken(
  stack: StackOutputs,
  claims: JWTPayload,
  provisioningKey: string,
): Promise<string> {
  if (provisioningKey === '')
    throw new Error("FusionAuth's API key is not known here: export FA_API_KEY");
  const host = new URL(stack.loginUrl).origin;
  const headers = { authorization: provisioningKey, 'x-fusionauth-tenantid': stack.tenantId };
  const vended = await postJson(
    `${host}/api/jwt/vend`,
    { keyId: await keyIdOf(stack.kid, host, provisioningKey), claims, timeToLiveInSeconds: 1 },
    headers,
  );
  const { token } = vended.body;
  if (typeof token !== 'string')
    throw new Error(`POST ${host}/api/jwt/vend: ${vended.status} ${vended.said}`);
  const { exp = 0 } = decodeJwt(token);
  // Kong compares whole seconds: a token expires when the second after `exp` has begun.
  await delay(Math.max(0, (exp + 1) * 1000 - Date.now()));
  return token;
}

async function keyIdOf(kid: string, host: string, provisioningKey: string): Promise<string> {
  const url = `${host}/api/key`;
  const answer = await request(url, { headers: { authorization: provisioningKey } });
  const keys = (answer.body['keys'] ?? []) as { id: string; kid?: string }[];
  const key = keys.find((candidate) => candidate.kid === kid);
  if (!key) throw new Error(`GET ${url}: ${answer.status}, no key with kid ${kid}`);
  return key.id;
}
