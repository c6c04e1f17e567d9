import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { Clone, freePorts } from '../support/clone.ts';
import { kongContent } from '../support/servers.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { blocksUnder, readPage } from './page.ts';

/** The lines of a shell that `up` and `verify` end with. */
function pasted(output: string): string {
  const [, lines = ''] = output.split('Log in and call it yourself:\n');
  return lines
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .join('\n');
}

it('the README is read in a minute', () => {
  expect(readPage('README.md').trimEnd().split('\n').length).toBeLessThan(200);
});

describe("the README's commands in a fresh clone, in order", () => {
  let clone: Clone;
  let admin: string;
  let stackFile: string;
  let stackFileBefore: string;
  let api: ChildProcess | undefined;
  /** A machine that runs the tests may use the guide's own ports for something else. */
  let atPorts: (text: string) => string;
  let gatewayUrl: string;
  let printed: string;

  beforeAll(async () => {
    clone = await Clone.create();
    const [kongAdmin, kongProxy, fusionAuth, upstream, own] = (await freePorts(5)) as [
      ...[number, number, number, number, number],
    ];
    const ports = { kongAdmin, kongProxy, fusionAuth, upstream };
    admin = `http://127.0.0.1:${kongAdmin}`;
    gatewayUrl = `http://127.0.0.1:${kongProxy}`;
    atPorts = (text) =>
      text
        .replaceAll('127.0.0.1:8001', `127.0.0.1:${kongAdmin}`)
        .replaceAll('127.0.0.1:9011', `127.0.0.1:${fusionAuth}`)
        .replaceAll(/127\.0\.0\.1:3000|(?<=listen\()3000/g, (found) =>
          found.replace('3000', String(own)),
        );
    stackFile = join(clone.directory, 'Pulumi.dev.yaml');
    const guide = guideConfig({ ports, stop: () => Promise.resolve() });
    stackFileBefore = stringify({
      config: { ...guide, 'fusionauth-kong:guardIdentityHeaders': true },
    });
    writeFileSync(stackFile, stackFileBefore);
  });

  afterAll(async () => {
    api?.kill();
    await clone?.shell('npm run down');
    clone?.remove();
  });

  it('npm run up declares the guide and proves it, as the README shows', async () => {
    const [command] = blocksUnder('README.md', 'Try it', 'sh');
    const { code, output } = await clone.shell(command!);
    const [shown] = blocksUnder('README.md', 'Try it', '');
    for (const line of shown!.trim().split('\n')) expect(output).toContain(line);
    expect(code).toBe(0);
    printed = output;
  });

  it('the lines that it ends with log in and call the API', async () => {
    const { code, output } = await clone.shell(pasted(printed));
    expect(output).toContain('"x-consumer-username": "fusionauth"');
    expect(code).toBe(0);
  });

  it('npm run up again changes nothing', async () => {
    const { code, output } = await clone.shell('npm run up');
    expect(output).toContain('22 unchanged');
    expect(code).toBe(0);
  });

  it('leaves the committed files as they were', () => {
    expect(readFileSync(stackFile, 'utf8')).toBe(stackFileBefore);
  });

  it('npm run verify says the same to a program', async () => {
    const { output } = await clone.shell('npm run --silent verify -- --json 2>/dev/null');
    expect(JSON.parse(output)).toMatchObject({ stack: 'dev', passed: 10, failed: 0 });
  });

  it('npm run pulumi and a shell with the environment see the same stack', async () => {
    const preview = await clone.shell('npm run pulumi -- preview --expect-no-changes');
    expect(preview.output).toContain('22 unchanged');
    expect(preview.code).toBe(0);
    const line = 'eval "$(npm run --silent env)" && pulumi up --yes --expect-no-changes';
    const plain = await clone.shell(line);
    expect(plain.output).toContain('22 unchanged');
    expect(plain.code).toBe(0);
  });

  it('npm run embedded -- status says where the servers are', async () => {
    const { code, output } = await clone.shell('npm run embedded -- status');
    expect(output).toContain(admin);
    expect(code).toBe(0);
  });

  it('leads to an API of one’s own: upstream, path, user and front end', async () => {
    vi.setConfig({ testTimeout: 120_000 });
    const chapter = 'Your own API in five minutes';
    const [start, deploy, ...more] = blocksUnder('README.md', chapter, 'sh').map(atPorts);
    const [settings, ...others] = blocksUnder('README.md', chapter, 'yaml').map(atPorts);
    expect([more, others]).toEqual([[], []]);
    const program = start!.trim().replace(/ &$/, '');
    api = spawn('bash', ['-c', `exec ${program}`], { stdio: 'ignore' });
    writeFileSync(stackFile, `${settings}  fusionauth-kong:gatewayUrl: ${gatewayUrl}\n`);

    const { code, output } = await clone.shell(`set -e; ${deploy}`);
    expect(output).toContain('shop: signing in by a code with PKCE');
    expect(output).toContain('preflight of orders');
    expect(output).toContain(', 0 failed');
    expect(code).toBe(0);
    const called = await clone.shell(pasted(output));
    expect(called.output).toMatch(/^shop asks for \/\n/);

    const asks = /`(npm run --silent pulumi -- stack output applicationId)`/;
    const [, question] = asks.exec(readPage('README.md'))!;
    expect((await clone.shell(question!)).output).toMatch(/^[0-9a-f-]{36}\n$/);
  });

  it('npm run destroy leaves nothing', async () => {
    expect((await clone.shell('npm run destroy')).code).toBe(0);
    expect(Object.values(await kongContent(admin)).flat()).toEqual([]);
  });

  it('npm run down stops the servers', async () => {
    expect((await clone.shell('npm run down')).code).toBe(0);
    await expect(fetch(admin)).rejects.toThrow();
    expect((await clone.shell('npm run embedded -- status')).code).toBe(3);
  });

  it('npm run embedded -- start names a busy port and the flag that changes it', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => stranger.once('listening', listening));
    const { port } = stranger.address() as { port: number };
    const ports = '--kong-proxy-port 0 --fusionauth-port 0 --upstream-port 0';
    const line = `npm run embedded -- start --kong-admin-port ${port} ${ports}`;
    const { code, output } = await clone.shell(line);
    stranger.close();
    expect(output).toContain(`Port ${port} is in use, and Kong's Admin API would listen there.`);
    expect(output).toContain('npm run embedded -- start --kong-admin-port N');
    expect(code).toBe(1);
  });
});

describe('the five steps to real servers', () => {
  const chapter = 'Real servers in five steps';
  let clone: Clone;
  let servers: Platform;

  beforeAll(async () => {
    servers = await startTestPlatform();
    clone = await Clone.create();
  });

  afterAll(async () => {
    clone?.remove();
    await servers?.stop();
  });

  it('lead to a deployed and proven stack', async () => {
    vi.setConfig({ testTimeout: 180_000 });
    const { kongAdmin, kongProxy, fusionAuth, upstream } = servers.ports;
    const [settings] = blocksUnder('README.md', chapter, 'yaml');
    writeFileSync(
      join(clone.directory, 'Pulumi.prod.yaml'),
      settings!
        .replace('https://kong-admin.internal:8444', `http://127.0.0.1:${kongAdmin}`)
        .replace(/(?<=fusionauth:host: ).*/, `http://127.0.0.1:${fusionAuth}`)
        .replace('https://api.example.com', `http://127.0.0.1:${kongProxy}`)
        .replace('https://orders.internal:8443', `http://127.0.0.1:${upstream}`),
    );
    // The stand-ins play the real servers, and their providers the official ones.
    const env = {
      ...{ PROVIDERS: 'embedded', PULUMI_CONFIG_PASSPHRASE: 'of the team' },
      PULUMI_BACKEND_URL: `file://${clone.directory}/.local`,
    };
    const outputs: string[] = [];
    for (const lines of blocksUnder('README.md', chapter, 'sh')) {
      // `up` asks, and nobody is here to answer.
      const answered = lines.replace('KEY', API_KEY).replace(/^(npm run up .*)$/m, '$1 --yes');
      const { code, output } = await clone.shell(`set -e; mkdir -p .local; ${answered}`, env);
      expect(code, output).toBe(0);
      outputs.push(output);
    }
    const [, preview, up] = outputs;
    expect(preview).toContain('to create');
    expect(up).toContain('Stack prod, platform existing: ');
    expect(up).toContain(', 0 failed');
    expect((await clone.shell(pasted(up!), env)).output).toContain('"x-consumer-username": "shop"');
  });
});
