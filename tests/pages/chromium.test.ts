import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Drift } from '../../commands/drift/detect.ts';
import type { Finding } from '../../commands/drift/finding.ts';
import { asHtml } from '../../commands/drift/report/html.ts';

const chromium = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((directory) => ['chromium', 'google-chrome'].map((name) => join(directory, name)))
  .find((path) => existsSync(path));

/** What a browser shows is what it makes of a page, not what was written into the file. */
describe.skipIf(!chromium)('a page in a browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pages-'));

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** The page's elements after it has loaded, with any network out of reach. */
  async function open(path: string): Promise<string> {
    const { stdout } = await promisify(execFile)(chromium!, [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      `--user-data-dir=${join(directory, 'profile')}`,
      '--dump-dom',
      `file://${path}`,
    ]);
    return stdout;
  }

  it('shows the trust chain of a drift report with the broken link in red', async () => {
    const path = join(directory, 'drift.html');
    writeFileSync(path, asHtml(DRIFT, new Date(0)));
    const dom = await open(path);
    expect(dom).toContain('<svg');
    expect(dom).toContain('another key is in Kong');
    expect(dom.match(/class="[^"]*broken[^"]*"/g)?.length).toBeGreaterThan(0);
    expect(dom).not.toMatch(/<script|src=|href=/);
  });
});

const FOUND: Finding = {
  server: 'Kong',
  kind: 'changed',
  object: 'credential of consumer shop',
  property: 'rsa_public_key',
  effect: 'opens',
  meaning: 'another key is in Kong',
  link: 'key-credential',
  byPulumi: true,
};

const DRIFT: Drift = {
  stack: 'test',
  declared: 2,
  findings: [FOUND],
  chain: {
    stations: [
      { id: 'i', column: 'issuer', title: 'https://login.example.com', subtitle: 'tenant' },
      { id: 'k', column: 'key', title: 'main', subtitle: 'RS256' },
      { id: 'c', column: 'credential', title: 'shop', subtitle: 'consumer' },
      { id: 'a', column: 'api', title: 'orders', subtitle: 'service' },
    ],
    links: [
      { from: 'i', to: 'k', broken: [], differs: [] },
      { from: 'k', to: 'c', broken: [FOUND], differs: [] },
      { from: 'c', to: 'a', broken: [], differs: [] },
    ],
  },
};
