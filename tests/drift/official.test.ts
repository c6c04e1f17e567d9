import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { hasReference, installOfficialPlugins, startRealKong } from '../support/reference.ts';
import { describeDrift } from './scenario.ts';

describe.skipIf(!hasReference)('drift with the official plugins and the real Kong', () => {
  const directory = mkdtempSync(join(tmpdir(), 'drift-official-'));
  let stop = () => Promise.resolve();

  describeDrift(async () => {
    const home = join(directory, 'pulumi');
    await installOfficialPlugins(home);
    const kong = await startRealKong(directory, 27_000);
    stop = () => kong.stop();
    return { kong, env: { PULUMI_HOME: home } };
  });

  afterAll(async () => {
    await stop();
    rmSync(directory, { recursive: true, force: true });
  });
});
