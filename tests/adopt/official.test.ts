import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { hasReference, installOfficialPlugins, startRealKong } from '../support/reference.ts';
import { describeAdoption } from './life-cycle.ts';

describe.skipIf(!hasReference)(
  'the guide by hand, adopted on the official plugins and the real Kong',
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'adopt-'));
    let stop = () => Promise.resolve();

    describeAdoption(async () => {
      const home = join(directory, 'pulumi');
      await installOfficialPlugins(home);
      const kong = await startRealKong(directory, 29_000);
      stop = () => kong.stop();
      return { kong, env: { PULUMI_HOME: home } };
    });

    afterAll(async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    });
  },
);
