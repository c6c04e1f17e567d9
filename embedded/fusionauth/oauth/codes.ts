import { createHash, randomBytes } from 'node:crypto';
import type { Application, AuthorizationCode, State } from '../documents.ts';
import { at } from '../json.ts';
import { checkSecret } from './client.ts';
import { oauthError } from './error.ts';

/** Values that a browser or a client carries are kept as digests only. */
export const digestOf = (value: string): string =>
  createHash('sha256').update(value).digest('base64url');

/** A new random value of 256 bits. */
export const randomValue = (): string => randomBytes(32).toString('base64url');

/** Keeps what was agreed on with the user and gives the code that fetches it, once and soon. */
export function issueCode(
  state: State,
  agreed: Omit<AuthorizationCode, 'id' | 'expiresInstant'>,
): string {
  const now = Date.now();
  for (const { id, expiresInstant } of state.codes.all()) {
    if (expiresInstant <= now) state.codes.delete(id);
  }
  const application = state.applications.get(agreed.applicationId);
  const tenant = state.tenants.get(application?.tenantId ?? '');
  const seconds = at(
    tenant,
    'externalIdentifierConfiguration.authorizationGrantIdTimeToLiveInSeconds',
  );
  const code = randomValue();
  const id = digestOf(code);
  state.codes.put(id, {
    ...agreed,
    id,
    expiresInstant: now + Number(seconds ?? 30) * 1000,
  });
  return code;
}

const invalid = (reason: string, description: string) =>
  oauthError(400, 'invalid_grant', reason, description);

/**
 * Takes a code back. It is gone whatever comes of it: a code that is presented wrongly may have been
 * stolen (RFC 6749, section 4.1.2), and a verifier cannot be tried twice (RFC 7636).
 */
export function redeemCode(
  state: State,
  application: Application,
  given: { code: string; redirectUri: string; verifier: string; secret: string | undefined },
): AuthorizationCode {
  const id = digestOf(given.code);
  const code = state.codes.get(id);
  state.codes.delete(id);
  if (!code || code.expiresInstant <= Date.now()) {
    throw invalid('auth_code_not_found', 'The code was not found, has expired or has been used.');
  }
  if (code.applicationId !== application.id) {
    throw invalid('client_id_mismatch', 'The code was issued to another client.');
  }
  if (given.secret !== undefined) {
    checkSecret(application, given.secret, code.codeChallenge !== undefined);
  }
  if (code.redirectUri !== given.redirectUri) {
    throw invalid('invalid_redirect_uri', `Invalid redirect_uri [${given.redirectUri}].`);
  }
  checkVerifier(application, code, given.verifier, Boolean(given.secret));
  return code;
}

function checkVerifier(
  application: Application,
  { codeChallenge }: AuthorizationCode,
  verifier: string,
  authenticated: boolean,
): void {
  const policy = application.oauthConfiguration['proofKeyForCodeExchangePolicy'];
  const required =
    policy === 'Required' ||
    (policy === 'NotRequiredWhenUsingClientAuthentication' && !authenticated);
  if (codeChallenge === undefined) {
    if (required) throw invalid('missing_code_challenge', 'The code was asked for without PKCE.');
    // RFC 9700, section 2.1.1: a verifier without a challenge is a sign that the challenge was taken away.
    if (verifier) throw invalid('invalid_pkce_code_verifier', 'The code has no code_challenge.');
    return;
  }
  if (!verifier) {
    throw oauthError(
      400,
      'invalid_request',
      'missing_code_verifier',
      'The parameter code_verifier is needed.',
    );
  }
  if (digestOf(verifier) !== codeChallenge) {
    throw invalid('invalid_pkce_code_verifier', 'The code_verifier does not fit the challenge.');
  }
}
