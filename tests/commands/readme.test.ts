import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Clone, freePorts } from '../support/clone.ts';
import { kongContent } from '../support/servers.ts';
import { guideConfig } from '../support/stack.ts';

describe("the README's commands in a fresh clone, in order", () => {
  let clone: Clone;
  let admin: string;
  let stackFile: string;
  let stackFileBefore: string;

  beforeAll(async () => {
    clone = await Clone.create();
    const [kongAdmin, kongProxy, fusionAuth, upstream] = (await freePorts(4)) as [
      number,
      number,
      number,
      number,
    ];
    const ports = { kongAdmin, kongProxy, fusionAuth, upstream };
    admin = `http://127.0.0.1:${kongAdmin}`;
    // A machine that runs the tests may use the guide's own ports for something else.
    stackFile = join(clone.directory, 'Pulumi.dev.yaml');
    stackFileBefore = stringify({ config: guideConfig({ ports, stop: () => Promise.resolve() }) });
    writeFileSync(stackFile, stackFileBefore);
  });

  afterAll(async () => {
    await clone?.shell('npm run down');
    clone?.remove();
  });

  it('npm run up declares the guide and proves it', async () => {
    const { code, output } = await clone.shell('npm run up');
    expect(output).toContain('+ 21 created');
    expect(output).toContain('9 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('npm run up again changes nothing', async () => {
    const { code, output } = await clone.shell('npm run up');
    expect(output).toContain('21 unchanged');
    expect(code).toBe(0);
  });

  it('leaves the committed files as they were', () => {
    expect(readFileSync(stackFile, 'utf8')).toBe(stackFileBefore);
  });

  it('npm run verify says the same to a program', async () => {
    const { output } = await clone.shell('npm run --silent verify -- --json 2>/dev/null');
    expect(JSON.parse(output)).toMatchObject({ stack: 'dev', passed: 9, failed: 0 });
  });

  it('npm run pulumi and a shell with the environment see the same stack', async () => {
    const preview = await clone.shell('npm run pulumi -- preview --expect-no-changes');
    expect(preview.output).toContain('21 unchanged');
    expect(preview.code).toBe(0);
    const line = 'eval "$(npm run --silent env)" && pulumi up --yes --expect-no-changes';
    const plain = await clone.shell(line);
    expect(plain.output).toContain('21 unchanged');
    expect(plain.code).toBe(0);
  });

  it('npm run embedded -- status says where the servers are', async () => {
    const { code, output } = await clone.shell('npm run embedded -- status');
    expect(output).toContain(admin);
    expect(code).toBe(0);
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
