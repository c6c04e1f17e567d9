import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { Clone } from '../support/clone.ts';
import { fusionAuthContent, getJson, kongContent } from '../support/servers.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { scriptOf } from './workflow.ts';

/** What docs/protection.md says, with the scripts of the deploy workflow as they are. */
describe('a production stack', () => {
  // Each test is a deployment or two.
  vi.setConfig({ testTimeout: 180_000 });

  let clone: Clone;
  let platform: Platform;
  let file: string;

  const run = (script: string) =>
    clone.shell(script, {
      STACK: 'production',
      FA_API_KEY: API_KEY,
      GITHUB_STEP_SUMMARY: join(clone.directory, 'summary.md'),
    });
  const admin = () => `http://127.0.0.1:${platform.ports.kongAdmin}`;
  const content = async () => [
    await kongContent(admin()),
    await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
  ];
  const setApplications = (...names: string[]) => {
    const stack = parse(readFileSync(file, 'utf8')) as { config: Record<string, unknown> };
    stack.config['fusionauth-kong:applications'] = names.map((name) => ({
      name,
      users: [{ email: `${name}@example.com` }],
    }));
    writeFileSync(file, stringify(stack));
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    clone = await Clone.create();
    file = join(clone.directory, 'Pulumi.production.yaml');
    const config = { ...guideConfig(platform), 'fusionauth-kong:keyClaim': 'kid' };
    writeFileSync(file, stringify({ config }));
    setApplications('shop', 'mobile');
    await run('npm run pulumi -- stack init production');
  });

  afterAll(async () => {
    clone?.remove();
    await platform?.stop();
  });

  it('is not deployed unprotected, and the refusal says what to do', async () => {
    const before = await content();
    const { code, output } = await run(scriptOf('deploy-stack.yml', 'Deploy'));
    expect(code).not.toBe(0);
    expect(output).toContain('`pulumi config set protect true --stack production`');
    expect(await content()).toEqual(before);
    await run('npm run pulumi -- config set protect true --stack production');
  });

  it('is deployed and verified', async () => {
    const { code, output } = await run(scriptOf('deploy-stack.yml', 'Deploy'));
    expect(output).toContain('created');
    expect(code).toBe(0);
    const verified = await run(scriptOf('deploy-stack.yml', 'Verify'));
    expect(verified.output).toContain(', 0 failed');
    expect(verified.code).toBe(0);
  });

  it('is not destroyed, not even in part', async () => {
    const before = await content();
    const { code, output } = await run('npm run destroy -- --yes --stack production');
    expect(code).toBe(1);
    expect(output).toContain('issuer-tenant, ');
    expect(output).toContain('state unprotect --all --yes --stack production');
    expect(await content()).toEqual(before);
  });

  it('is not restored by --fix --yes while the program declares more than is deployed', async () => {
    const declared = readFileSync(file, 'utf8');
    setApplications('shop', 'mobile', 'another');
    const { data } = (await getJson(`${admin()}/routes`)) as { data: [{ id: string }] };
    await fetch(`${admin()}/routes/${data[0].id}`, { method: 'DELETE' });
    const before = await content();
    const fix = 'npm run drift -- --stack production --fix --yes';
    const { code, output } = await run(fix);
    expect(output).toContain('create Application another-application');
    expect(output).toContain('Run this first: npm run pulumi -- up --stack production');
    expect(code).toBe(1);
    expect(await content()).toEqual(before);

    writeFileSync(file, declared);
    const mended = await run(fix);
    expect(mended.code, mended.output).toBe(0);
    // What was done, that it was, and nothing of the engine's steps.
    expect(mended.output.split('\n').length, mended.output).toBeLessThan(12);
    expect((await kongContent(admin())).routes).toEqual(['example_route']);
  });

  it('loses an application only after its key is unprotected', async () => {
    setApplications('shop');
    const before = await content();
    const { code, output } = await run(scriptOf('deploy-stack.yml', 'Deploy'));
    expect(code).not.toBe(0);
    expect(await content()).toEqual(before);

    const [, urn] = /`pulumi state unprotect '(urn:\S+::mobile\/main-imported)'`/.exec(output)!;
    const pair = urn!
      .replace('fusionauth:index/importedKey:ImportedKey', 'tls:index/privateKey:PrivateKey')
      .replace(/imported$/, 'pair');
    await run(`npm run pulumi -- state unprotect --yes --stack production '${urn}' '${pair}'`);
    expect(await run(scriptOf('deploy-stack.yml', 'Deploy'))).toMatchObject({ code: 0 });
  });

  it('is destroyed after all of it is unprotected', async () => {
    await run('npm run pulumi -- state unprotect --all --yes --stack production');
    expect(await run('npm run destroy -- --stack production')).toMatchObject({ code: 0 });
    const [kong] = await content();
    expect(Object.values(kong!).flat()).toEqual([]);
  });
});
