import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { hasReference, officialHome, startRealKong, type Ground } from './reference.ts';

/** Describes what happens on the official plugins and a real Kong of its own; skipped without the reference. */
export function describeOnReference(
  title: string,
  describeLife: (prepare: () => Promise<Ground>) => void,
  settings: NodeJS.ProcessEnv = {},
): void {
  describe.skipIf(!hasReference)(title, () => {
    const directory = mkdtempSync(join(tmpdir(), 'real-kong-'));
    let stop = () => Promise.resolve();

    describeLife(async () => {
      const kong = await startRealKong(directory, settings);
      stop = () => kong.stop();
      return { kong, env: { PULUMI_HOME: await officialHome() } };
    });

    afterAll(async () => {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    });
  });
}
