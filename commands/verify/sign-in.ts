import { createHash, randomBytes } from 'node:crypto';
import { exchange } from '../../servers/exchange.ts';
import { Checklist, type Check } from './checklist.ts';
import { postForm, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

type Application = StackOutputs['access']['applications'][number];

/**
 * Signs the first user of each application in as a browser would, by a code with PKCE, and tries what must be
 * refused: another redirect URL, a code without its verifier and a code that was used.
 */
export async function checkSignIn({ access, loginUrl }: StackOutputs): Promise<Check[]> {
  const list = new Checklist();
  const host = new URL(loginUrl).origin;
  for (const application of access.applications) {
    if (application.oauth) await checkApplication(list, host, application);
  }
  return list.checks;
}

async function checkApplication(list: Checklist, host: string, application: Application) {
  const { name, applicationId, oauth } = application;
  const { redirectUrl, clientSecret } = oauth!;
  const verifier = randomBytes(32).toString('base64url');
  const request = {
    client_id: applicationId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: 'openid',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const token = (code: string, more: Record<string, string>) =>
    postForm(`${host}/oauth2/token`, {
      grant_type: 'authorization_code',
      client_id: applicationId,
      redirect_uri: redirectUrl,
      code,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
      ...more,
    });
  const signIn = () => signInAs(host, request, application);

  await list.check(`${name}: a redirect URL of somebody else`, 400, () => {
    return redirectTo(host, { ...request, redirect_uri: `${redirectUrl}.invalid` });
  });
  await list.check(`${name}: a code without its verifier`, 400, async () => {
    const { code, answer } = await signIn();
    return code === undefined ? answer : token(code, {});
  });
  let used: string | undefined;
  await list.check(`${name}: signing in by a code with PKCE`, 200, async () => {
    const { code, answer } = await signIn();
    used = code;
    return code === undefined ? answer : token(code, { code_verifier: verifier });
  });
  if (used === undefined) return;
  await list.check(`${name}: a code that was used`, 400, () =>
    token(used!, { code_verifier: verifier }),
  );
}

const said = (status: number, text: string): Answer => ({
  status,
  body: {},
  proxied: false,
  said: text,
});

/** FusionAuth shows what is wrong with the client itself on a page; it must never redirect there. */
async function redirectTo(host: string, request: Record<string, string>): Promise<Answer> {
  const page = await exchange(`${host}/oauth2/authorize?${String(new URLSearchParams(request))}`);
  const refused = page.text.includes('invalid_redirect_uri') && !page.headers['location'];
  return said(refused ? 400 : page.status, 'the page does not say invalid_redirect_uri');
}

/** Fills in the login page; the code, or why there is none. */
async function signInAs(
  host: string,
  request: Record<string, string>,
  { loginId, password }: Application,
): Promise<{ code?: string; answer: Answer }> {
  const page = await exchange(`${host}/oauth2/authorize?${String(new URLSearchParams(request))}`);
  const action = /<form[^>]*\baction="([^"]*)"/.exec(page.text)?.[1] ?? '/oauth2/authorize';
  const form = new URLSearchParams({ ...request, ...hiddenFields(page.text), loginId, password });
  const cookies = [page.headers['set-cookie'] ?? []].flat();
  const answer = await exchange(String(new URL(unescaped(action), host)), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: cookies.map((line) => line.split(';')[0]).join('; '),
      origin: host,
    },
    body: String(form),
  });
  const location = URL.parse([answer.headers['location'] ?? ''].flat()[0] ?? '');
  const code = location?.searchParams.get('code');
  if (code && location?.searchParams.get('state') === request['state']) {
    return { code, answer: said(200, '') };
  }
  const reason = location?.searchParams.get('error_reason');
  return { answer: said(answer.status, reason ?? 'the login page gave no code') };
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input\b[^>]*\btype="hidden"[^>]*>/g)];
  return Object.fromEntries(
    inputs.map(([input]) => [attribute(input, 'name'), attribute(input, 'value')]),
  );
}

const attribute = (tag: string, name: string) =>
  unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
