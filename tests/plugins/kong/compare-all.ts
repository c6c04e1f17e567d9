import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealKong } from '../../support/reference.ts';
import { officialPlugins } from '../support/official.ts';
import { compareWithOfficial } from './compare.ts';

// Compares all lives with the official plugin on a real Kong (`npm run parity -- plugins`); with the
// argument record, keeps its answers in tests/plugins/recorded/kong.json.
const record = process.argv.includes('record');
const directory = mkdtempSync(join(tmpdir(), 'plugin-parity-'));
const official = (await officialPlugins()).kong;
const kong = await startRealKong(directory);
try {
  const { total, differing } = await compareWithOfficial(official, kong.admin, { record });
  for (const [life, found] of differing) console.log(`${life}\n${found}\n`);
  console.log(`${total} lives, ${total - differing.size} agree, ${differing.size} differ`);
  process.exitCode = differing.size > 0 ? 1 : 0;
} finally {
  await kong.stop();
  rmSync(directory, { recursive: true, force: true });
}
