import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { Clone } from '../support/clone.ts';
import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { kongContent } from '../support/servers.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';

describeOnOfficialProviders('the same stack with PROVIDERS=official', (prepare) => {
  let clone: Clone;
  let platform: Platform;
  let admin: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    admin = ground.kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    clone = await Clone.create();
    const config = guideConfig(platform, ground.kong);
    writeFileSync(join(clone.directory, 'Pulumi.dev.yaml'), stringify({ config }));
    env = { ...ground.env, PROVIDERS: 'official', FA_API_KEY: API_KEY };
  });

  afterAll(async () => {
    clone?.remove();
    await platform?.stop();
  });

  it('goes up on the plugins of the PULUMI_HOME that the user has', async () => {
    const { code, output } = await clone.shell('npm run pulumi -- up --yes', env);
    expect(output).toContain('+ 21 created');
    expect(code).toBe(0);
    expect((await clone.shell('npm run --silent env', env)).output).not.toContain('PULUMI_HOME');
  });

  it('passes npm run verify', async () => {
    const { code, output } = await clone.shell('npm run verify', env);
    expect(output).toContain('9 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('is removed by npm run destroy', async () => {
    expect((await clone.shell('npm run destroy', env)).code).toBe(0);
    expect(Object.values(await kongContent(admin)).flat()).toEqual([]);
  });
});
