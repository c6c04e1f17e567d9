import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { Clone } from '../support/clone.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';

describe('commands on a state that cannot be read', () => {
  // Several commands each, and an update at the end of some.
  vi.setConfig({ testTimeout: 180_000 });

  let platform: Platform;
  let clone: Clone;
  let state: string;
  let before: unknown;

  const run = (command: string, env: NodeJS.ProcessEnv = {}) =>
    clone.shell(`node toolchain/run.mjs ${command}`, { FA_API_KEY: API_KEY, ...env });
  const content = async () => [
    await kongContent(`http://127.0.0.1:${platform.ports.kongAdmin}`),
    await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
  ];
  const file = (suffix = '') => join(state, `.pulumi/stacks/fusionauth-kong/dev.json${suffix}`);
  const lock = () => join(state, '.pulumi/locks/organization/fusionauth-kong/dev');

  beforeAll(async () => {
    platform = await startTestPlatform();
    clone = await Clone.create();
    state = join(clone.directory, '.local/state');
    writeFileSync(
      join(clone.directory, 'Pulumi.dev.yaml'),
      stringify({ config: guideConfig(platform) }),
    );
    const { code, output } = await run('pulumi up --yes --skip-preview --stack dev');
    expect(code, output).toBe(0);
    cpSync(state, `${state}-saved`, { recursive: true });
    before = await content();
  });

  afterAll(async () => {
    clone?.remove();
    await platform?.stop();
  });

  it.each<[string, () => void, NodeJS.ProcessEnv, RegExp]>([
    [
      'cut in half',
      () => truncateSync(file(), 3000),
      {},
      /The state's file is damaged.*docs\/backends\.md/,
    ],
    ['empty', () => writeFileSync(file(), ''), {}, /The state's file is damaged/],
    [
      'of another passphrase',
      () => undefined,
      { PULUMI_CONFIG_PASSPHRASE: 'wrong' },
      /The passphrase is not the one/,
    ],
    [
      'gone',
      () => renameSync(state, `${state}-gone`),
      {},
      /no stack named 'dev' found|The backend is not there/,
    ],
  ])('%s: they say what to do, and change nothing', async (_, spoil, env, words) => {
    spoil();
    const commands = ['drift --stack dev', 'rotate status --stack dev', 'verify --stack dev'];
    for (const { code, output } of await Promise.all(commands.map((one) => run(one, env)))) {
      expect.soft(code).toBe(1);
      expect.soft(output).toMatch(words);
      expect.soft(output).not.toMatch(/^\s+at |TypeError|SyntaxError/m);
      expect.soft(output.trim().split('\n').length, output).toBeLessThanOrEqual(5);
    }
    expect(await content()).toEqual(before);
    cpSync(`${state}-saved`, state, { recursive: true, force: true });
  });

  it('cut in half: the copy of the step before leads back', async () => {
    truncateSync(file(), 3000);
    copyFileSync(file('.bak'), file());
    expect((await run('pulumi up --yes --skip-preview --stack dev')).code).toBe(0);
    expect((await run('drift --stack dev')).output).toContain('no drift');
    expect(await content()).toEqual(before);
  });

  it('edited by hand: an update refuses it and names the repair', async () => {
    const text = readFileSync(file(), 'utf8');
    writeFileSync(
      file(),
      text.replace(/"parent": ?"[^"]*Issuer::issuer"/, '"parent":"urn:pulumi:dev::a::b::c"'),
    );
    const { code, output } = await run('pulumi up --yes --skip-preview --stack dev');
    expect(code).not.toBe(0);
    expect(output).toContain('pulumi state repair');
    expect(await content()).toEqual(before);
    writeFileSync(file(), text);
  });

  it('locked by an update that was killed: an update refuses it, and goes on after `pulumi cancel`', async () => {
    mkdirSync(lock(), { recursive: true });
    const holder = { pid: 1, username: 'ann', hostname: 'ci', timestamp: new Date() };
    writeFileSync(join(lock(), 'a.json'), JSON.stringify(holder));
    const refused = await run('pulumi up --yes --skip-preview --stack dev');
    expect(refused.output).toContain('currently locked');
    expect((await run('pulumi cancel --yes --stack dev')).code).toBe(0);
    expect((await run('pulumi up --yes --skip-preview --stack dev')).code).toBe(0);
  });
});
