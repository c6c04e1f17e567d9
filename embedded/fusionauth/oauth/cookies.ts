import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';

/** Whether the browser speaks TLS, to this server or to a proxy before it. */
const isSecure = (context: Context): boolean =>
  new URL(context.req.url).protocol === 'https:' ||
  context.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

/** This server, as the browser names it. */
export function baseUrl(context: Context): string {
  const { host } = new URL(context.req.url);
  return `${isSecure(context) ? 'https' : 'http'}://${host}`;
}

/** Sets a cookie that other sites cannot send along in a form, and scripts cannot read unless said so. */
export function keep(
  context: Context,
  name: string,
  value: string,
  options: { seconds?: number; readable?: true } = {},
): void {
  setCookie(context, name, value, {
    httpOnly: !options.readable,
    path: '/',
    sameSite: 'Lax',
    secure: isSecure(context),
    // Browsers take no cookie for longer than that.
    ...(options.seconds === undefined ? {} : { maxAge: Math.min(options.seconds, 34_560_000) }),
  });
}

export const drop = (context: Context, name: string): void => {
  deleteCookie(context, name, { path: '/', secure: isSecure(context) });
};
