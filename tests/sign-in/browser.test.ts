import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detect } from '../../commands/drift/detect.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import type { Platform } from '../../embedded/platform.ts';
import { allowOrigin, serveWebApp } from '../../examples/web-app/serve.ts';
import { API_KEY, startTestPlatform, TestStack } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const executablePath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((directory) => ['chromium', 'google-chrome'].map((name) => join(directory, name)))
  .find((path) => existsSync(path));

/** Debian's Chromium is not everywhere; `.ci/run` installs it. */
describe.skipIf(!executablePath)('the front end of examples/web-app in Chromium', () => {
  const directory = mkdtempSync(join(tmpdir(), 'web-app-'));
  let platform: Platform;
  let stack: TestStack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let home: string;
  let fusionAuth: string;
  let user: { loginId: string; password: string };
  /** What the browser had to say of the pages. */
  const complaints: string[] = [];
  let stopServing = () => Promise.resolve();

  beforeAll(async () => {
    platform = await startTestPlatform();
    const port = await freePort();
    home = `http://127.0.0.1:${port}/`;
    fusionAuth = `http://127.0.0.1:${platform.ports.fusionAuth}`;
    stack = await TestStack.create(exampleConfig(platform, home));
    await stack.up();
    const outputs = stackOutputs.parse(await stack.outputs());
    user = { loginId: outputs.loginId, password: outputs.password };
    await allowOrigin(fusionAuth, API_KEY, new URL(home).origin);
    stopServing = await serveWebApp({
      clientId: outputs.applicationId,
      fusionAuthUrl: fusionAuth,
      apiUrl: outputs.apiUrl,
      directory,
      port,
    });
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    context = await browser.newContext({ viewport: { width: 640, height: 480 } });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await stopServing();
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const press = (name: string) => page.getByRole('button', { name }).click();
  const said = (text: string) => page.getByText(text, { exact: true }).waitFor();
  const cookieNames = async () => (await context.cookies()).map(({ name }) => name).sort();
  /** Kept as a picture of the documentation where that is asked for. */
  const picture = async (name: string) => {
    const folder = process.env['SIGN_IN_PICTURES'];
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
  };

  it('the stack is as declared, and a second preview has nothing to change', async () => {
    const outputs = stackOutputs.parse(await stack.outputs());
    const checks = await checkStack({ outputs, provisioningKey: API_KEY });
    // The API reads its token from a cookie: what the guide sends in a header is refused.
    const signIn = checks.filter(({ name }) => name.startsWith('web-app: '));
    expect(signIn.map(({ passed }) => passed)).toEqual([true, true, true, true]);
    await stack.succeed('preview', '--expect-no-changes');
    const drift = await detect(subjectOf(stack));
    expect(drift.findings.map(({ object, property }) => [object, property])).toEqual([]);
  });

  it('is refused before anybody has signed in', async () => {
    await page.goto(home);
    await said('Not signed in');
    await press('Call the API');
    await said('401 Unauthorized');
    await press('Renew the token');
    await said('not renewed');
  });

  it('signs in on the page of FusionAuth', async () => {
    await press('Sign in');
    await page.waitForURL(`${fusionAuth}/oauth2/authorize**`);
    await page.getByLabel('E-mail address or username').fill(user.loginId);
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe('The user credentials are invalid.');
    await picture('sign-in');
    await page.getByLabel('Password').fill(user.password);
    await page.getByLabel('Keep me signed in').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${home}?**`);
    await said(`Signed in as ${user.loginId}`);
    expect(new URL(page.url()).searchParams.get('state')).toBe('from the notes');
  });

  it('keeps the tokens where no script can read them', async () => {
    expect(await cookieNames()).toEqual(
      expect.arrayContaining(['app.at', 'app.at_exp', 'app.idt', 'app.rt', 'fusionauth.sso']),
    );
    const readable = await page.evaluate('document.cookie');
    expect(String(readable)).toContain('app.at_exp=');
    expect(String(readable)).not.toMatch(/app\.(at|rt)=|fusionauth/);
    for (const cookie of await context.cookies()) expect(cookie.sameSite).toBe('Lax');
  });

  it('calls the API through Kong', async () => {
    await press('Call the API');
    await said('200 /');
    await picture('signed-in');
  });

  it('is refused when the token has expired, and let in again when it is renewed', async () => {
    await expect
      .poll(
        async () => {
          await press('Call the API');
          return page.locator('output').textContent();
        },
        { timeout: 30_000 },
      )
      .toBe('401 Unauthorized');
    await said('Not signed in');
    await press('Renew the token');
    await said('renewed');
    await press('Call the API');
    await said('200 /');
  });

  it('signs in a second time without a password, as long as the session lasts', async () => {
    await context.clearCookies({ name: /^app\./ });
    await page.goto(home);
    await said('Not signed in');
    await press('Sign in');
    await page.waitForURL(`${home}?**`);
    await said(`Signed in as ${user.loginId}`);
  });

  it('signs out, and is refused afterwards', async () => {
    const before = await context.cookies();
    await press('Sign out');
    await page.waitForURL(home);
    await said('Not signed in');
    expect((await cookieNames()).filter((name) => /^app\.|sso/.test(name))).toEqual([]);
    await press('Call the API');
    await said('401 Unauthorized');
    // What was copied before is worth no more than until it expires.
    await context.addCookies(before.filter(({ name }) => name === 'app.rt'));
    await press('Renew the token');
    await said('not renewed');
    await press('Sign in');
    await page.getByLabel('Password').waitFor();
    // The pages keep to their own policies.
    expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  });
});

/** The stack of the example, with this platform's addresses and tokens that live for seconds. */
function exampleConfig({ ports }: Platform, home: string): Record<string, unknown> {
  const text = readFileSync(join(import.meta.dirname, '../../examples/web-app.yaml'), 'utf8')
    .replaceAll('http://127.0.0.1:5173/', home)
    .replaceAll('http://127.0.0.1:5173', new URL(home).origin)
    .replaceAll(':8001', `:${ports.kongAdmin}`)
    .replaceAll(':8000', `:${ports.kongProxy}`)
    .replaceAll(':8088', `:${ports.upstream}`)
    .replaceAll(':9011', `:${ports.fusionAuth}`)
    .replace('tokenLifetimeSeconds: 300', 'tokenLifetimeSeconds: 8');
  return (parse(text) as { config: Record<string, unknown> }).config;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
