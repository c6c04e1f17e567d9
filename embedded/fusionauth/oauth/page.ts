import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Text that is escaped already, or made by `html`. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, 100vw - 2rem); }
h1 { font-size: 1.5rem; }
label { display: block; margin: 1rem 0; }
input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
button { width: 100%; padding: .6rem; margin-bottom: .5rem; font: inherit; }
ul { list-style: none; padding: 0; }
li label { margin: .5rem 0 0; }
li p { margin: 0 0 0 1.5rem; }
[role=alert] { border-left: .25rem solid #b3261e; padding: .25rem .75rem; }
pre { white-space: pre-wrap; }
`;

const SUBMIT = 'document.forms[0].submit();';

/** Sends a form on, for answers that go to the client by POST. */
export const submit = raw(`<script>${SUBMIT}</script>`);

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const HEADERS = {
  'cache-control': 'no-store',
  // No form-action: browsers apply it to where the answer of the form leads, which is the client.
  'content-security-policy': [
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(SUBMIT)}`,
  ].join('; '),
  // With no-referrer, browsers would not say where a form comes from.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A page of its own: nothing is loaded, nothing may frame it, nothing is kept. */
export function page(context: Context, title: string, content: Markup, status: 200 | 400 = 200) {
  for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  return context.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title}</title>
          ${raw(`<style>${STYLE}</style>`)}
        </head>
        <body>
          <main>
            <h1>${title}</h1>
            ${content}
          </main>
        </body>
      </html>`,
    status,
  );
}

/** Fields that a form carries along. */
export const hidden = (fields: Iterable<readonly [string, string]>): Markup[] =>
  [...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);

const alert = (message: string) =>
  message ? html`<p role="alert" id="problem">${message}</p>` : html``;

interface Form {
  /** The application's name. */
  application: string;
  action: string;
  fields: Iterable<readonly [string, string]>;
  /** What was wrong with the last attempt; empty at the first. */
  message: string;
}

export const loginForm = ({ action, fields, message }: Form, loginId: string): Markup =>
  html`<form method="post" action="${action}">
    ${alert(message)} ${hidden(fields)}
    <label>
      E-mail address or username
      <input name="loginId" value="${loginId}" autocomplete="username" required autofocus />
    </label>
    <label>
      Password
      <input name="password" type="password" autocomplete="current-password" required />
    </label>
    <label><input name="rememberDevice" type="checkbox" value="true" /> Keep me signed in</label>
    <button>Sign in</button>
  </form>`;

export const passwordForm = ({ action, fields, message }: Form): Markup =>
  html`<form method="post" action="${action}">
    ${alert(message)} ${hidden(fields)}
    <label>
      New password
      <input name="password" type="password" autocomplete="new-password" required autofocus />
    </label>
    <label>
      The same again
      <input name="passwordConfirm" type="password" autocomplete="new-password" required />
    </label>
    <button>Change the password</button>
  </form>`;

/** A refusal that cannot be sent to the client, because nobody knows that it is one. */
export const errorPage = (context: Context, problem: object) =>
  page(
    context,
    'This request cannot be answered',
    html`<pre role="alert">${JSON.stringify(problem, null, 2)}</pre>`,
    400,
  );
