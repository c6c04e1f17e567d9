import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { hasReference, installOfficialPlugins, startRealKong } from '../support/reference.ts';
import { describeRotation } from './life-cycle.ts';

describe.skipIf(!hasReference)('a rotation on the official plugins and the real Kong', () => {
  const directory = mkdtempSync(join(tmpdir(), 'rotation-'));
  let stop = () => Promise.resolve();

  describeRotation(async () => {
    const home = join(directory, 'pulumi');
    await installOfficialPlugins(home);
    // As Kong is by default: its workers take seconds to learn of a change.
    const kong = await startRealKong(directory, 25_080, { KONG_WORKER_CONSISTENCY: 'eventual' });
    stop = () => kong.stop();
    return { kong, env: { PULUMI_HOME: home } };
  });

  afterAll(async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });
});
