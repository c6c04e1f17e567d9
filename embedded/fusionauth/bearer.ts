import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { State, User } from './documents.ts';
import { verifyToken } from './tokens.ts';

/** The token of the request: header `Authorization: Bearer …` (or JWT), else the cookie. */
export function bearer(context: Context): string {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ');
  if (token && /^(bearer|jwt)$/i.test(scheme ?? '')) return token;
  return getCookie(context, 'access_token') ?? '';
}

/** The user who asks with an access token of its own. An API key, where there is one, goes before a cookie. */
export async function askingUser(context: Context, state: State): Promise<User | undefined> {
  const header = context.req.header('authorization');
  if (header && !/^(bearer|jwt) /i.test(header)) return undefined;
  const claims = await verifyToken(bearer(context), state);
  const user = claims?.['tty'] === 'at' ? state.users.get(claims.sub ?? '') : undefined;
  return user?.active ? user : undefined;
}
