import type { Context } from 'hono';
import { html } from 'hono/html';
import { hidden, page, submit } from './page.ts';
import type { Destination } from './request.ts';

/** Sends the browser to the client, with that answer and the client's own `state`. */
export function sendBack(
  context: Context,
  { redirectUri, mode, state }: Destination,
  answer: Record<string, string>,
) {
  const fields = Object.entries({ ...answer, ...(state === undefined ? {} : { state }) });
  context.header('cache-control', 'no-store');
  if (mode === 'form_post') {
    const form = html`<form method="post" action="${redirectUri}">
        ${hidden(fields)}
        <button>Continue</button>
      </form>
      ${submit}`;
    return page(context, 'Signing in', form);
  }
  const parameters = new URLSearchParams(fields).toString();
  if (mode === 'fragment') return context.redirect(`${redirectUri}#${parameters}`);
  const separator = redirectUri.includes('?') ? '&' : '?';
  return context.redirect(`${redirectUri}${separator}${parameters}`);
}
