import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { BrowserSession, State, Tenant, User } from '../documents.ts';
import { digestOf, randomValue } from './codes.ts';
import { drop, keep } from './cookies.ts';

const COOKIE = 'fusionauth.sso';

/** The user that the browser is logged in as at that tenant, and since when. */
export function browserSession(
  context: Context,
  state: State,
  tenant: Tenant,
): { session: BrowserSession; user: User } | undefined {
  const session = state.sessions.get(digestOf(getCookie(context, COOKIE) ?? ''));
  const user = session && state.users.get(session.userId);
  if (!session || !user?.active || session.tenantId !== tenant.id) return undefined;
  return session.expiresInstant > Date.now() ? { session, user } : undefined;
}

/** Remembers the browser. The value is always a new one, so that nobody can have planted it. */
export function beginSession(context: Context, state: State, tenant: Tenant, user: User): void {
  const now = Date.now();
  endSession(context, state);
  for (const { id, expiresInstant } of state.sessions.all()) {
    if (expiresInstant <= now) state.sessions.delete(id);
  }
  const value = randomValue();
  const id = digestOf(value);
  const minutes = tenant.jwtConfiguration.refreshTokenTimeToLiveInMinutes ?? 43_200;
  state.sessions.put(id, {
    id,
    userId: user.id,
    tenantId: tenant.id,
    authTime: Math.floor(now / 1000),
    expiresInstant: now + minutes * 60_000,
  });
  keep(context, COOKIE, value, { seconds: minutes * 60 });
}

/** Forgets the browser. */
export function endSession(context: Context, state: State): void {
  const value = getCookie(context, COOKIE);
  if (value === undefined) return;
  state.sessions.delete(digestOf(value));
  drop(context, COOKIE);
}
