import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type {
  Application,
  JwtConfiguration,
  Key,
  RefreshToken,
  State,
  Tenant,
  User,
} from './documents.ts';
import { at, without } from './json.ts';
import type { JsonObject } from './json.ts';
import { claimsByScope, identity, isStrict } from './oauth/scopes.ts';
import { populated } from './populate.ts';

const parsed = new WeakMap<Key, KeyObject>();

/** The key in the form that signs; PEM is read once for each stored key. */
function signer(key: Key): KeyObject {
  let object = parsed.get(key);
  if (!object) {
    object = key.privateKey
      ? createPrivateKey(key.privateKey)
      : createSecretKey(Buffer.from(key.secret ?? '', 'utf8'));
    parsed.set(key, object);
  }
  return object;
}

/** Signs claims with that key; `gty` are the grants that led here, in their order. */
export async function signToken(key: Key, claims: JsonObject, gty: string[]): Promise<string> {
  const header = { alg: key.algorithm ?? 'RS256', typ: 'JWT', gty, kid: key.kid };
  return new SignJWT(claims).setProtectedHeader(header).sign(signer(key));
}

/** The claims of a token that one of our keys signed and that has not expired, unless that is all right. */
export async function verifyToken(
  token: string,
  state: State,
  { expired = false } = {},
): Promise<JWTPayload | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = state.keys.all().find((candidate) => candidate.kid === kid);
    if (!key?.algorithm) return undefined;
    const object = key.publicKey ? createPublicKey(key.publicKey) : signer(key);
    // The algorithm is the key's, never the token's word.
    const { payload } = await jwtVerify(token, object, {
      algorithms: [key.algorithm],
      ...(expired ? { currentDate: new Date(0) } : {}),
    });
    return payload;
  } catch {
    return undefined;
  }
}

/** What goes into a user's token besides the user. */
export interface Occasion {
  user: User;
  tenant: Tenant;
  application: Application | undefined;
  authenticationType: string;
  grants: string[];
  authTime?: number;
  session?: RefreshToken | undefined;
  scope?: string | undefined;
  /** Seconds, where the request asks for less than the configured time to live. */
  timeToLive?: number;
  /** What the client sent along, to know its own request by. */
  nonce?: string;
  pkce?: boolean;
}

const configuration = (tenant: Tenant, application: Application | undefined) =>
  application?.jwtConfiguration.enabled ? application.jwtConfiguration : tenant.jwtConfiguration;

/** The claims of an access token. */
function accessClaims(occasion: Occasion): JsonObject & { exp: number; iat: number } {
  const { user, tenant, application, session, scope } = occasion;
  const now = Math.floor(Date.now() / 1000);
  const registration = user.registrations.find((r) => r.applicationId === application?.id);
  const longest = configuration(tenant, application).timeToLiveInSeconds ?? 3600;
  const timeToLive = Math.min(occasion.timeToLive ?? longest, longest);
  // An application that handles scopes strictly keeps identity claims out of what OAuth issues.
  const strict = scope !== undefined && isStrict(application);
  return {
    ...(application ? { aud: application.id } : {}),
    exp: now + timeToLive,
    iat: now,
    iss: tenant.issuer,
    sub: user.id,
    jti: randomUUID(),
    authenticationType: occasion.authenticationType,
    ...(strict ? {} : identity(user)),
    ...(registration ? { applicationId: registration.applicationId } : {}),
    ...(scope === undefined ? {} : { scope }),
    ...(registration ? { roles: registration.roles ?? [] } : {}),
    ...(session ? { sid: session.id } : {}),
    auth_time: occasion.authTime ?? now,
    gty: occasion.grants,
    tid: tenant.id,
    tty: 'at',
  };
}

/** A user's access token, the instant at which it expires in milliseconds, and its life in seconds. */
export async function accessToken(
  state: State,
  occasion: Occasion,
): Promise<{ token: string; expires: number; lifetime: number }> {
  const keyId = configuration(occasion.tenant, occasion.application).accessTokenKeyId ?? '';
  const key = state.keys.get(keyId);
  if (!key)
    throw new Error(
      `the signing key [${keyId}] of tenant [${occasion.tenant.name}] does not exist`,
    );
  const claims = accessClaims(occasion);
  const { exp, iat } = claims;
  const { application } = occasion;
  const final = await populated(state, 'accessToken', application, claims, subjectOf(occasion));
  const token = await signToken(key, final, occasion.grants);
  return { token, expires: exp * 1000, lifetime: exp - iat };
}

/** The left half of the access token's hash, which ties an id token to it (OpenID Connect Core, 3.1.3.6). */
function halfHash(accessToken: string, algorithm: string): string {
  const bits = /(256|384|512)$/.exec(algorithm)?.[1] ?? '512';
  const digest = createHash(`sha${bits}`).update(accessToken, 'ascii').digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}

/** A user's id token, as `openid` asks for it, made together with that access token. */
export async function idToken(
  state: State,
  occasion: Occasion,
  accessToken: string,
): Promise<string> {
  const { user, tenant, application, scope, session, nonce } = occasion;
  const keyId = configuration(tenant, application).idTokenKeyId ?? '';
  const key = state.keys.get(keyId);
  if (!key) {
    throw new Error(`the id token key [${keyId}] of tenant [${tenant.name}] does not exist`);
  }
  const { aud, exp, iat, auth_time } = accessClaims(occasion);
  const claims = {
    aud,
    exp,
    iat,
    iss: tenant.issuer,
    sub: user.id,
    jti: randomUUID(),
    authenticationType: occasion.authenticationType,
    ...(isStrict(application) ? claimsByScope(user, scope) : identity(user)),
    at_hash: halfHash(accessToken, key.algorithm ?? 'RS256'),
    ...(nonce === undefined ? {} : { nonce }),
    ...(scope === undefined ? {} : { scope }),
    ...(session ? { sid: session.id } : {}),
    auth_time,
    tid: tenant.id,
    tty: 'id',
  };
  const final = await populated(state, 'idToken', application, claims, subjectOf(occasion));
  return signToken(key, final, occasion.grants);
}

/** Whom a token is about, as lambdas see it. */
function subjectOf({ user, application }: Occasion) {
  const registration = user.registrations.find((r) => r.applicationId === application?.id);
  return { user: without(user, 'secure', 'failures', 'lock'), registration };
}

/** Stores a new refresh token for the user and the application. */
export function refreshToken(
  state: State,
  occasion: Occasion & { application: Application },
): RefreshToken {
  const minutes = configuration(
    occasion.tenant,
    occasion.application,
  ).refreshTokenTimeToLiveInMinutes;
  const now = Date.now();
  const token: RefreshToken = {
    id: randomUUID(),
    insertInstant: now,
    lastUpdateInstant: now,
    startInstant: now,
    expiresInstant: now + (minutes ?? 43_200) * 60_000,
    applicationId: occasion.application.id,
    tenantId: occasion.tenant.id,
    userId: occasion.user.id,
    token: randomBytes(40).toString('base64url'),
    grants: occasion.grants,
    authenticationType: occasion.authenticationType,
    ...(occasion.scope === undefined ? {} : { scope: occasion.scope }),
    ...(occasion.pkce ? { pkce: true } : {}),
  };
  state.refreshTokens.put(token.id, token);
  return token;
}

/** The refresh token of that value, with what it stands for, if it is still good. */
export function session(state: State, value: string) {
  if (value === '') return undefined;
  const token = state.refreshTokens
    .all()
    .find((candidate) => candidate.token === value || candidate.previous === value);
  const user = token && state.users.get(token.userId);
  const application = token && state.applications.get(token.applicationId);
  const tenant = token && state.tenants.get(token.tenantId);
  if (!token || !user?.active || !application?.active || !tenant) return undefined;
  const policy = configuration(tenant, application);
  if (token.token !== value && !inGrace(token, policy)) {
    // Two hold what was given to one (RFC 9700, section 4.14.2).
    if (at(policy, 'refreshTokenRevocationPolicy.onOneTimeTokenReuse') === true) {
      state.refreshTokens.delete(token.id);
    }
    return undefined;
  }
  return token.expiresInstant > Date.now() ? { token, user, application, tenant } : undefined;
}

/** Whether the value before the last use is still taken: the answer with the new one may have been lost. */
function inGrace(token: RefreshToken, policy: JwtConfiguration): boolean {
  const seconds = at(policy, 'refreshTokenOneTimeUseConfiguration.gracePeriodInSeconds');
  return token.lastUpdateInstant + Number(seconds ?? 0) * 1000 > Date.now();
}

/** What a refresh token stands for. */
export type Session = NonNullable<ReturnType<typeof session>>;

/** Until when a token that is used now lives, by its expiration policy. */
function renewedExpiry(token: RefreshToken, policy: JwtConfiguration): number {
  if (!policy.refreshTokenExpirationPolicy?.startsWith('SlidingWindow'))
    return token.expiresInstant;
  const slid = Date.now() + (policy.refreshTokenTimeToLiveInMinutes ?? 43_200) * 60_000;
  if (policy.refreshTokenExpirationPolicy === 'SlidingWindow') return slid;
  const maximum = at(policy, 'refreshTokenSlidingWindowConfiguration.maximumTimeToLiveInMinutes');
  return Math.min(slid, token.startInstant + Number(maximum ?? 43_200) * 60_000);
}

/** Uses a refresh token: depending on policy it lives on, lives longer or is replaced. */
export function renew(
  state: State,
  { token, user, tenant, application }: Session,
): Occasion & { session: RefreshToken; application: Application } {
  const policy = configuration(tenant, application);
  const renewed: RefreshToken = {
    ...token,
    lastUpdateInstant: Date.now(),
    expiresInstant: renewedExpiry(token, policy),
    ...(policy.refreshTokenUsagePolicy === 'OneTimeUse'
      ? { token: randomBytes(40).toString('base64url'), previous: token.token }
      : {}),
  };
  state.refreshTokens.put(renewed.id, renewed);
  return {
    user,
    tenant,
    application,
    authenticationType: 'REFRESH_TOKEN',
    grants: [...token.grants, 'refresh_token'],
    authTime: Math.floor(token.startInstant / 1000),
    session: renewed,
    ...(token.scope === undefined ? {} : { scope: token.scope }),
  };
}
