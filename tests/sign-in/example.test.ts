import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../support/browser.ts';
import { Clone, freePorts } from '../support/clone.ts';

describe('npm run example, in a fresh clone', () => {
  let clone: Clone;
  let child: ChildProcess;
  let printed = '';
  let home: string;
  let kong: string;
  let fusionAuth: string;
  const browser = new Browser();

  beforeAll(async () => {
    clone = await Clone.create();
    const ports = await freePorts(5);
    const [admin, proxy, identity, upstream, page] = ports.map((port) => `127.0.0.1:${port}`);
    [kong, fusionAuth, home] = [`http://${proxy}`, `http://${identity}`, `http://${page}`];
    // The example's own ports may be in use on this machine.
    const example = readFileSync(join(clone.directory, 'examples/web-app.yaml'), 'utf8')
      .replaceAll('127.0.0.1:5173', page!)
      .replaceAll('127.0.0.1:8001', admin!)
      .replaceAll('127.0.0.1:8000', proxy!)
      .replaceAll('127.0.0.1:8088', upstream!)
      .replaceAll('127.0.0.1:9011', identity!);
    writeFileSync(join(clone.directory, 'Pulumi.web-app.yaml'), example);
  });

  afterAll(async () => {
    interrupt();
    await clone?.shell('npm run down');
    clone?.remove();
  });

  it('says where the page is, and who may sign in', { timeout: 300_000 }, async () => {
    const { PATH, HOME, XDG_CACHE_HOME, GOCACHE, GOFLAGS } = process.env;
    const env = { PATH, HOME, XDG_CACHE_HOME, GOCACHE, GOFLAGS, NO_COLOR: '1' };
    child = spawn('npm', ['run', 'example'], { cwd: clone.directory, env, detached: true });
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await expect
      .poll(() => (child.exitCode === null ? printed : `it ended:\n${printed}`), {
        timeout: 280_000,
        interval: 500,
      })
      .toMatch(/ as ann@example\.com with \S+|^it ended/);
    expect(printed).toContain(`${home} as ann@example.com with `);
  });

  /** The script of the page. */
  async function script(): Promise<string> {
    const page = await (await fetch(home)).text();
    const [, address = ''] = /<script[^>]*src="([^"]+)"/.exec(page) ?? [];
    return (await fetch(new URL(address, home))).text();
  }

  it('serves a page that calls these servers', async () => {
    const text = await script();
    for (const address of [kong, fusionAuth]) expect(text).toContain(address);
  });

  const call = async () => (await browser.request(`${kong}/notes`)).status;

  it('lets its user sign in, and Kong take the token from the cookie', async () => {
    expect(await call()).toBe(401);
    const [, clientId = ''] = /["'`]([0-9a-f]{8}-[0-9a-f-]{27})["'`]/.exec(await script()) ?? [];
    const start = `${fusionAuth}/app/login/${clientId}?redirect_uri=${encodeURIComponent(`${home}/`)}`;
    const { url, response } = await browser.follow(start, fusionAuth);
    const html = (await response?.text()) ?? '';
    const password = / as ann@example\.com with (\S+)/.exec(printed)?.[1] ?? '';
    const fields = { loginId: 'ann@example.com', password };
    const end = await browser.submit(url, html, fields, fusionAuth);
    expect(end.url.origin).toBe(home);
    expect(browser.cookie('app.at')).toBeTruthy();
    expect(await call()).toBe(200);
    const refresh = `${fusionAuth}/app/refresh/${clientId}`;
    expect((await browser.request(refresh, { method: 'POST' })).status).toBe(200);
    expect(await call()).toBe(200);
    await browser.follow(`${fusionAuth}/app/logout/${clientId}`, fusionAuth);
    expect(browser.cookie('app.at')).toBeUndefined();
    expect(await call()).toBe(401);
    expect((await browser.request(refresh, { method: 'POST' })).status).toBe(400);
  });

  it('ends by Ctrl-C', async () => {
    const exit = once(child, 'exit');
    interrupt();
    await exit;
    const served = () => fetch(home).then(Boolean, () => false);
    await expect.poll(served, { timeout: 20_000 }).toBe(false);
  });

  /** A terminal sends the signal to all processes of the command. */
  function interrupt(): void {
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
  }
});
