import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startPlatform, type Platform } from '../../embedded/platform.ts';
import { Clone } from '../support/clone.ts';
import { API_KEY, guideConfig } from '../support/stack.ts';

const TODAY = 'the-key-of-today-in-the-field-reports';
const directory = mkdtempSync(join(tmpdir(), 'field-reports-'));
let platform: Platform;
let clone: Clone;

beforeAll(async () => {
  const ports = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
  platform = await startPlatform(directory, ports, API_KEY);
  clone = await Clone.create();
  const config = guideConfig(platform);
  writeFileSync(join(clone.directory, 'Pulumi.dev.yaml'), stringify({ config }));
  await configure(API_KEY);
  const { code, output } = await run('pulumi up --yes --skip-preview --stack dev');
  expect(code, output).toBe(0);
});

afterAll(async () => {
  clone?.remove();
  await platform?.stop();
  rmSync(directory, { recursive: true });
});

const run = (command: string) => clone.shell(`node toolchain/run.mjs ${command}`);
const configure = (key: string) =>
  run(`pulumi config set --secret fusionauth:apiKey ${key} --stack dev`);

const services = async () =>
  (await fetch(`http://127.0.0.1:${platform.ports.kongAdmin}/services`)).json() as Promise<{
    data: unknown[];
  }>;

it('pulumi/pulumi-github#203: destroy finds out before it begins that its API key is gone, and ends with a new one', async () => {
  await platform.stop();
  platform = await startPlatform(directory, platform.ports, TODAY);

  const refused = await run('destroy --stack dev');
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('fusionauth:apiKey: is refused');
  expect(refused.output).toContain(
    'npm run pulumi -- config set --stack dev --secret fusionauth:apiKey',
  );
  expect((await services()).data).toHaveLength(1);

  await configure(TODAY);
  const { code, output } = await run('destroy --stack dev');
  expect(code, output).toBe(0);
  expect((await services()).data).toEqual([]);
});
