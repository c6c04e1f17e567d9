import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import type { Application, Key, RefreshToken, State, Tenant, User } from './documents.ts';
import { isBlank } from './json.ts';
import type { JsonObject } from './json.ts';

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

/** The claims of a token that one of our keys signed and that has not expired. */
export async function verifyToken(token: string, state: State): Promise<JWTPayload | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const key = state.keys.all().find((candidate) => candidate.kid === kid);
    if (!key?.algorithm) return undefined;
    const object = key.publicKey ? createPublicKey(key.publicKey) : signer(key);
    // The algorithm is the key's, never the token's word.
    const { payload } = await jwtVerify(token, object, { algorithms: [key.algorithm] });
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
  scope?: string;
  /** Seconds, where the request asks for less than the configured time to live. */
  timeToLive?: number;
}

const configuration = (tenant: Tenant, application: Application | undefined) =>
  application?.jwtConfiguration.enabled ? application.jwtConfiguration : tenant.jwtConfiguration;

/** Who the user is, as id tokens and tokens of the Login API say it. */
function identity(user: User): JsonObject {
  return {
    ...(user.email ? { email: user.email, email_verified: user.verified } : {}),
    ...(isBlank(user.username) ? {} : { preferred_username: user.username }),
    ...(isBlank(user.phoneNumber) ? {} : { phone_number: user.phoneNumber }),
  };
}

/** The claims of an access token. */
export function accessClaims(occasion: Occasion): JsonObject & { exp: number; iat: number } {
  const { user, tenant, application, session, scope } = occasion;
  const now = Math.floor(Date.now() / 1000);
  const registration = user.registrations.find((r) => r.applicationId === application?.id);
  const timeToLive = occasion.timeToLive ?? configuration(tenant, application).timeToLiveInSeconds;
  // An application that handles scopes strictly keeps identity claims out of what OAuth issues.
  const strict =
    scope !== undefined && application?.oauthConfiguration['scopeHandlingPolicy'] === 'Strict';
  return {
    ...(application ? { aud: application.id } : {}),
    exp: now + (timeToLive ?? 3600),
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
  const token = await signToken(key, claims, occasion.grants);
  return { token, expires: exp * 1000, lifetime: exp - iat };
}

/** A user's id token, as `openid` asks for it. */
export async function idToken(state: State, occasion: Occasion): Promise<string> {
  const keyId = configuration(occasion.tenant, occasion.application).idTokenKeyId ?? '';
  const key = state.keys.get(keyId);
  if (!key)
    throw new Error(
      `the id token key [${keyId}] of tenant [${occasion.tenant.name}] does not exist`,
    );
  const claims = { ...accessClaims(occasion), ...identity(occasion.user), tty: 'id' };
  return signToken(key, claims, occasion.grants);
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
    ...(occasion.scope === undefined ? {} : { scope: occasion.scope }),
  };
  state.refreshTokens.put(token.id, token);
  return token;
}

/** The refresh token of that value, with what it stands for, if it is still good. */
export function session(state: State, value: string) {
  const token = state.refreshTokens.all().find((candidate) => candidate.token === value);
  const user = token && state.users.get(token.userId);
  const application = token && state.applications.get(token.applicationId);
  const tenant = token && state.tenants.get(token.tenantId);
  if (!token || !user?.active || !application?.active || !tenant) return undefined;
  return token.expiresInstant > Date.now() ? { token, user, application, tenant } : undefined;
}

/** What a refresh token stands for. */
export type Session = NonNullable<ReturnType<typeof session>>;

/** Uses a refresh token: depending on policy it lives on, lives longer or is replaced. */
export function renew(
  state: State,
  { token, user, tenant, application }: Session,
): Occasion & { session: RefreshToken } {
  const policy = configuration(tenant, application);
  const sliding = policy.refreshTokenExpirationPolicy?.startsWith('SlidingWindow');
  const minutes = policy.refreshTokenTimeToLiveInMinutes ?? 43_200;
  const renewed: RefreshToken = {
    ...token,
    lastUpdateInstant: Date.now(),
    ...(sliding ? { expiresInstant: Date.now() + minutes * 60_000 } : {}),
    ...(policy.refreshTokenUsagePolicy === 'OneTimeUse'
      ? { token: randomBytes(40).toString('base64url') }
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
