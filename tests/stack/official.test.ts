import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasReference, installOfficialPlugins, startRealKong } from '../support/reference.ts';
import { describeLifeCycle, type Ground } from './life-cycle.ts';
import { describeShop } from './shop.ts';

describe.skipIf(!hasReference)('on the official plugins and the real Kong', () => {
  const directory = mkdtempSync(join(tmpdir(), 'official-'));
  let ground: Ground;
  let stop = () => Promise.resolve();

  beforeAll(async () => {
    const home = join(directory, 'pulumi');
    await installOfficialPlugins(home);
    const kong = await startRealKong(directory, 19_000);
    stop = kong.stop;
    ground = { kong, env: { PULUMI_HOME: home } };
  });

  afterAll(async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });

  describe('the guide', () => describeLifeCycle(() => Promise.resolve(ground)));

  describe('three applications, two machines and six APIs', () =>
    describeShop(() => Promise.resolve(ground)));
});
